import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { fsStat } from './stat.ts'

describe('fsStat()', () => {
  const options = { files: { 'dir/a': 'four' }, now: 0 }

  it('tells of a file and of a folder', async () => {
    const { run } = createMemoryCall(options)
    const time = '1970-01-01T00:00:00.000Z'
    expect(await run(fsStat, { path: 'dir/../dir/a' })).toEqual({
      path: '/work/dir/a',
      exists: true,
      isFile: true,
      isDirectory: false,
      isSymlink: false,
      size: 4,
      mtime: time,
      ctime: time,
    })
    expect(await run(fsStat, { path: 'dir' })).toMatchObject({ isFile: false, isDirectory: true, size: 0 })
  })

  it('tells that nothing is there, also below a file', async () => {
    const { run } = createMemoryCall(options)
    expect(await run(fsStat, { path: 'none' })).toEqual({ path: '/work/none', exists: false })
    expect(await run(fsStat, { path: 'dir/a/b' })).toEqual({ path: '/work/dir/a/b', exists: false })
  })

  it('asks about a link itself when told not to follow', async () => {
    const { host, call } = createMemoryCall(options)
    const files: typeof host.files = {
      ...host.files,
      info: async (_path, asked) => ({
        kind: asked?.follow === false ? 'symlink' : 'file',
        size: 1,
        mtime: 0,
        ctime: 0,
      }),
    }
    const world = { ...call, host: { ...host, files }, resolvePath: (path: string) => path }
    expect(await fsStat.run({ path: 'a', followSymlinks: false }, world)).toMatchObject({
      isSymlink: true,
      isFile: false,
    })
    expect(await fsStat.run({ path: 'a' }, world)).toMatchObject({ isSymlink: false, isFile: true })
  })

  it('refuses what is no path', async () => {
    await expect(createMemoryCall().run(fsStat, {})).rejects.toThrow('path must be a non-empty string')
    await expect(createMemoryCall().run(fsStat, { path: 'a', followSymlinks: 'no' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
