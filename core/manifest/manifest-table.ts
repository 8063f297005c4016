import { KernelError } from '../errors/kernel-error.ts'
import { parseTomlDocument } from '../parse-toml-document.ts'
import type { Dict } from '../values.ts'
import { tomlFault } from './toml-fault.ts'

/**
 * The table of a TOML text such as an `lcp.toml`.
 *
 * @param file Name for messages.
 * @throws {KernelError} `invalid_manifest` with `data.line` and `data.column` (from 1).
 */
export function readManifestTable(text: string, file: string): Dict {
  try {
    return parseTomlDocument(text)
  } catch (error) {
    const { reason, place } = tomlFault(error)
    throw new KernelError('invalid_manifest', `${file} is not valid TOML: ${reason}`, {
      data: { file, ...place },
      cause: error,
    })
  }
}
