import type { Problem } from '../compose/problem.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { SchemaIssue, SchemasPort } from '../host/schemas.ts'
import { isInside } from '../paths/is-inside.ts'
import { joinPath } from '../paths/join-path.ts'
import { parseComponentId } from '../resolve/component-id.ts'
import { type Dict, isDict, own } from '../values.ts'
import descriptorSchema from './lcp.schema.json' with { type: 'json' }
import { locateKey } from './locate-key.ts'
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

type Report = (severity: Problem['severity'], code: string, path: readonly string[], message: string) => void

/**
 * Everything that is wrong, or suspicious, in an `lcp.toml`: its TOML, its shape, and whether what it says agrees with
 * itself and with the files beside it.
 *
 * What contradicts itself or cannot be read is an error; another shape than the schema's is a warning, as published
 * descriptors have many and run.
 *
 * @returns problems in no particular order; an empty list when there is none.
 * Spec: contracts.md 4.1–4.3.
 */
export async function checkManifest(text: string, options: CheckManifestOptions): Promise<Problem[]> {
  const { file } = options
  let table: Dict
  try {
    table = readManifestTable(text, file)
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return [syntaxProblem(error, text, file)]
  }
  const problems: Problem[] = []
  const report: Report = (severity, code, path, message) => {
    const place = locateKey(text, path)
    const pointer = path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
    problems.push({ severity, code, message, pointer, ...(place === undefined ? {} : { source: { file, ...place } }) })
  }
  if (own(table, 'schemaVersion') === '1.0') {
    report(
      'warning',
      'manifest_old',
      ['schemaVersion'],
      'The descriptor has the old version 1.0; 2.0 declares inputs and outputs itself',
    )
    checkOldNames(table, report)
  } else {
    for (const issue of options.schemas.compile(descriptorSchema)(table)) reportIssue(issue, report)
    checkKeys(table, report)
  }
  checkIdentity(table, report)
  checkFragments(table, options.schemas, report)
  await checkFiles(table, options, report)
  return problems
}

function syntaxProblem(error: KernelError, text: string, file: string): Problem {
  const data = isDict(error.data) ? error.data : {}
  const line = typeof data['line'] === 'number' ? data['line'] : 1
  const column = typeof data['column'] === 'number' ? data['column'] : 1
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const start = Math.min(before + column - 1, text.length)
  const source = { file, start, end: Math.min(start + 1, text.length) }
  return { severity: 'error', code: 'invalid_manifest', message: error.message, pointer: '', source }
}

/** Keys that published descriptors have and tools read, by the table they stand in. */
const SEEN_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  '': ['docs', 'icon', 'io', 'name', 'namespace'],
  workspace: ['components', 'packages', 'namespace'],
}

function reportIssue({ path, keyword, message }: SchemaIssue, report: Report): void {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  // Unknown keys are named by `checkKeys`, each with its place.
  if (keyword === 'additionalProperties') return
  report('warning', 'manifest_shape', keys, `${keys.join('.') || 'The descriptor'} ${message}`)
}

/** Keys that the schema has no place for. */
function checkKeys(table: Dict, report: Report): void {
  const { properties, $defs } = descriptorSchema
  const check = (path: readonly string[], place: unknown, known: object) => {
    for (const key of isDict(place) ? Object.keys(place) : []) {
      if (Object.hasOwn(known, key)) continue
      if (SEEN_ELSEWHERE[path.join('.')]?.includes(key) === true) continue
      report('warning', 'manifest_unknown_key', [...path, key], `"${key}" means nothing here`)
    }
  }
  check([], table, properties)
  for (const [section, schema] of Object.entries(properties)) {
    if ('properties' in schema) check([section], own(table, section), schema.properties)
  }
  for (const [section, entry] of [
    ['inputs', $defs.io],
    ['outputs', $defs.io],
    ['slots', $defs.slot],
  ] as const) {
    for (const [name, place] of Object.entries(tableAt(table, section))) {
      check([section, name], place, entry.properties)
    }
  }
}

function checkIdentity(table: Dict, report: Report): void {
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

function checkOldNames(table: Dict, report: Report): void {
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
function checkFragments(table: Dict, schemas: SchemasPort, report: Report): void {
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

function schemaFault(text: string, schemas: SchemasPort): string | undefined {
  let schema: unknown
  try {
    schema = JSON.parse(text)
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

async function checkFiles(
  table: Dict,
  { folder, schemas, readText }: CheckManifestOptions,
  report: Report,
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
