import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { fsWriteFile } from './write-file.ts'

const snapshot = ({ host }: ReturnType<typeof createMemoryCall>) =>
  Object.fromEntries([...host.files.snapshot()].map(([path, data]) => [path, new TextDecoder().decode(data)]))

describe('fsWriteFile()', () => {
  it('replaces, and tells the bytes and the time', async () => {
    const memory = createMemoryCall({ files: { a: 'old content' }, now: 2000 })
    expect(await memory.run(fsWriteFile, { path: 'a', data: 'né' })).toEqual({
      bytesWritten: 3,
      mtime: '1970-01-01T00:00:02.000Z',
    })
    expect(snapshot(memory)).toEqual({ '/work/a': 'né' })
  })

  it('appends, and counts what this call wrote', async () => {
    const memory = createMemoryCall({ files: { a: 'one\n' } })
    expect(await memory.run(fsWriteFile, { path: 'a', data: 'two\n', append: true })).toMatchObject({ bytesWritten: 4 })
    expect(snapshot(memory)).toEqual({ '/work/a': 'one\ntwo\n' })
  })

  it('decodes base64 and hex, and refuses what is neither', async () => {
    const memory = createMemoryCall()
    await memory.run(fsWriteFile, { path: 'a', data: 'aGk=', encoding: 'base64' })
    await memory.run(fsWriteFile, { path: 'b', data: '6869', encoding: 'hex' })
    expect(snapshot(memory)).toEqual({ '/work/a': 'hi', '/work/b': 'hi' })
    await expect(memory.run(fsWriteFile, { path: 'c', data: '?', encoding: 'base64' })).rejects.toThrow(
      'data must be base64 text',
    )
    await expect(memory.run(fsWriteFile, { path: 'c', data: '6', encoding: 'hex' })).rejects.toThrow(
      'data must be hex text',
    )
    expect(snapshot(memory)).not.toHaveProperty('/work/c')
  })

  it('makes parents only when asked to', async () => {
    const memory = createMemoryCall()
    await expect(memory.run(fsWriteFile, { path: 'x/y/a', data: '' })).rejects.toMatchObject({ code: 'ENOENT' })
    await memory.run(fsWriteFile, { path: 'x/y/a', data: '', createParents: true })
    expect(snapshot(memory)).toEqual({ '/work/x/y/a': '' })
  })

  it('passes the mode as bits, and refuses what is no mode', async () => {
    const { host, call } = createMemoryCall()
    const modes: unknown[] = []
    const files: typeof host.files = {
      ...host.files,
      write: async (_path, _data, options) => void modes.push(options?.mode),
    }
    const run = async (mode: unknown) =>
      fsWriteFile.run(
        { path: 'a', data: '', mode },
        { ...call, host: { ...host, files }, resolvePath: (path) => path, ensureNotCancelled: () => {} },
      )
    await run('600')
    await run('0755')
    await run(undefined)
    expect(modes).toEqual([0o600, 0o755, undefined])
    for (const mode of ['', '6', '888', '00644', 'rw'])
      await expect(run(mode)).rejects.toThrow('mode must be 3 or 4 octal digits')
  })

  it.each([
    [{ data: 'x' }],
    [{ path: 'a' }],
    [{ path: 'a', data: null }],
    [{ path: 'a', data: 4 }],
    [{ path: 'a', data: 'x', append: 'yes' }],
  ])('refuses %j', async (input) => {
    await expect(createMemoryCall().run(fsWriteFile, input)).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
