import { type TextEncoding, textToBytes } from '../../../bytes/text-encoding.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { defineContract } from '../../define-contract.ts'
import { encodingInput, pathInput } from './fs-inputs.ts'
import { isoTime } from './iso-time.ts'

const ID = 'lcod://contract/core/fs/write-file@1'

interface WriteFileInput {
  path: string
  data: string
  encoding: TextEncoding
  append: boolean
  createParents: boolean
  mode?: string
}

const OCTAL_MODE = /^[0-7]{3,4}$/

/**
 * Writes text to a file, replacing what was there.
 *
 * A failure or a crash leaves the old content whole. `append` adds to the end instead.
 *
 * @returns `bytesWritten` by this call, and `mtime` (ISO-8601, UTC).
 * @throws {KernelError} `ENOENT` when the folder is missing and `createParents` is not set; `EISDIR`, `ENOTDIR`,
 * `EACCES`, `ENOSPC`, `EBUSY`, `EIO`, `permission_denied`; `invalid_input` also for `data` that is no text of its
 * `encoding` and for a `mode` that is not 3 or 4 octal digits.
 * Spec: contracts.md 1.8 `fs/write-file`.
 */
export const fsWriteFile = defineContract<WriteFileInput>({
  id: ID,
  aliases: ['lcod://contract/core/fs/write_file@1', 'lcod://axiom/fs/write-file@1', 'lcod://core/fs/write-file@1'],
  summary: 'Writes text to a file.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['path', 'data'],
    properties: {
      path: pathInput,
      data: { type: 'string', description: 'The content' },
      encoding: encodingInput,
      append: { type: 'boolean', default: false, description: 'Add to the end instead of replacing' },
      createParents: { type: 'boolean', default: false, description: 'Make missing folders' },
      mode: { type: 'string', description: 'POSIX permission bits as octal digits: `644`, `0600`' },
    },
  },
  output: {
    type: 'object',
    required: ['bytesWritten', 'mtime'],
    properties: {
      bytesWritten: { type: 'integer', description: 'Bytes this call wrote' },
      mtime: { type: 'string', description: 'Time of the change, ISO-8601' },
    },
  },
  async run({ path, data, encoding, append, createParents, mode }, call) {
    const files = requirePort(call.host, 'files', ID)
    const bytes = textToBytes(data, encoding)
    if (bytes === null) throw invalidInput('data', `${encoding} text`)
    if (mode !== undefined && !OCTAL_MODE.test(mode)) throw invalidInput('mode', '3 or 4 octal digits')
    const absolute = call.resolvePath(path)
    const bits = mode === undefined ? {} : { mode: Number.parseInt(mode, 8) }
    call.ensureNotCancelled()
    await files.write(absolute, bytes, { append, createParents, ...bits })
    const info = await files.info(absolute)
    return { bytesWritten: bytes.length, mtime: isoTime(info?.mtime ?? call.host.clock.now()) }
  },
})

function invalidInput(input: string, expected: string): KernelError {
  return new KernelError('invalid_input', `${input} must be ${expected}`, { data: { component: ID, input } })
}
