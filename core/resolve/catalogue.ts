import { withoutSlashes } from '../paths/without-slashes.ts'
import { type Dict, isDict, own } from '../values.ts'
import type { Candidate } from './candidate.ts'
import { parseComponentId, SCHEME } from './component-id.ts'
import { type Location, resolveLocation } from './location.ts'

interface Origin {
  readonly id: string
  readonly name: string
  readonly base: Location
  readonly registryId?: string
}

/**
 * The versions that a catalogue (`lcod-registry/catalogue@1`) lists, in its order.
 *
 * Spec: contracts.md 5.4 step 6, 5.5.4.
 */
export function* catalogueCandidates(catalogue: Dict, list: Origin): Generator<Candidate> {
  const registryId = textOf(catalogue, 'id') ?? list.id
  const base = originBase(own(catalogue, 'origin'), list.base)
  for (const component of dictsOf(own(catalogue, 'components'))) {
    for (const version of dictsOf(own(component, 'versions'))) {
      const line = { ...version, id: own(component, 'id') }
      const candidate = packageLine(line, { ...list, base, registryId })
      if (candidate !== undefined) yield candidate
    }
  }
}

/** A version that a line of `packages.jsonl` or of a catalogue names; its description is read when it is chosen. */
export function packageLine(line: Dict, { name, base, id: listId, registryId }: Origin): Candidate | undefined {
  const written = textOf(line, 'id')
  if (written === undefined) return undefined
  const { path, version: inId } = parseComponentId(written)
  const version = inId === '' ? textOf(line, 'version') : inId
  const manifest = textOf(line, 'manifest')
  if (version === undefined || manifest === undefined) return undefined
  const checksum = textOf(line, 'sha256') ?? textOf(line, 'integrity')
  return {
    id: `${SCHEME}${path}@${version}`,
    path,
    version,
    spec: {
      type: 'manifest',
      location: resolveLocation(base, manifest),
      ...(checksum === undefined ? {} : { checksum }),
    },
    from: name,
    registryId: textOf(line, 'registryId') ?? registryId ?? listId,
  }
}

/** What the paths of a catalogue are relative to: its origin, else the catalogue itself. */
function originBase(origin: unknown, base: Location): Location {
  const url = isDict(origin) ? textOf(origin, 'url') : undefined
  if (!isDict(origin) || url === undefined) return base
  const folder = withoutSlashes(textOf(origin, 'path') ?? '').replace(/^\/+/, '')
  const inside = folder === '' ? './' : `./${folder}/`
  const github = /^https:\/\/github\.com\/([^/]+)\/([^/]+?)(?:\.git)?\/?$/.exec(url)
  const commit = textOf(origin, 'commit')
  if (github !== null && commit !== undefined) {
    const raw = `https://raw.githubusercontent.com/${github[1]}/${github[2]}/${commit}/`
    return resolveLocation({ kind: 'url', url: raw }, inside)
  }
  const type = textOf(origin, 'type')
  if (type !== 'http' && type !== 'https' && type !== 'file') return base
  const root = resolveLocation(base, url.endsWith('/') ? url : `${url}/`)
  const slashed: Location = root.kind === 'file' ? { ...root, path: `${root.path}/.` } : root
  const place = resolveLocation(slashed, inside)
  return place.kind === 'file' ? { ...place, path: `${place.path}/.` } : place
}

function dictsOf(value: unknown): Dict[] {
  return Array.isArray(value) ? value.filter(isDict) : []
}

function textOf(entry: Dict, key: string): string | undefined {
  const value = own(entry, key)
  return typeof value === 'string' && value !== '' ? value : undefined
}
