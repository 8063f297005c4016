import type { SchemasPort } from '../../../core/host/schemas.ts'
import { checkManifestText } from '../../../core/manifest/check-manifest-text.ts'
import { type Diagnostic, ofProblem } from '../diagnostics/diagnostic.ts'

/** What is wrong or suspicious in the text of an `lcp.toml`, in its order: what `lcod check` finds without other files. */
export function checkDescriptor(
  file: string,
  text: string,
  { schemas }: { readonly schemas: SchemasPort },
): Diagnostic[] {
  return checkManifestText(text, { file, schemas })
    .map((problem) => ofProblem(problem, text))
    .sort((left, right) => left.range.start - right.range.start)
}
