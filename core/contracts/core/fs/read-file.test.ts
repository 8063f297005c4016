import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { fsReadFile } from './read-file.ts'

const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff)

describe('fsReadFile()', () => {
  it.each([
    ['utf-8', '\uFEFFa\uFFFD'],
    ['base64', '77u/Yf8='],
    ['hex', 'efbbbf61ff'],
  ])('gives %s text', async (encoding, data) => {
    const { run } = createMemoryCall({ files: { 'a.bin': bytes }, now: 1000 })
    expect(await run(fsReadFile, { path: 'a.bin', encoding })).toEqual({
      data,
      encoding,
      size: 5,
      mtime: '1970-01-01T00:00:01.000Z',
    })
  })

  it('gives an empty text for an empty file', async () => {
    const { run } = createMemoryCall({ files: { empty: '' } })
    expect(await run(fsReadFile, { path: '/work/empty' })).toMatchObject({ data: '', encoding: 'utf-8', size: 0 })
  })

  it('keeps code and text of a missing file', async () => {
    const { run } = createMemoryCall({ files: { 'dir/x': '' } })
    await expect(run(fsReadFile, { path: 'none' })).rejects.toMatchObject({
      code: 'ENOENT',
      message: 'ENOENT: no such file or folder: "/work/none"',
    })
    await expect(run(fsReadFile, { path: 'dir' })).rejects.toMatchObject({ code: 'EISDIR' })
    await expect(run(fsReadFile, { path: 'dir/x/y' })).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it('refuses a file that no value can hold without reading it', async () => {
    const { host, call } = createMemoryCall()
    const files = {
      ...host.files,
      info: async () => ({ kind: 'file' as const, size: 256_000_001, mtime: 0, ctime: 0 }),
    }
    const large = { ...host, files }
    const run = async () =>
      fsReadFile.run({ path: 'huge' }, { ...call, host: large, resolvePath: (path) => path, signal: call.signal })
    await expect(run()).rejects.toMatchObject({ code: 'value_too_large' })
  })

  it.each([[undefined], [null], [''], [4], [['a']]])('refuses the path %j', async (path) => {
    await expect(createMemoryCall().run(fsReadFile, { path })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('refuses an encoding that it does not know', async () => {
    await expect(createMemoryCall().run(fsReadFile, { path: 'a', encoding: 'latin1' })).rejects.toThrow(
      'encoding must be one of utf-8, base64, hex',
    )
  })
})
