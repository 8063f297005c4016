import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import type { FoundComponent } from '../manifest/find-components.ts'
import { readManifestTable } from '../manifest/manifest-table.ts'
import { type Dict, isDict, own } from '../values.ts'
import type { Candidate } from './candidate.ts'
import { isComponentId, parseComponentId, SCHEME } from './component-id.ts'
import type { ComponentLists } from './component-lists.ts'
import { type ComponentSpec, type LocalComponent, obtain } from './component-source.ts'
import { fileIntegrity } from './file-integrity.ts'
import { integrityOf, verifyIntegrity } from './integrity.ts'
import { type LockedFiles, lockFiles } from './locked-files.ts'
import { unfitting, unknownDependency } from './missing-dependency.ts'
import { requirementsOf } from './nested-graph.ts'
import { applyReplacements, isAllowed } from './replacements.ts'
import { groupOf, type Requirement, readRequirement } from './requirement.ts'
import type { ResolveConfig } from './resolve-config.ts'
import type { SourceFetcher } from './source-fetcher.ts'
import type { RegistrySpec } from './source-spec.ts'
import { parseRange } from './version-range.ts'

/** A component with a version, its files and what it asks for. */
export interface ResolvedComponent extends LocalComponent {
  /** With its version. */
  readonly id: string
  readonly integrity: string
  readonly composeIntegrity?: string
  /** Digests of its other files. */
  readonly lockedFiles?: LockedFiles
  readonly registryId?: string
  readonly table: Dict
  /** What it requires: as written, and the id that answers it. */
  readonly dependencies: ReadonlyArray<{ readonly requested: string; readonly id: string }>
}

export interface Resolution {
  readonly root: ResolvedComponent
  /** Without the root, by id. */
  readonly components: readonly ResolvedComponent[]
}

export interface ResolveProjectOptions {
  readonly files: FilesPort
  readonly fetcher: SourceFetcher
  readonly config: ResolveConfig
  readonly lists: ComponentLists
  /** Components in the project's own folders. */
  readonly local: readonly FoundComponent[]
  /** Whether the kernel answers for an id itself. */
  readonly isBuiltIn: (id: string) => boolean
  readonly warn: (warning: string) => void
}

interface Chosen {
  readonly component: Omit<ResolvedComponent, 'dependencies'>
  readonly requirements: readonly Requirement[]
}

/** Each start anew settles one more conflict between two components; a project has few. */
const MAX_ROUNDS = 100

/**
 * Finds a version for everything a project needs, and everything those need in turn.
 *
 * Requirements of one path and major are answered by one version. Sources of the configuration go first, then the
 * project's own folders, then the lists, where the first version that fits counts.
 *
 * @throws {KernelError} `dependency_not_found`, `version_conflict`, `dependency_not_allowed`, `component_swapped`,
 * `integrity_mismatch`, `duplicate_component`, and what fetching throws.
 * Spec: contracts.md 5.1–5.5; which versions count as one is ours.
 */
export async function resolveProject(root: LocalComponent, options: ResolveProjectOptions): Promise<Resolution> {
  // What was asked for in any round: a choice that some later requirement refuses is made anew with it in mind.
  const asked = new Map<string, Map<string, Requirement>>()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const resolution = await resolveRound(root, asked, options)
    if (resolution !== undefined) return resolution
  }
  throw new KernelError('version_conflict', `No set of versions was found after ${MAX_ROUNDS} tries`)
}

async function resolveRound(
  root: LocalComponent,
  asked: Map<string, Map<string, Requirement>>,
  options: ResolveProjectOptions,
): Promise<Resolution | undefined> {
  const top = describe(root, options)
  const chosen = new Map<string, Chosen>()
  let open = top.requirements
  while (open.length > 0) {
    const groups = new Set<string>()
    for (const requirement of open) {
      const group = groupOf(requirement)
      const all = asked.get(group) ?? new Map<string, Requirement>()
      asked.set(group, all.set(`${requirement.by} ${requirement.text}`, requirement))
      const present = chosen.get(group)
      if (present === undefined) groups.add(group)
      else if (!requirement.fits(parseComponentId(present.component.id).version)) return undefined
    }
    const found = await choose(groups, asked, options)
    for (const [group, one] of found) chosen.set(group, one)
    open = [...found.values()].flatMap((one) => one.requirements)
  }
  const finish = ({ component, requirements }: Chosen): ResolvedComponent => ({
    ...component,
    dependencies: requirements.map((requirement) => ({
      requested: requirement.text,
      id: chosen.get(groupOf(requirement))!.component.id,
    })),
  })
  const byId = new Map([...chosen.values()].map((one) => [one.component.id, finish(one)]))
  const components = [...byId.values()].sort((left, right) => (left.id < right.id ? -1 : 1))
  return { root: finish(top), components }
}

async function choose(
  groups: ReadonlySet<string>,
  asked: ReadonlyMap<string, ReadonlyMap<string, Requirement>>,
  options: ResolveProjectOptions,
): Promise<Map<string, Chosen>> {
  const sources = new Map<string, Source>()
  const searched = new Map<string, Wanted>()
  const asking = (group: string) => [...(asked.get(group)?.values() ?? [])]
  for (const group of groups) {
    const requirements = asking(group)
    const direct = requirements[0] === undefined ? undefined : directSource(requirements[0], options)
    if (direct === undefined || 'type' in direct) searched.set(group, { requirements, pin: direct })
    else sources.set(group, direct)
  }
  for (const [group, candidate] of await searchLists(searched, options)) sources.set(group, candidate)
  const load = async ([group, source]: [string, Source]) =>
    [group, await bring(source, asking(group), options)] as const
  // All at once; of several failures the first in the order of the requirements is told, whatever came first in time.
  const loaded = await Promise.allSettled(Array.from(sources, load))
  return new Map(
    loaded.map((one) => {
      if (one.status === 'rejected') throw one.reason
      return one.value
    }),
  )
}

interface Source {
  readonly spec: ComponentSpec
  readonly id?: string
  readonly integrity?: string
  readonly registryId?: string
  /** Path the component must have, when `replace` gives it another than was asked for. */
  readonly path: string
}

/** What is looked for in the lists, and what a source of type `registry` says of it. */
interface Wanted {
  readonly requirements: readonly Requirement[]
  readonly pin: RegistrySpec | undefined
}

/**
 * The source that the configuration or the project itself has for a requirement; one of type `registry` says what may be
 * taken of the lists.
 */
function directSource(
  requirement: Requirement,
  { config, local, warn }: ResolveProjectOptions,
): Source | RegistrySpec | undefined {
  ensureAllowed(requirement.text, config)
  const overrides = Object.fromEntries(config.replaceSpec)
  const replaced = applyReplacements(requirement.text, config.replaceAlias, overrides)
  if (replaced.warning !== undefined) warn(replaced.warning)
  if (replaced.target !== requirement.text) ensureAllowed(replaced.target, config)
  const { path } = parseComponentId(replaced.target)
  const names = [replaced.target, requirement.text, `${SCHEME}${path}`]
  const spec =
    config.replaceSpec.get(replaced.target) ??
    names.map((name) => config.sources.get(name)).find((one) => one !== undefined)
  if (spec !== undefined) return spec.type === 'registry' ? spec : { spec, path }
  const wanted = readRequirement(replaced.target, requirement.by)
  const own = local.filter(({ id }) => parseComponentId(id).path === path && wanted.fits(parseComponentId(id).version))
  const [first, second] = own
  if (first === undefined) return undefined
  if (second !== undefined && second.id === first.id) throw duplicate(first, second)
  return { spec: { type: 'path', path: first.folder }, id: first.id, path }
}

async function searchLists(
  groups: ReadonlyMap<string, Wanted>,
  options: ResolveProjectOptions,
): Promise<Map<string, Candidate & Source>> {
  const found = new Map<string, Candidate & Source>()
  // Sets: a list may name very many versions.
  const seen = new Map<string, Set<string>>()
  const paths = new Set([...groups.values()].flatMap(({ requirements }) => requirements.map((one) => one.path)))
  if (paths.size === 0) return found
  for await (const candidate of options.lists.search(paths)) {
    const versions = seen.get(candidate.path) ?? new Set()
    seen.set(candidate.path, versions.add(candidate.version))
    for (const [group, { requirements, pin }] of groups) {
      const fits = requirements.every((one) => one.path === candidate.path && one.fits(candidate.version))
      if (fits && isPinned(candidate, pin) && !found.has(group)) found.set(group, candidate)
    }
    if (found.size === groups.size) return found
  }
  for (const [group, { requirements, pin }] of groups) {
    if (found.has(group)) continue
    const available = [...(seen.get(requirements[0]?.path ?? '') ?? [])]
    throw available.length > 0
      ? unfitting(requirements, available, pin)
      : await unknownDependency(requirements, options)
  }
  return found
}

/** A registry that is named is the only one that counts: no other can slip something in by calling itself the same. */
function isPinned({ version, origin }: Candidate, pin: RegistrySpec | undefined): boolean {
  if (pin?.registryId !== undefined && origin !== pin.registryId) return false
  return pin?.version === undefined || parseRange(pin.version)(version)
}

async function bring(
  source: Source,
  requirements: readonly Requirement[],
  options: ResolveProjectOptions,
): Promise<Chosen> {
  const local = await obtain(source.spec, options, { integrity: source.integrity })
  if (source.integrity !== undefined) verifyIntegrity(local.descriptor, source.integrity, local.descriptorPath)
  const described = describe(local, options)
  const { path, version } = parseComponentId(described.component.id)
  const expected = source.id ?? requirements.map((one) => one.text).join(', ')
  const isWanted = source.id === undefined ? path === source.path : described.component.id === source.id
  if (!isWanted) throw swapped(described.component.id, expected, local.descriptorPath)
  const refused = requirements.filter((one) => !one.fits(version))
  if (refused.length > 0) throw unfitting(requirements, [version])
  const { registryId } = source
  const named = registryId === undefined || local.source['type'] !== 'registry' ? {} : { registryId }
  return {
    requirements: described.requirements,
    component: { ...described.component, ...named },
  }
}

/**
 * The id of a component that is here, with its version.
 *
 * @throws {KernelError} `invalid_manifest` when it has none, or one that is no id of a component.
 */
export function identify(local: LocalComponent): string {
  const { id } = readDescriptor(local)
  if (isComponentId(id)) return id
  const file = local.descriptorPath
  throw new KernelError('invalid_manifest', `${file} has the id "${id}", which is no id of a component`, {
    data: { file, id },
    hint: 'An id is lcod://, two or more segments, @ and a version: lcod://acme/greet@1.0.0',
  })
}

function readDescriptor({ descriptor, descriptorPath }: LocalComponent): { readonly table: Dict; readonly id: string } {
  const table = readManifestTable(new TextDecoder().decode(descriptor), descriptorPath)
  const id = own(table, 'id')
  if (typeof id === 'string') return { table, id }
  throw new KernelError('invalid_manifest', `${descriptorPath} has no "id"`, { data: { file: descriptorPath } })
}

/** What a descriptor says of a component that is here. */
function describe(local: LocalComponent, { isBuiltIn }: ResolveProjectOptions): Chosen {
  const { table, id } = readDescriptor(local)
  const requirements = requirementsOf(table)
    .filter((text) => !isBuiltIn(text))
    .map((text) => readRequirement(text, id))
  return { component: { ...local, id, table, integrity: integrityOf(local.descriptor) }, requirements }
}

function ensureAllowed(id: string, { allowlist }: ResolveConfig): void {
  if (isAllowed(id, allowlist)) return
  throw new KernelError('dependency_not_allowed', `Dependency ${id} is not allowed by resolver configuration`, {
    data: { id },
  })
}

function swapped(found: string, expected: string, file: string): KernelError {
  return new KernelError('component_swapped', `"${file}" holds ${found}, expected ${expected}`, {
    data: { file, found, expected },
  })
}

function duplicate(first: FoundComponent, second: FoundComponent): KernelError {
  const folders = [first.folder, second.folder]
  return new KernelError('duplicate_component', `${first.id} is claimed by "${folders[0]}" and by "${folders[1]}"`, {
    data: { id: first.id, folders },
  })
}

/** The digests of a component's compose and other files, read when a lock is written. */
export async function withDigests(files: FilesPort, component: ResolvedComponent): Promise<ResolvedComponent> {
  const { composePath, hasFolder } = component
  return {
    ...component,
    ...(composePath === undefined ? {} : { composeIntegrity: await fileIntegrity(files, composePath) }),
    ...(hasFolder ? { lockedFiles: await lockFiles(files, component) } : {}),
  }
}

/** `[capabilities]` of a descriptor: what it says it will reach. */
export function capabilitiesOf(table: Dict): Readonly<Record<string, readonly string[]>> {
  const capabilities = own(table, 'capabilities')
  if (!isDict(capabilities)) return {}
  const lists = Object.entries(capabilities).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
  return Object.fromEntries(lists.map(([kind, list]) => [kind, list.filter((one) => typeof one === 'string')]))
}
