import { stringify } from 'smol-toml'
import { KernelError } from '../errors/kernel-error.ts'
import { tomlFault } from '../manifest/toml-fault.ts'
import { parseTomlDocument } from '../parse-toml-document.ts'
import { type Dict, isDict, own } from '../values.ts'
import type { LockedFiles } from './locked-files.ts'
import type { Resolution, ResolvedComponent } from './resolve-project.ts'

/** One component of a lock. */
export interface LockedComponent {
  readonly id: string
  /** Digest of its descriptor; absent in locks that others wrote without one. */
  readonly integrity?: string
  /** Digest of its compose. */
  readonly composeIntegrity?: string
  /**
   * Digests of its other files, by path; absent in locks that were written without, and for components whose folder has
   * no others. Of the root these are the files that its descriptor and compose name.
   */
  readonly files?: LockedFiles
  readonly source: Dict
  readonly bindings: ReadonlyArray<{ readonly contract: string; readonly implementation: string }>
  readonly dependencies: ReadonlyArray<{ readonly id: string; readonly requested?: string }>
}

export interface Lock {
  /** The root first. */
  readonly components: readonly LockedComponent[]
  /** Whether `lcod resolve` wrote it: what such a lock has no digest of was not there. */
  readonly isOwn: boolean
}

const SCHEMA_VERSION = '1.0'
const RESOLVER_VERSION = '1'

/**
 * The text of a lock: one entry for each component, the root first, then by id. The same resolution gives the same
 * bytes on every host: there is no time, no machine and no cache in it.
 *
 * Spec: contracts.md 5.1, in its strict form; the digests of the compose and of the other files are ours, in the open
 * `source` table.
 */
export function writeLock({ root, components }: Resolution, bindings: Readonly<Record<string, string>>): string {
  const bound = Object.entries(bindings)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([contract, implementation]) => ({ contract, implementation }))
  const entries = [entryOf(root, bound), ...components.map((component) => entryOf(component, []))]
  return stringify({ schemaVersion: SCHEMA_VERSION, resolverVersion: RESOLVER_VERSION, components: entries })
}

/**
 * Reads the text of a lock. Locks of other resolvers, which nest the whole graph below the root, are read too.
 *
 * @param file Name for messages.
 * @throws {KernelError} `lock_invalid` when it is no TOML, has another schema version, or lacks what it needs.
 */
export function readLock(text: string, file: string): Lock {
  const table = parseToml(text, file)
  const version = own(table, 'schemaVersion')
  if (version !== SCHEMA_VERSION) {
    throw invalid(file, `has schemaVersion ${JSON.stringify(version ?? null)}, expected "${SCHEMA_VERSION}"`)
  }
  const written = own(table, 'components')
  if (!Array.isArray(written) || written.length === 0) throw invalid(file, 'lists no components')
  const components = new Map<string, LockedComponent>()
  for (const entry of written) collect(entry, file, components)
  return { components: [...components.values()], isOwn: own(table, 'resolverVersion') === RESOLVER_VERSION }
}

function entryOf(component: ResolvedComponent, bindings: ReadonlyArray<Dict>): Dict {
  const { id, integrity, composeIntegrity, lockedFiles: files, registryId, dependencies } = component
  return {
    id,
    resolved: id,
    integrity,
    source: sortedSource({
      ...component.source,
      ...(registryId === undefined ? {} : { registryId }),
      ...(composeIntegrity === undefined ? {} : { composeIntegrity }),
      ...(files === undefined ? {} : { files }),
    }),
    ...(bindings.length === 0 ? {} : { bindings }),
    dependencies: dependencies
      .map((dependency) => ({ id: dependency.id, requested: dependency.requested, resolved: dependency.id }))
      .sort((left, right) => (left.requested < right.requested ? -1 : 1)),
  }
}

/** The `source` table of an entry with its keys in the order of the lock. */
export function sortedSource(source: Dict): Dict {
  const { type, ...rest } = source
  return { type, ...Object.fromEntries(Object.entries(rest).sort(([left], [right]) => (left < right ? -1 : 1))) }
}

function parseToml(text: string, file: string): Dict {
  try {
    return parseTomlDocument(text)
  } catch (cause) {
    const { reason, place } = tomlFault(cause)
    throw new KernelError('lock_invalid', `${file} is not valid TOML: ${reason}`, { data: { file, ...place }, cause })
  }
}

function collect(entry: unknown, file: string, components: Map<string, LockedComponent>): void {
  const id = isDict(entry) ? (own(entry, 'resolved') ?? own(entry, 'id')) : undefined
  if (!isDict(entry) || typeof id !== 'string') throw invalid(file, 'has a component without an id')
  // Published resolvers leave it out for the root, which lies beside its lock.
  const source = own(entry, 'source') ?? (components.size === 0 ? { type: 'path', path: '.' } : undefined)
  if (!isDict(source)) throw invalid(file, `has no source for ${id}`)
  if (components.has(id)) throw invalid(file, `has ${id} twice`)
  const { composeIntegrity, files, ...rest } = source
  const integrity = own(entry, 'integrity')
  const nested = dictsOf(own(entry, 'dependencies'))
  components.set(id, {
    id,
    source: rest,
    ...(typeof integrity === 'string' ? { integrity } : {}),
    ...(typeof composeIntegrity === 'string' ? { composeIntegrity } : {}),
    ...(isDict(files) ? { files: textsOf(files, file, id) } : {}),
    bindings: dictsOf(own(entry, 'bindings')).map((binding) => bindingOf(binding, id, file)),
    dependencies: nested.map((dependency) => {
      const requested = own(dependency, 'requested')
      return { id: dependencyId(dependency, id, file), ...(typeof requested === 'string' ? { requested } : {}) }
    }),
  })
  for (const dependency of nested) {
    const inner = dependencyId(dependency, id, file)
    if (isDict(own(dependency, 'source')) && !components.has(inner)) collect(dependency, file, components)
  }
}

function bindingOf(binding: Dict, id: string, file: string): { contract: string; implementation: string } {
  const contract = own(binding, 'contract')
  const implementation = own(binding, 'implementation')
  if (typeof contract === 'string' && typeof implementation === 'string') return { contract, implementation }
  throw invalid(file, `has a binding of ${id} that does not name a contract and an implementation`)
}

function dependencyId(dependency: Dict, id: string, file: string): string {
  const inner = own(dependency, 'resolved') ?? own(dependency, 'id')
  if (typeof inner === 'string') return inner
  throw invalid(file, `has a dependency of ${id} without an id`)
}

function textsOf(table: Dict, file: string, id: string): LockedFiles {
  const entries = Object.entries(table).map(([path, digest]) => {
    if (typeof digest !== 'string') throw invalid(file, `has no digest for "${path}" of ${id}`)
    return [path, digest] as const
  })
  return Object.fromEntries(entries)
}

function dictsOf(value: unknown): Dict[] {
  return Array.isArray(value) ? value.filter(isDict) : []
}

function invalid(file: string, why: string): KernelError {
  return new KernelError('lock_invalid', `${file} ${why}`, { data: { file } })
}
