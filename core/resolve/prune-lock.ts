import { stringify } from 'smol-toml'
import { parseTomlDocument } from '../parse-toml-document.ts'
import { type Dict, isDict, own } from '../values.ts'
import { isFresh } from './fresh-lock.ts'
import { integrityOf } from './integrity.ts'
import { readLock, sortedSource } from './lock-file.ts'
import type { RootDigests } from './root-digests.ts'

/** A project whose descriptor requires less than before. */
export interface Pruning {
  /** The `lcp.toml` that the lock was made for, and the one that takes its place. */
  readonly before: Uint8Array
  readonly after: Uint8Array
  /** What else the project is made of now. */
  readonly digests: RootDigests
  /** Requirements that are gone, as written. */
  readonly removed: ReadonlySet<string>
}

/**
 * Takes out of a lock what only some requirements of its project led to. All else stays at the version that it is locked
 * to, and nothing is fetched for it.
 *
 * @param file Name for messages.
 * @returns the text of the lock, as `writeLock` would write it; `undefined` for a lock that must be made anew: one of
 * another descriptor, or of another resolver.
 * @throws {KernelError} `lock_invalid`.
 */
export function pruneLock(
  text: string,
  { before, after, digests, removed }: Pruning,
  file: string,
): string | undefined {
  const lock = readLock(text, file)
  if (!lock.isOwn || !isFresh(lock, before)) return undefined
  const table = parseTomlDocument(text)
  const [root, ...others] = dictsOf(own(table, 'components'))
  if (root === undefined) return undefined
  const isKept = ({ requested }: Dict) => typeof requested !== 'string' || !removed.has(requested)
  const kept = {
    ...root,
    integrity: integrityOf(after),
    source: sourceOf(root, digests),
    dependencies: dependenciesOf(root).filter(isKept),
  }
  const needed = new Set(dependenciesOf(kept).map(idOf))
  const byId = new Map(others.map((entry) => [entry['id'], entry]))
  // A set gives what is added while it is walked.
  for (const id of needed) for (const further of dependenciesOf(byId.get(id) ?? {})) needed.add(idOf(further))
  return stringify({ ...table, components: [kept, ...others.filter(({ id }) => needed.has(id))] })
}

function sourceOf(root: Dict, { composeIntegrity, lockedFiles: files }: RootDigests): Dict {
  const written = own(root, 'source')
  const { composeIntegrity: _compose, files: _files, ...source } = isDict(written) ? written : {}
  return sortedSource({
    ...source,
    ...(composeIntegrity === undefined ? {} : { composeIntegrity }),
    ...(files === undefined ? {} : { files }),
  })
}

function idOf({ resolved, id }: Dict): unknown {
  return resolved ?? id
}

function dependenciesOf(entry: Dict): Dict[] {
  return dictsOf(own(entry, 'dependencies'))
}

function dictsOf(value: unknown): Dict[] {
  return Array.isArray(value) ? value.filter(isDict) : []
}
