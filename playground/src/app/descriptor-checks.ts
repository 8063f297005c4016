import { createPortableSchemas } from '../../../adapters/schemas/cfworker.ts'
import type { Diagnostic } from '../../language/diagnostics/diagnostic.ts'
import { checkDescriptor } from '../../language/files/check-descriptor.ts'

export { completeDescriptor } from '../../language/files/complete-descriptor.ts'

const schemas = createPortableSchemas()

/** Checks an `lcp.toml`. Loaded when there is one. */
export function checkDescriptorFile(path: string, text: string): readonly Diagnostic[] {
  return checkDescriptor(path, text, { schemas })
}
