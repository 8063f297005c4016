import { createPortableSchemas } from '../../../adapters/schemas/cfworker.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import type { Diagnostic } from '../../language/diagnostics/diagnostic.ts'
import { checkInput } from '../../language/files/check-input.ts'
import { nameOf } from '../workspace/paths.ts'

export { completeInput } from '../../language/files/complete-input.ts'

const schemas = createPortableSchemas()

/** Checks the input of a compose, or other JSON. Loaded when there is one. */
export function checkJsonFile(path: string, text: string, manifest: Manifest | undefined): readonly Diagnostic[] {
  return checkInput(path, text, { schemas, declared: nameOf(path) === 'input.json' ? manifest : undefined })
}
