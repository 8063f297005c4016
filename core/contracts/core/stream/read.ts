import { defineContract } from '../../define-contract.ts'

interface StreamReadInput {
  stream: unknown
  maxBytes?: number
  timeoutMs: number
  decode?: string
}

/**
 * Reads the next chunk of a stream.
 *
 * Gives what is there without waiting for more, or exactly `maxBytes` (fewer at the end). Text is never cut inside a
 * character: what is not complete waits for the next read.
 *
 * @returns `{ done: false, chunk, encoding, bytes, seq, stream }` with `bytes` raw and `seq` from 0; after the last chunk
 * `{ done: true, stream }`, again and again.
 * @throws {KernelError} `stream_invalid_handle`, `stream_unknown_handle`, `stream_timeout`, `stream_failed` or the code
 * the source failed with; `invalid_input`.
 * Spec: contracts.md 1.13, engine.md 8.3.
 */
export const streamRead = defineContract<StreamReadInput>({
  id: 'lcod://contract/core/stream/read@1',
  aliases: ['lcod://core/stream/read@1'],
  summary: 'Reads the next chunk of a stream.',
  input: {
    type: 'object',
    required: ['stream'],
    properties: {
      stream: { description: 'The handle' },
      maxBytes: { type: 'integer', minimum: 1, description: 'Bytes to read; whatever is there when absent' },
      timeoutMs: { type: 'integer', minimum: 0, default: 0, description: 'How long to wait; 0 for no limit' },
      decode: {
        type: 'string',
        description: '`utf-8`, `json` (text as well), `hex` or `base64`; the encoding of the handle when absent',
      },
    },
  },
  output: {
    type: 'object',
    required: ['done', 'stream'],
    properties: {
      done: { type: 'boolean', description: 'True after the last chunk' },
      chunk: { type: 'string', description: 'The bytes as text of `encoding`' },
      encoding: { type: 'string', description: '`utf-8`, `json`, `hex` or `base64`' },
      bytes: { type: 'integer', description: 'Raw bytes of the chunk' },
      seq: { type: 'integer', description: 'Number of the chunk, from 0' },
      stream: { type: 'object', description: 'The handle' },
    },
  },
  run: ({ stream, maxBytes, timeoutMs, decode }, call) =>
    call.streams.read(stream, { maxBytes, timeoutMs, decode, signal: call.signal }),
})
