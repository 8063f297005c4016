import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { streamClose } from './close.ts'

describe('streamClose()', () => {
  it('releases once', async () => {
    const { run, streams } = createMemoryCall()
    const stream = streams.openText(['x'])
    expect(await run(streamClose, { stream })).toEqual({ released: true, removed: false })
    expect(await run(streamClose, { stream })).toEqual({ released: false, removed: false })
    expect(() => streams.chunks(stream)).toThrow('Unknown stream handle')
  })

  it('removes the file the stream was opened with, not the one the handle names', async () => {
    const { run, streams, host } = createMemoryCall({ files: { mine: '1', other: '2' } })
    const open = () => streams.open(host.files.stream('/work/mine'), { storage: { kind: 'file', path: '/work/mine' } })
    const forged = { ...open(), storage: { kind: 'file', path: '/work/other' } }
    expect(await run(streamClose, { stream: forged, deleteFile: true })).toEqual({ released: true, removed: true })
    expect([...host.files.snapshot().keys()]).toEqual(['/work/other'])
    expect(await run(streamClose, { stream: open(), deleteFile: true })).toEqual({ released: true, removed: false })
  })

  it('removes nothing for streams without a file', async () => {
    const { run, streams } = createMemoryCall()
    const stream = streams.openText(['x'])
    expect(await run(streamClose, { stream, deleteFile: true })).toEqual({ released: true, removed: false })
  })

  it('refuses what is no handle', async () => {
    const { run } = createMemoryCall()
    await expect(run(streamClose, {})).rejects.toThrow('stream handle required')
    await expect(run(streamClose, { stream: [] })).rejects.toThrow('Invalid stream handle')
  })
})
