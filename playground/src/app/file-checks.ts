import { createPortableSchemas } from '../../../adapters/schemas/cfworker.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { checkDescriptor, checkInput } from '../../language/files/index.ts'
import type { Diagnostic } from '../../language/index.ts'
import { nameOf } from '../workspace/paths.ts'

const schemas = createPortableSchemas()

/** Checks a file that is no compose: a descriptor, the input of a compose, or other JSON. Loaded when there is one. */
export function checkOtherFile(path: string, text: string, manifest: Manifest | undefined): readonly Diagnostic[] {
  if (nameOf(path) === 'lcp.toml') return checkDescriptor(path, text, { schemas })
  if (!path.endsWith('.json')) return []
  return checkInput(path, text, { schemas, declared: nameOf(path) === 'input.json' ? manifest : undefined })
}
