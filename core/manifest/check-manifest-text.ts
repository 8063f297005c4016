import type { Problem } from '../compose/problem.ts'
import type { ManifestProblemCode } from '../errors/manifest.ts'
import type { SchemasPort } from '../host/schemas.ts'
import { parseJsonDocument } from '../parse-json-document.ts'
import { parseComponentId } from '../resolve/component-id.ts'
import { type Dict, isDict, own } from '../values.ts'
import { checkManifestShape } from './check-manifest-shape.ts'
import { locateKey } from './locate-key.ts'
import { tableOrProblem } from './table-or-problem.ts'
import { tableAt, textAt } from './table-text.ts'

export interface CheckManifestTextOptions {
  /** Name of the file, for messages. */
  readonly file: string
  readonly schemas: SchemasPort
}

/** Tells of a problem at the place of a key; see `reporterOf`. */
export type ManifestReport = (
  severity: Problem['severity'],
  code: ManifestProblemCode,
  path: readonly string[],
  message: string,
) => void

/**
 * Everything that is wrong, or suspicious, in the text of an `lcp.toml`: its TOML, its shape, and whether what it says
 * agrees with itself. `checkManifest` looks at the files that it names as well.
 *
 * What contradicts itself or cannot be read is an error; another shape than the schema's is a warning, as published
 * descriptors have many and run.
 *
 * @returns problems in no particular order; an empty list when there is none.
 * Spec: contracts.md 4.1–4.3.
 */
export function checkManifestText(text: string, { file, schemas }: CheckManifestTextOptions): Problem[] {
  const read = tableOrProblem(text, file)
  if ('problem' in read) return [read.problem]
  const { table } = read
  const problems: Problem[] = []
  const report = reporterOf(problems, text, file)
  if (own(table, 'schemaVersion') === '1.0') {
    report(
      'warning',
      'manifest_old',
      ['schemaVersion'],
      'The descriptor has the old version 1.0; 2.0 declares inputs and outputs itself',
    )
    checkOldNames(table, report)
  } else {
    checkManifestShape(table, schemas, report)
  }
  checkIdentity(table, report)
  checkFragments(table, schemas, report)
  return problems
}

/** Adds problems to a list, each at the place of its key as far as it is written. */
export function reporterOf(problems: Problem[], text: string, file: string): ManifestReport {
  return (severity, code, path, message) => {
    const place = locateKey(text, path)
    const pointer = path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
    problems.push({ severity, code, message, pointer, ...(place === undefined ? {} : { source: { file, ...place } }) })
  }
}

function checkIdentity(table: Dict, report: ManifestReport): void {
  const id = textAt(table, 'id')
  const version = textAt(table, 'version')
  if (id !== undefined && version !== undefined && parseComponentId(id).version !== version) {
    const found = parseComponentId(id).version
    report('error', 'manifest_version', ['version'], `version is "${version}", the id says "${found}"`)
  }
  const kind = textAt(table, 'kind')
  for (const key of ['implements', 'implMatrix']) {
    if (kind !== 'contract' || own(table, key) === undefined) continue
    report('error', 'manifest_implements', [key], `A contract has no "${key}": it is what others implement`)
  }
  if ((kind === 'function' || kind === 'ui') && own(table, 'implements') === undefined) {
    report('warning', 'manifest_implements', ['kind'], `A descriptor of kind "${kind}" should say what it implements`)
  }
}

function checkOldNames(table: Dict, report: ManifestReport): void {
  const id = textAt(table, 'id')
  const name = textAt(table, 'name')
  const namespace = textAt(table, 'namespace')
  for (const key of ['id', 'name', 'namespace', 'version', 'kind']) {
    if (textAt(table, key) === undefined) report('error', 'manifest_shape', [key], `"${key}" is missing`)
  }
  if (id === undefined || name === undefined || namespace === undefined) return
  const { path } = parseComponentId(id)
  if (path === `${namespace}/${name}`) return
  report('error', 'manifest_names', ['name'], `namespace and name make "${namespace}/${name}", the id says "${path}"`)
}

/** Schemas and values that the descriptor holds as JSON text. */
function checkFragments(table: Dict, schemas: SchemasPort, report: ManifestReport): void {
  for (const section of ['inputs', 'outputs', 'slots']) {
    for (const [name, entry] of Object.entries(tableAt(table, section))) {
      const schema = isDict(entry) ? own(entry, 'schema') : undefined
      if (typeof schema !== 'string') continue
      const why = schemaFault(schema, schemas)
      if (why !== undefined)
        report('error', 'manifest_schema', [section, name, 'schema'], `The schema of ${section}.${name} ${why}`)
    }
  }
}

/** Why a text is no schema; `undefined` when it is one. */
export function schemaFault(text: string, schemas: SchemasPort): string | undefined {
  let schema: unknown
  try {
    schema = parseJsonDocument(text)
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  try {
    schemas.compile(schema)
    return undefined
  } catch (error) {
    return `is not valid: ${error instanceof Error ? error.message : String(error)}`
  }
}
