import { KernelError } from '../errors/kernel-error.ts'
import { readManifestTable } from '../manifest/manifest-table.ts'
import { type Dict, isDict, own } from '../values.ts'
import { parseComponentId, SCHEME } from './component-id.ts'
import { integrityOf } from './integrity.ts'
import { selectEntry } from './registry-index.ts'
import { applyReplacements, isAllowed } from './replacements.ts'
import type { SourceFetcher } from './source-fetcher.ts'
import { readSourceSpec, type SourceSpec } from './source-spec.ts'

/** A component of the graph that `resolve_dependencies` answers with. */
export interface GraphNode {
  readonly id: string
  /** Only when it is not `id`. */
  readonly resolved?: string
  readonly source: Dict
  readonly integrity?: string
  readonly dependencies: readonly GraphNode[]
}

export interface NestedGraphOptions {
  readonly fetcher: SourceFetcher
  /** id → source. */
  readonly sources: Dict
  readonly replaceAlias: Dict
  readonly replaceSpec: Dict
  readonly allowlist: readonly string[] | null
  /** Index of the registries: id without version → entries. */
  readonly packages: unknown
  readonly warn: (warning: string) => void
  readonly ensureNotCancelled: () => void
}

/** Roots whose ids the kernel itself answers for: no dependency is looked up for them. */
const OWN_ROOTS = ['contract', 'core', 'flow', 'impl', 'axiom'].map((root) => `${SCHEME}${root}/`)

/**
 * Resolves a component with everything it requires, as one tree. What cannot be loaded becomes a leaf with a warning;
 * an edge that would close a cycle is left out with a warning.
 *
 * @param root Descriptor of the root and its text; it is loaded from its source when absent.
 * @throws {KernelError} `dependency_not_allowed` when the allowlist refuses the root.
 * Spec: contracts.md 6.4.
 */
export async function resolveNested(
  rootId: string,
  root: { readonly descriptor: Dict; readonly text: string | undefined; readonly spec: SourceSpec },
  options: NestedGraphOptions,
): Promise<GraphNode> {
  const known = new Map<string, GraphNode>()
  const { warn } = options

  const resolve = async (id: string, way: readonly string[]): Promise<GraphNode | null> => {
    options.ensureNotCancelled()
    if (way.includes(id)) {
      warn(`Dependency cycle detected: ${[...way.slice(way.indexOf(id)), id].join(' -> ')}`)
      return null
    }
    const remembered = known.get(id)
    if (remembered !== undefined) return remembered
    ensureAllowed(id, options.allowlist)
    const replaced = applyReplacements(id, options.replaceAlias, options.replaceSpec)
    if (replaced.warning !== undefined) warn(replaced.warning)
    ensureAllowed(replaced.target, options.allowlist)
    const isRoot = way.length === 0 && replaced.override === undefined && replaced.target === id
    const loaded = isRoot ? loadRoot(root, options) : await loadTarget(id, replaced.target, replaced.override, options)
    const dependencies: GraphNode[] = []
    for (const child of requirementsOf(loaded.descriptor)) {
      try {
        const node = await resolve(child, [...way, id])
        if (node !== null) dependencies.push(node)
      } catch (error) {
        options.ensureNotCancelled()
        warn(`Failed to resolve ${child} for ${id}: ${messageOf(error)}`)
      }
    }
    const node: GraphNode = {
      id,
      ...(loaded.target === id ? {} : { resolved: loaded.target }),
      source: loaded.source,
      ...(loaded.integrity === undefined ? {} : { integrity: loaded.integrity }),
      dependencies,
    }
    known.set(id, node)
    return node
  }

  const node = await resolve(rootId, [])
  // Only a repeated id gives null, and the root is the first.
  return node ?? { id: rootId, source: {}, dependencies: [] }
}

interface Loaded {
  readonly target: string
  readonly source: Dict
  readonly descriptor: Dict
  readonly integrity?: string
}

function loadRoot(
  root: { readonly descriptor: Dict; readonly text: string | undefined; readonly spec: SourceSpec },
  { fetcher }: NestedGraphOptions,
): Loaded {
  const id = own(root.descriptor, 'id')
  const source = root.spec.type === 'path' ? { type: 'path', path: fetcher.options.project } : { type: root.spec.type }
  return {
    target: typeof id === 'string' ? id : '',
    source,
    descriptor: root.descriptor,
    ...(root.text === undefined ? {} : { integrity: integrityOf(new TextEncoder().encode(root.text)) }),
  }
}

async function loadTarget(
  id: string,
  replacedBy: string,
  override: unknown,
  options: NestedGraphOptions,
): Promise<Loaded> {
  const given = override ?? own(options.sources, replacedBy) ?? own(options.sources, id)
  const spec: SourceSpec | string = given === undefined || given === null ? { type: 'registry' } : readSourceSpec(given)
  if (typeof spec === 'string') return leaf(id, replacedBy, 'registry', spec, options)
  if (spec.type === 'registry') return fromRegistry(replacedBy, spec, options)
  try {
    const { descriptor, descriptorPath, source } = await options.fetcher.fetch(replacedBy, spec)
    const text = new TextDecoder().decode(descriptor)
    const integrity = integrityOf(descriptor)
    return { target: replacedBy, source, descriptor: readManifestTable(text, descriptorPath), integrity }
  } catch (error) {
    options.ensureNotCancelled()
    return leaf(id, replacedBy, spec.type, messageOf(error), options)
  }
}

function fromRegistry(
  target: string,
  spec: { readonly registryId?: string; readonly version?: string },
  options: NestedGraphOptions,
): Loaded {
  const { path, version } = parseComponentId(target)
  const wanted = { range: spec.version ?? version, registryId: spec.registryId }
  const entry = selectEntry(options.packages, { id: `${SCHEME}${path}`, ...wanted })
  if (typeof entry?.['version'] !== 'string')
    return { target, source: { type: 'registry', reference: target }, descriptor: {} }
  const found = `${SCHEME}${path}@${entry['version']}`
  const source = { type: 'registry', reference: found, registryId: entry['registryId'], version: entry['version'] }
  return { target: found, source, descriptor: {} }
}

function leaf(id: string, target: string, type: string, why: string, { warn }: NestedGraphOptions): Loaded {
  warn(`Failed to load ${target} for ${id}: ${why}`)
  return { target, source: { type, reference: target }, descriptor: {} }
}

/** What a descriptor requires and the kernel does not bring itself. */
export function requirementsOf(descriptor: Dict): string[] {
  const deps = own(descriptor, 'deps')
  const requires = isDict(deps) ? own(deps, 'requires') : undefined
  const ids = (Array.isArray(requires) ? requires : []).filter((id): id is string => typeof id === 'string')
  return [...new Set(ids)].filter((id) => !OWN_ROOTS.some((root) => id.startsWith(root)))
}

function ensureAllowed(id: string, allowlist: readonly string[] | null): void {
  if (isAllowed(id, allowlist)) return
  throw new KernelError('dependency_not_allowed', `Dependency ${id} is not allowed by resolver configuration`, {
    data: { id },
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
