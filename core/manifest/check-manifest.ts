import type { Problem } from '../compose/problem.ts'
import type { SchemasPort } from '../host/schemas.ts'
import { isInside } from '../paths/is-inside.ts'
import { joinPath } from '../paths/join-path.ts'
import type { Dict } from '../values.ts'
import { checkManifestText, type ManifestReport, reporterOf, schemaFault } from './check-manifest-text.ts'
import { readManifestTable } from './manifest-table.ts'
import { tableAt, textAt } from './table-text.ts'

export interface CheckManifestOptions {
  /** Name of the file, for messages. */
  readonly file: string
  /** Absolute folder of the file. */
  readonly folder: string
  readonly schemas: SchemasPort
  /** The text of a file, by absolute path; `undefined` when there is none. */
  readonly readText: (path: string) => Promise<string | undefined>
}

/**
 * Everything that is wrong, or suspicious, in an `lcp.toml`: what `checkManifestText` finds, and whether the files that
 * it names are there.
 *
 * @returns problems in no particular order; an empty list when there is none.
 * Spec: contracts.md 4.1–4.3.
 */
export async function checkManifest(text: string, options: CheckManifestOptions): Promise<Problem[]> {
  const problems = checkManifestText(text, options)
  if (problems.some(({ code }) => code === 'invalid_manifest')) return problems
  await checkFiles(readManifestTable(text, options.file), options, reporterOf(problems, text, options.file))
  return problems
}

async function checkFiles(
  table: Dict,
  { folder, schemas, readText }: CheckManifestOptions,
  report: ManifestReport,
): Promise<void> {
  if ((await readText(joinPath(folder, 'README.md'))) === undefined) {
    report('warning', 'manifest_readme', ['id'], 'There is no README.md beside the descriptor; lcod generate makes it')
  }
  const named = [
    ['tool', 'inputSchema'],
    ['tool', 'outputSchema'],
    ['ui', 'propsSchema'],
  ] as const
  for (const [section, key] of named) {
    const path = textAt(tableAt(table, section), key)
    if (path === undefined) continue
    const whole = joinPath(folder, path)
    const text = isInside(whole, folder) ? await readText(whole) : undefined
    const why = text === undefined ? 'is not there' : schemaFault(text, schemas)
    if (why !== undefined)
      report('error', 'manifest_file', [section, key], `The file "${path}" of ${section}.${key} ${why}`)
  }
}
