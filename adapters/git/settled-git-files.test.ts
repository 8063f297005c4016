import { describe, expect, it } from 'vitest'
import type { FilesPort } from '../../core/host/files.ts'
import { createMemoryFiles } from '../memory/index.ts'
import { createGitFiles } from './git-files.ts'
import { settledGitFiles } from './settled-git-files.ts'

/** What the files port was asked, one `operation path` each. */
function setup() {
  const plain = createMemoryFiles({ files: { 'repo/d/a': 'A' } })
  const asked: string[] = []
  const files: FilesPort = {
    ...plain,
    read: (path, options) => {
      asked.push(`read ${path}`)
      return plain.read(path, options)
    },
    list: (path) => {
      asked.push(`list ${path}`)
      return plain.list(path)
    },
    info: (path, options) => {
      asked.push(`info ${path}`)
      return plain.info(path, options)
    },
  }
  return { asked, fs: settledGitFiles(createGitFiles(files, '/work/repo')).promises }
}

describe('settledGitFiles()', () => {
  it('looks at each path and folder once, however often it is asked', async () => {
    const { asked, fs } = setup()
    await Promise.all([fs.stat('/work/repo/d'), fs.lstat('/work/repo/d'), fs.stat('/work/repo/d')])
    await Promise.all([fs.readdir('/work/repo/d'), fs.readdir('/work/repo/d')])
    expect(asked).toEqual(['info /work/repo/d', 'list /work/repo/d'])
  })

  it('reads what its folder lists, and asks for nothing else', async () => {
    const { asked, fs } = setup()
    expect(await fs.readFile('/work/repo/d/a', 'utf8')).toBe('A')
    for (const path of ['/work/repo/d/b', '/work/repo/none/b', '/work/secret']) {
      await expect(fs.readFile(path)).rejects.toMatchObject({ code: 'ENOENT' })
    }
    expect(asked).toEqual(['list /work/repo/d', 'read /work/repo/d/a', 'list /work/repo/none'])
  })

  it('gives a promise without a path, as the library tries before each operation', async () => {
    const { asked, fs } = setup()
    expect(await fs.readFile()).toBe('')
    expect(asked).toEqual([])
  })
})
