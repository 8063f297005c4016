import { createPortableSchemas } from '../../../adapters/schemas/cfworker.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { checkDescriptor, checkInput, completeDescriptor, completeInput } from '../../language/files/index.ts'
import type { CompletionList, Diagnostic } from '../../language/index.ts'
import { nameOf } from '../workspace/paths.ts'

const schemas = createPortableSchemas()

/** Checks a file that is no compose: a descriptor, the input of a compose, or other JSON. Loaded when there is one. */
export function checkOtherFile(path: string, text: string, manifest: Manifest | undefined): readonly Diagnostic[] {
  if (nameOf(path) === 'lcp.toml') return checkDescriptor(path, text, { schemas })
  if (!path.endsWith('.json')) return []
  return checkInput(path, text, { schemas, declared: nameOf(path) === 'input.json' ? manifest : undefined })
}

/** What could be written at an offset of such a file; nothing in other JSON. */
export function completeOtherFile(
  path: string,
  text: string,
  offset: number,
  manifest: Manifest | undefined,
): CompletionList {
  if (nameOf(path) === 'lcp.toml') return completeDescriptor(text, offset)
  if (nameOf(path) === 'input.json' && manifest !== undefined) return completeInput(text, offset, manifest)
  return { range: { start: offset, end: offset }, items: [], isIncomplete: false }
}
