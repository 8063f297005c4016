import { KernelError } from '../errors/kernel-error.ts'
import { parseJsonDocument } from '../parse-json-document.ts'
import { parseComponentId } from '../resolve/component-id.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import type { JsonSchema } from '../run/component.ts'
import { type Dict, isDict, own } from '../values.ts'
import { readManifestTable } from './manifest-table.ts'
import { scopeAliases } from './workspace-file.ts'

/** What the kernel takes from a component's `lcp.toml`. */
export interface Manifest {
  /** Absent when the file names none; such a file describes a folder, not a component that can be called. */
  readonly id?: string
  readonly version: string
  readonly summary?: string
  /** Declared names in written order; empty when nothing is declared. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly slots: readonly string[]
  /** Object schemas of the declared inputs and outputs; absent when no entry has a schema. */
  readonly inputSchema?: JsonSchema
  readonly outputSchema?: JsonSchema
  /** Ids that `[deps]` requires, as written; empty when it requires none. */
  readonly requires: readonly string[]
  readonly hints?: { readonly timeoutMs?: number; readonly retries?: number; readonly idempotent?: boolean }
  /** Completes relative ids of the compose beside the manifest; absent without id, and without namespace and name. */
  readonly context?: PackageContext
  /** Set for packages: the folder of their components, as written, when they name one. */
  readonly workspace?: { readonly componentsDir?: string }
}

/**
 * Reads the text of an `lcp.toml`. Unknown keys and tables are ignored; both descriptor versions are read alike.
 *
 * @param file Name for messages.
 * @throws {KernelError} `invalid_manifest` when the text is not TOML, or a schema in it is not JSON; with `data.line`
 * and `data.column` (from 1) where known.
 *
 * Spec: contracts.md 4.1, 4.2; engine.md 4.6.
 */
export function readManifest(text: string, file: string): Manifest {
  const table = readManifestTable(text, file)
  const id = stringOf(table, 'id')
  const version = stringOf(table, 'version') ?? (id === undefined ? '' : parseComponentId(id).version)
  const inputSchema = objectSchema(table, 'inputs', file)
  const outputSchema = objectSchema(table, 'outputs', file)
  const hints = readHints(own(table, 'hints'))
  const context = packageContext(table, id, version)
  const summary = stringOf(table, 'summary')
  return {
    ...(id === undefined ? {} : { id }),
    version: version === '' ? '0.0.0' : version,
    ...(summary === undefined ? {} : { summary }),
    inputs: namesOf(table, 'inputs'),
    outputs: namesOf(table, 'outputs'),
    slots: namesOf(table, 'slots'),
    requires: requiresOf(table),
    ...(inputSchema === undefined ? {} : { inputSchema }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(hints === undefined ? {} : { hints }),
    ...(context === undefined ? {} : { context }),
    ...workspaceOf(table),
  }
}

function requiresOf(table: Dict): string[] {
  const deps = own(table, 'deps')
  const requires = isDict(deps) ? own(deps, 'requires') : undefined
  return (Array.isArray(requires) ? requires : []).filter((id) => typeof id === 'string')
}

function namesOf(table: Dict, section: string): string[] {
  const entries = own(table, section)
  return isDict(entries) ? Object.keys(entries) : []
}

/** One schema for the section as a whole; entries without a schema take any value. */
function objectSchema(table: Dict, section: string, file: string): JsonSchema | undefined {
  const entries = own(table, section)
  if (!isDict(entries)) return undefined
  const properties: Record<string, unknown> = {}
  const required: string[] = []
  for (const [name, entry] of Object.entries(entries)) {
    if (!isDict(entry)) continue
    const schema = own(entry, 'schema')
    if (typeof schema === 'string') properties[name] = parseSchema(schema, `${section}.${name}`, file)
    if (section === 'inputs' && own(entry, 'required') === true) required.push(name)
  }
  if (Object.keys(properties).length === 0) return undefined
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) }
}

function parseSchema(text: string, where: string, file: string): unknown {
  try {
    return parseJsonDocument(text)
  } catch (error) {
    throw new KernelError('invalid_manifest', `The schema of ${where} in ${file} is not JSON`, {
      data: { file, entry: where },
      cause: error,
    })
  }
}

function readHints(hints: unknown): Manifest['hints'] {
  if (!isDict(hints)) return undefined
  const timeoutMs = own(hints, 'timeoutMs')
  const retries = own(hints, 'retries')
  const idempotent = own(hints, 'idempotent')
  return {
    ...(typeof timeoutMs === 'number' && timeoutMs >= 0 ? { timeoutMs } : {}),
    ...(typeof retries === 'number' && Number.isInteger(retries) && retries >= 0 ? { retries } : {}),
    ...(typeof idempotent === 'boolean' ? { idempotent } : {}),
  }
}

function packageContext(table: Dict, id: string | undefined, version: string): PackageContext | undefined {
  const basePath = id === undefined ? legacyPath(table) : parseComponentId(id).path
  if (basePath === undefined) return undefined
  const workspace = own(table, 'workspace')
  const aliasMap = isDict(workspace) ? scopeAliases(workspace) : {}
  return { basePath, version: version === '' ? '0.0.0' : version, aliasMap }
}

function workspaceOf(table: Dict): Pick<Manifest, 'workspace'> {
  const workspace = own(table, 'workspace')
  if (!isDict(workspace)) return {}
  const componentsDir = stringOf(workspace, 'componentsDir')
  return { workspace: componentsDir === undefined ? {} : { componentsDir } }
}

/** Old descriptors write the id as `namespace` and `name`. */
function legacyPath(table: Dict): string | undefined {
  const namespace = stringOf(table, 'namespace')
  const name = stringOf(table, 'name')
  return namespace === undefined || name === undefined ? undefined : `${namespace}/${name}`
}

function stringOf(table: Dict, key: string): string | undefined {
  const value = own(table, key)
  return typeof value === 'string' && value !== '' ? value : undefined
}
