import { nearestName } from '../compose/nearest-name.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FoundComponent } from '../manifest/find-components.ts'
import { parseComponentId, SCHEME } from './component-id.ts'
import type { ComponentLists } from './component-lists.ts'
import type { Requirement } from './requirement.ts'
import type { ResolveConfig } from './resolve-config.ts'
import type { RegistrySpec } from './source-spec.ts'

/** Where a dependency was looked for. */
export interface Searched {
  readonly config: ResolveConfig
  readonly lists: ComponentLists
  /** Components in the project's own folders. */
  readonly local: readonly FoundComponent[]
}

/** Names of lists in a message; a project has few. */
const MAX_NAMES = 5

/**
 * The error for a component that is there in other versions than those asked for: who asks for what, and what there is.
 *
 * @param requirements One or more, all of one path.
 * @param pin What the configuration says may be taken of the lists.
 */
export function unfitting(
  requirements: readonly Requirement[],
  available: readonly string[],
  pin?: RegistrySpec,
): KernelError {
  const { path, asked, data } = askedFor(requirements, available)
  if (pin?.registryId !== undefined || pin?.version !== undefined) {
    const registry = pin.registryId === undefined ? '' : ` of the registry "${pin.registryId}"`
    const wanted = `its source takes version ${pin.version ?? '*'}${registry} alone`
    const message = `${path} was not found: asked for ${asked}; ${wanted}, and the lists have ${available.slice(0, 20).join(', ')}`
    return new KernelError('dependency_not_found', message, { data: { ...data, source: { ...pin } } })
  }
  const there = `there is ${available.slice(0, 20).join(', ')}`
  const each = requirements.length > 1 && requirements.every((one) => available.some((version) => one.fits(version)))
  return each
    ? new KernelError('version_conflict', `No one version of ${path} fits all: ${asked}; ${there}`, { data })
    : new KernelError('dependency_not_found', `${path} was not found: asked for ${asked}; ${there}`, { data })
}

/** The error for a component that nothing has: where it was looked for, and what was probably meant. */
export async function unknownDependency(
  requirements: readonly Requirement[],
  searched: Searched,
): Promise<KernelError> {
  const { path, asked, data } = askedFor(requirements, [])
  const lists = searched.lists.names()
  const shown = lists.slice(0, MAX_NAMES).map((name) => `"${name}"`)
  const more = lists.length > MAX_NAMES ? ` and ${lists.length - MAX_NAMES} more` : ''
  const where = lists.length === 0 ? 'the project has no list of components' : `nor in ${shown.join(', ')}${more}`
  const near = await nearestPath(parseComponentId(path).path, searched)
  const source = 'Add a source for it to resolve.config.json, or a list that has it (lcod.sources.jsonl)'
  return new KernelError(
    'dependency_not_found',
    `${path} was not found: asked for ${asked}; no version of it was found in the sources and folders of the project, ${where}`,
    { data, hint: near === undefined ? source : `Did you mean "${SCHEME}${near}"?` },
  )
}

async function nearestPath(path: string, { config, lists, local }: Searched): Promise<string | undefined> {
  const known = new Set([...config.sources.keys(), ...local.map(({ id }) => id)].map((id) => parseComponentId(id).path))
  for await (const listed of lists.paths()) known.add(listed)
  known.delete(path)
  return nearestName(path, known)
}

function askedFor(requirements: readonly Requirement[], available: readonly string[]) {
  const path = `${SCHEME}${requirements[0]?.path ?? ''}`
  const asked = requirements.map(({ text, by }) => `"${text}" by ${by}`).join(', ')
  const data = { id: path, requirements: requirements.map(({ text, by }) => ({ requested: text, by })), available }
  return { path, asked, data }
}
