import { errorCatalog } from '../../../core/errors/catalog.ts'
import type { ErrorEntry } from '../../../core/errors/define-errors.ts'
import { textLintProblems } from '../../../core/errors/text-lint.ts'
import { ifOverwrites } from '../../../core/lint/if-overwrites.ts'
import { unusedOutput } from '../../../core/lint/unused-output.ts'

const KNOWN: ReadonlyMap<string, ErrorEntry> = new Map<string, ErrorEntry>([
  ...Object.entries(errorCatalog),
  ...Object.entries(textLintProblems),
  ...[ifOverwrites, unusedOutput].map(
    ({ code, summary, advice }) => [code, { meaning: summary, fix: advice }] as const,
  ),
])

/** What the catalogues say of a code; `null` for one that the kernel does not give. */
export function meaningOf(code: string): ErrorEntry | null {
  return KNOWN.get(code) ?? null
}
