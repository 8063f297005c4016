import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { streamRead } from './read.ts'

describe('streamRead()', () => {
  it('reads chunk by chunk to the end', async () => {
    const { run, streams } = createMemoryCall()
    const stream = streams.openText(['hello ', 'world'])
    expect(await run(streamRead, { stream, maxBytes: 4 })).toEqual({
      done: false,
      chunk: 'hell',
      encoding: 'utf-8',
      bytes: 4,
      seq: 0,
      stream,
    })
    expect(await run(streamRead, { stream, decode: 'hex', maxBytes: null })).toMatchObject({ encoding: 'hex', seq: 1 })
    expect(await run(streamRead, { stream })).toEqual({ done: true, stream })
  })

  it('knows a stream by its id alone', async () => {
    const { run, streams } = createMemoryCall()
    const { id } = streams.openText(['x'])
    expect(await run(streamRead, { stream: { id, encoding: 'hex' } })).toMatchObject({ chunk: 'x', encoding: 'utf-8' })
  })

  it.each([
    [{}, 'stream_invalid_handle', 'stream handle required'],
    [{ stream: null }, 'stream_invalid_handle', 'stream handle required'],
    [{ stream: 'x' }, 'stream_invalid_handle', 'Invalid stream handle'],
    [{ stream: {} }, 'stream_invalid_handle', 'Invalid stream handle'],
    [{ stream: { id: 'nope' } }, 'stream_unknown_handle', 'Unknown stream handle: nope'],
    [{ stream: { id: 'x' }, maxBytes: 0 }, 'invalid_input', 'maxBytes must be an integer of at least 1'],
    [{ stream: { id: 'x' }, timeoutMs: -1 }, 'invalid_input', 'timeoutMs must be an integer of at least 0'],
    [{ stream: { id: 'x' }, decode: 4 }, 'invalid_input', 'decode must be a string'],
  ])('refuses %j', async (input, code, message) => {
    await expect(createMemoryCall().run(streamRead, input)).rejects.toMatchObject({ code, message })
  })
})
