import { bytesToText, type TextEncoding } from '../../../bytes/text-encoding.ts'
import { ExecutionCancelledError } from '../../../errors/kernel-error.ts'
import { normaliseError } from '../../../errors/normalise-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { encodingInput, pathInput } from '../../core/fs/fs-inputs.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://contract/tooling/fs/read_optional@1'

interface ReadOptionalInput {
  path?: string
  encoding: TextEncoding
  fallback?: string
  warningMessage?: string
}

/**
 * Reads a file that need not be there: what cannot be read gives the fallback text instead of an error.
 *
 * @returns `text` (null without file and fallback; an empty fallback counts as none), `exists` and `warning`: the given
 * message, else, without a fallback, why the file could not be read.
 * @throws {KernelError} `cancelled` alone.
 * Spec: contracts.md 3.1.10.
 */
export const fsReadOptional = defineContract<ReadOptionalInput>({
  id: ID,
  aliases: ['lcod://tooling/fs/read_optional@0.1.0'],
  summary: 'Reads a file, or gives a fallback text.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      path: { ...pathInput, 'x-lenient': true },
      encoding: { ...encodingInput, 'x-lenient': true },
      fallback: { type: 'string', minLength: 1, 'x-lenient': true, description: 'Text when there is no file' },
      warningMessage: { type: 'string', minLength: 1, 'x-lenient': true, description: 'Warning when there is no file' },
    },
  },
  output: {
    type: 'object',
    required: ['text', 'exists', 'warning'],
    properties: {
      text: { type: ['string', 'null'], description: 'The content, the fallback, or null' },
      exists: { type: 'boolean', description: 'Whether the file was read' },
      warning: { type: ['string', 'null'], description: 'What to tell, if anything' },
    },
  },
  async run({ path, encoding, fallback, warningMessage }, call) {
    const missing = { text: fallback ?? null, exists: false }
    if (path === undefined) return { ...missing, warning: warningMessage ?? null }
    try {
      const bytes = await requirePort(call.host, 'files', ID).read(call.resolvePath(path), { signal: call.signal })
      return { text: bytesToText(bytes, encoding), exists: true, warning: null }
    } catch (thrown) {
      const error = normaliseError(thrown)
      if (error instanceof ExecutionCancelledError) throw error
      return { ...missing, warning: warningMessage ?? (fallback === undefined ? error.message : null) }
    }
  },
})
