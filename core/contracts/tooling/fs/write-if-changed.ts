import { bytesToText, type TextEncoding, textToBytes } from '../../../bytes/text-encoding.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { isAbsent } from '../../../values.ts'
import { encodingInput, pathInput } from '../../core/fs/fs-inputs.ts'
import { encodeJson } from '../../core/json/encode-json.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://contract/tooling/fs/write_if_changed@1'

/**
 * Writes a file only when its content would change, so that its time of change says something.
 *
 * A content that is no text is written as the text that stands for it; null and nothing are an empty file.
 *
 * @returns `changed`: whether the file was written. A missing file always is.
 * @throws {KernelError} `ENOENT` when the folder is missing; the other codes of files; `invalid_input`.
 * Spec: contracts.md 3.1.11.
 */
export const fsWriteIfChanged = defineContract<{ path: string; content?: unknown; encoding: TextEncoding }>({
  id: ID,
  aliases: ['lcod://tooling/fs/write_if_changed@0.1.0'],
  summary: 'Writes a file only when its content changes.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['path'],
    properties: { path: pathInput, content: { description: 'The content' }, encoding: encodingInput },
  },
  output: {
    type: 'object',
    required: ['changed'],
    properties: { changed: { type: 'boolean', description: 'Whether the file was written' } },
  },
  async run({ path, content, encoding }, call) {
    const files = requirePort(call.host, 'files', ID)
    const absolute = call.resolvePath(path)
    const text = contentText(content)
    const bytes = textToBytes(text, encoding)
    if (bytes === null) {
      throw new KernelError('invalid_input', `content must be ${encoding} text`, { data: { component: ID } })
    }
    const info = await files.info(absolute)
    if (info?.kind === 'file' && info.size === bytes.length) {
      const present = await files.read(absolute, { signal: call.signal })
      if (bytesToText(present, 'base64') === bytesToText(bytes, 'base64')) return { changed: false }
    }
    call.ensureNotCancelled()
    await files.write(absolute, bytes)
    return { changed: true }
  },
})

function contentText(content: unknown): string {
  if (isAbsent(content)) return ''
  return typeof content === 'object' ? encodeJson(content) : String(content)
}
