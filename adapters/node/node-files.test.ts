import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { filesPortSuite } from '../../conformance/ports/files.ts'
import { createNodeFiles } from './node-files.ts'

const roots: string[] = []
async function makeRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'lcod-files-'))
  roots.push(root)
  return root
}
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))))

describe('createNodeFiles() as a files port', () => {
  const suite = filesPortSuite({
    make: async () => ({
      files: createNodeFiles(),
      root: await makeRoot(),
      link: (target, path) => symlink(target, path),
      mode: async (path) => (await stat(path)).mode & 0o777,
    }),
  })
  it.each(suite)('$name', ({ run }) => run())
})

describe('createNodeFiles()', () => {
  it.runIf(process.platform === 'linux')('names the file that the system does not let it write', async () => {
    // Nobody makes files there, whoever runs this.
    const path = '/sys/lcod.txt'
    const writing = createNodeFiles().write(path, new Uint8Array(), { createParents: true })
    await expect(writing).rejects.toMatchObject({ code: 'EACCES', data: { path } })
  })

  it('takes the working directory it is given', () => {
    expect(createNodeFiles({ cwd: '/somewhere' }).cwd).toBe('/somewhere')
  })

  it('writes to a device instead of replacing it', async () => {
    const files = createNodeFiles()
    await files.write('/dev/null', new TextEncoder().encode('gone'))
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
  })

  it('keeps the owner-only bits of a file that it replaces', async () => {
    const path = join(await makeRoot(), 'secret')
    await writeFile(path, 'old', { mode: 0o600 })
    await createNodeFiles().write(path, new TextEncoder().encode('new'))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readFile(path, 'utf8')).toBe('new')
  })

  it('leaves no temporary file behind when the content cannot be put in place', async () => {
    const root = await makeRoot()
    const files = createNodeFiles()
    const sink = await files.sink(join(root, 'target'))
    await sink.write(new Uint8Array(10))
    await files.makeDirectory(join(root, 'target'))
    await expect(sink.commit()).rejects.toMatchObject({ code: 'EISDIR' })
    expect(await readdir(root)).toEqual(['target'])
  })

  it('treats a path that the system cannot hold as nothing', async () => {
    const files = createNodeFiles()
    expect(await files.info('/a\0b')).toBeNull()
    expect(await files.info(`/${'x'.repeat(300)}`)).toBeNull()
    await expect(files.read('/a\0b')).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('keeps the error of the system as the cause', async () => {
    const error = await createNodeFiles()
      .read('/no/such/file')
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'ENOENT', data: { path: '/no/such/file' }, cause: { errno: -2 } })
  })
})
