import { bytesToText, type TextEncoding } from '../../../bytes/text-encoding.ts'
import { fileError } from '../../../errors/file-error.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { defineContract } from '../../define-contract.ts'
import { encodingInput, pathInput } from './fs-inputs.ts'
import { isoTime } from './iso-time.ts'

const ID = 'lcod://contract/core/fs/read-file@1'

interface ReadFileInput {
  path: string
  encoding: TextEncoding
}

/** Bytes of a file that fit in one value: hexadecimal doubles them, and strings end near 2²⁹ characters. */
const MAX_BYTES = 256_000_000

/**
 * Reads a whole file as text.
 *
 * With `utf-8`, malformed bytes become U+FFFD and a byte order mark is kept; `base64` and `hex` lose nothing.
 *
 * @returns `data`, the `encoding` used, `size` in bytes and `mtime` (ISO-8601, UTC). An empty file gives an empty text.
 * @throws {KernelError} `ENOENT`, `EISDIR`, `ENOTDIR`, `EACCES`, `EIO`, `permission_denied`, `value_too_large` above
 * 256 MB, `invalid_input`.
 * Spec: contracts.md 1.8 `fs/read-file`.
 */
export const fsReadFile = defineContract<ReadFileInput>({
  id: ID,
  aliases: ['lcod://contract/core/fs/read_file@1', 'lcod://axiom/fs/read-file@1', 'lcod://core/fs/read-file@1'],
  summary: 'Reads a whole file as text.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['path'],
    properties: { path: pathInput, encoding: encodingInput },
  },
  output: {
    type: 'object',
    required: ['data', 'encoding', 'size', 'mtime'],
    properties: {
      data: { type: 'string', description: 'The content' },
      encoding: { type: 'string', description: 'How `data` stands for the bytes' },
      size: { type: 'integer', description: 'Bytes of the file' },
      mtime: { type: 'string', description: 'Time of the last change, ISO-8601' },
    },
  },
  async run({ path, encoding }, call) {
    const files = requirePort(call.host, 'files', ID)
    const absolute = call.resolvePath(path)
    const info = await files.info(absolute)
    // Asking first costs little and keeps a file that cannot fit from being read at all.
    if (info?.kind === 'directory') throw fileError('EISDIR', absolute)
    if (info !== null && info.size > MAX_BYTES) throw tooLarge(absolute, info.size)
    const bytes = await files.read(absolute, { signal: call.signal })
    if (bytes.length > MAX_BYTES) throw tooLarge(absolute, bytes.length)
    const mtime = isoTime(info?.mtime ?? call.host.clock.now())
    return { data: bytesToText(bytes, encoding), encoding, size: bytes.length, mtime }
  },
})

function tooLarge(path: string, size: number): KernelError {
  return new KernelError('value_too_large', `"${path}" has ${size} bytes, more than the ${MAX_BYTES} of one value`, {
    data: { path, size, limit: MAX_BYTES },
  })
}
