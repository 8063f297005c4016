import { requirePort } from '../../../host/require-port.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://contract/core/stream/close@1'

interface StreamCloseInput {
  stream: unknown
  deleteFile: boolean
}

/**
 * Closes a stream and frees what it holds.
 *
 * `deleteFile` also removes the file it was read from; the path is the one the stream was opened with, whatever the
 * handle that is passed says.
 *
 * @returns `released` (false when it was closed before) and `removed`.
 * @throws {KernelError} `stream_invalid_handle`, `stream_failed`; with `deleteFile` also `permission_denied` and the
 * codes of files.
 * Spec: contracts.md 1.13, engine.md 8.3: closing twice is no error.
 */
export const streamClose = defineContract<StreamCloseInput>({
  id: ID,
  aliases: ['lcod://core/stream/close@1'],
  summary: 'Closes a stream.',
  input: {
    type: 'object',
    required: ['stream'],
    properties: {
      stream: { description: 'The handle' },
      deleteFile: { type: 'boolean', default: false, description: 'Remove the file that it was read from' },
    },
  },
  output: {
    type: 'object',
    required: ['released', 'removed'],
    properties: {
      released: { type: 'boolean', description: 'Whether it was open' },
      removed: { type: 'boolean', description: 'Whether a file was removed' },
    },
  },
  async run({ stream, deleteFile }, call) {
    const closed = await call.streams.close(stream)
    const path = closed?.storage.kind === 'file' ? closed.storage.path : undefined
    if (!deleteFile || path === undefined) return { released: closed !== undefined, removed: false }
    const files = requirePort(call.host, 'files', ID)
    const existed = (await files.info(path)) !== null
    await files.remove(path)
    return { released: true, removed: existed }
  },
})
