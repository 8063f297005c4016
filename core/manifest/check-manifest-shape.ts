import type { SchemaCheck, SchemasPort } from '../host/schemas.ts'
import { type Dict, isDict, own } from '../values.ts'
import type { ManifestReport } from './check-manifest-text.ts'
import descriptorSchema from './lcp.schema.json' with { type: 'json' }
import { schemaAt } from './schema-at.ts'
import { strayKeys } from './stray-keys.ts'

/** Keys that published descriptors have without a place in version 2.0, and what says the same there. */
const SEEN_ELSEWHERE: Readonly<Record<string, string>> = {
  docs: 'documentation.body holds what the README says beyond the tables',
  icon: 'it belongs in [palette]',
  io: '[inputs] and [outputs] declare what goes in and out',
  name: 'the id has it',
  namespace: 'the id has it',
  'workspace.components': 'components are found in workspace.componentsDir',
  'workspace.packages': 'it belongs in workspace.lcp.toml',
  'workspace.namespace': 'it belongs in workspace.lcp.toml',
}

/** What keys are called is told key by key, and `if` repeats what `then` says. */
const TOLD_ELSEWHERE = new Set(['additionalProperties', 'propertyNames', 'if'])

/** To make a check costs far more than to use it, and commands look at many descriptors. */
const checks = new WeakMap<SchemasPort, SchemaCheck>()

function descriptorCheck(schemas: SchemasPort): SchemaCheck {
  const known = checks.get(schemas) ?? schemas.compile(descriptorSchema)
  checks.set(schemas, known)
  return known
}

/** Compares the table of a descriptor with the schema of version 2.0. Spec: contracts.md 4.1. */
export function checkManifestShape(table: Dict, schemas: SchemasPort, report: ManifestReport): void {
  for (const { path, keyword, message } of descriptorCheck(schemas)(table)) {
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    // A table that matches no pattern: it is one of its keys that does not.
    const isOfKey = keyword === 'pattern' && isDict(valueAt(table, keys))
    if (TOLD_ELSEWHERE.has(keyword) || isOfKey) continue
    report(
      'warning',
      'manifest_shape',
      keys,
      `${keys.join('.') || 'The descriptor'} ${said(keyword, message, { table, keys })}`,
    )
  }
  for (const { path, pattern } of strayKeys(table, descriptorSchema)) {
    const instead = own(SEEN_ELSEWHERE, path.join('.'))
    const why = instead === undefined ? 'means nothing here' : `has no place in version 2.0: ${instead}`
    const says = pattern === undefined ? why : `is no name here: expected ${pattern}`
    report('warning', 'manifest_unknown_key', path, `"${path.at(-1)}" ${says}`)
  }
}

/** Keywords whose values a description tells better than the keyword does. */
const DESCRIBED = new Set(['const', 'enum', 'minLength', 'pattern'])

function said(
  keyword: string,
  message: string,
  { table, keys }: { readonly table: Dict; readonly keys: readonly string[] },
): string {
  if (keyword === 'uniqueItems') return 'has the same entry twice'
  const description = own(schemaAt(descriptorSchema, keys), 'description')
  if (typeof description !== 'string' || !DESCRIBED.has(keyword)) return message
  return `must be ${description}, found ${JSON.stringify(valueAt(table, keys))}`
}

function valueAt(table: Dict, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? own(value, key) : undefined),
    table,
  )
}
