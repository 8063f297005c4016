import { describe, expect, it } from 'vitest'
import { createMemoryFiles } from '../memory/index.ts'
import { createGitFiles } from './git-files.ts'

const setup = () => {
  const files = createMemoryFiles({ files: { 'repo/a': 'A', 'repo/d/b': 'B', secret: 'S' } })
  return { files, fs: createGitFiles(files, '/work/repo').promises }
}

describe('createGitFiles()', () => {
  it('reads bytes and text, and lists', async () => {
    const { fs } = setup()
    expect(await fs.readFile('/work/repo/a')).toEqual(new Uint8Array([65]))
    expect(await fs.readFile('/work/repo/a', 'utf8')).toBe('A')
    expect(await fs.readFile('/work/repo/a', { encoding: 'utf8' })).toBe('A')
    expect(await fs.readdir('/work/repo')).toEqual(['a', 'd'])
  })

  it('writes, with the folders on the way, and removes', async () => {
    const { fs } = setup()
    await fs.writeFile('/work/repo/x/y', 'text')
    expect(await fs.readFile('/work/repo/x/y', 'utf8')).toBe('text')
    await fs.mkdir('/work/repo/z')
    await fs.unlink('/work/repo/x/y')
    await fs.rmdir('/work/repo/x')
    expect(await fs.readdir('/work/repo')).toEqual(['a', 'd', 'z'])
    await fs.rm('/work/repo/z')
  })

  it('tells files from folders, and fails with ENOENT for nothing', async () => {
    const { fs } = setup()
    const file = await fs.stat('/work/repo/a')
    expect([file.isFile(), file.isDirectory(), file.isSymbolicLink(), file.size]).toEqual([true, false, false, 1])
    expect((await fs.lstat('/work/repo/d')).isDirectory()).toBe(true)
    await expect(fs.stat('/work/repo/none')).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(fs.readFile('/work/repo/none')).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(fs.readlink('/work/repo/none')).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('reaches nothing outside its root, and makes no links', async () => {
    const { fs } = setup()
    for (const path of ['/work/secret', '/work/repo/../secret', '/work/repository', '../secret', '/']) {
      await expect(fs.readFile(path)).rejects.toMatchObject({ code: 'EACCES' })
      await expect(fs.writeFile(path, 'x')).rejects.toMatchObject({ code: 'EACCES' })
      await expect(fs.rm(path)).rejects.toMatchObject({ code: 'EACCES' })
    }
    await expect(fs.symlink('../secret', '/work/repo/link')).rejects.toMatchObject({ code: 'EACCES' })
  })
})
