import { KernelError } from '../../../errors/kernel-error.ts'
import type { FilesPort } from '../../../host/files.ts'
import { requirePort } from '../../../host/require-port.ts'
import { tableAt, textAt } from '../../../manifest/table-text.ts'
import { isInside } from '../../../paths/is-inside.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { textDigest } from '../../../resolve/integrity.ts'
import { configuredLocation, type Location } from '../../../resolve/location.ts'
import type { Call } from '../../../run/call.ts'
import { type Dict, describeValue, isDict, own } from '../../../values.ts'
import { encodeJson } from '../../core/json/encode-json.ts'

/** A list that is here now. */
export interface FetchedList {
  readonly bytes: Uint8Array
  /** Absolute folder of its file. */
  readonly baseDir: string
  /** What its own paths and URLs are relative to. */
  readonly base: Location
  readonly commit: string | null
}

export interface FetchContext {
  readonly call: Call
  /** Component on whose behalf it is fetched. */
  readonly id: string
  /** Absolute folder for what is fetched. */
  readonly downloadsRoot: string
}

/**
 * Reads, downloads or clones the list that a pointer leads to.
 *
 * Downloads are fetched anew each time; so are clones, but of a commit. What was cloned stays inside its clone, whatever
 * its lists write.
 *
 * @throws {KernelError} `source_path_escape`, `source_invalid`, and the codes of files, downloads and Git.
 * Spec: contracts.md 5.4 step 5.
 */
export async function fetchEntrypoint(pointer: Dict, context: FetchContext): Promise<FetchedList> {
  const entrypoint = tableAt(pointer, 'entrypoint')
  switch (textAt(entrypoint, 'type')?.toLowerCase() ?? 'https') {
    case 'file':
      return readFile(pointer, needed(entrypoint, 'path'), context)
    case 'http':
    case 'https':
      return download(entrypoint, needed(entrypoint, 'url'), context)
    case 'git':
      return clone(entrypoint, needed(entrypoint, 'url'), context)
    default:
      throw new KernelError('source_invalid', `The type ${describeValue(entrypoint['type'])} of a source is unknown`)
  }
}

async function readFile(pointer: Dict, written: string, context: FetchContext): Promise<FetchedList> {
  const { call, downloadsRoot } = context
  const files = requirePort(call.host, 'files', context.id)
  const folder = call.resolvePath(textAt(pointer, 'catalogueBaseDir') ?? textAt(pointer, 'baseDir') ?? '.')
  const relative = written.replace(/^file:\/\//, '')
  const path = joinPath(folder, relative)
  ensureContained(path, folder, downloadsRoot)
  const besides = joinPath(call.resolvePath(textAt(pointer, 'baseDir') ?? '.'), `registry/${relative}`)
  const isElsewhere =
    relative.startsWith('./') && (await files.info(path)) === null && (await files.info(besides)) !== null
  return localList(files, isElsewhere ? besides : path, null)
}

async function download(
  entrypoint: Dict,
  url: string,
  { call, downloadsRoot, id }: FetchContext,
): Promise<FetchedList> {
  const files = requirePort(call.host, 'files', id)
  const { query = null, method = null } = entrypoint
  const path = joinPath(downloadsRoot, `http/${textDigest(encodeJson({ url, query, method }))}.json`)
  const { type: _type, ...request } = entrypoint
  await call.call('lcod://axiom/http/download@1', { ...request, path })
  const { bytes, baseDir } = await localList(files, path, null)
  return { bytes, baseDir, base: configuredLocation(url, '/'), commit: null }
}

async function clone(entrypoint: Dict, url: string, { call, downloadsRoot, id }: FetchContext): Promise<FetchedList> {
  const files = requirePort(call.host, 'files', id)
  const [ref, commit, subpath] = ['ref', 'commit', 'subpath'].map((key) => textAt(entrypoint, key))
  const identity = { url, ref: ref ?? null, commit: commit ?? null, subpath: subpath ?? null }
  const dest = joinPath(downloadsRoot, `git/${textDigest(JSON.stringify(identity))}`)
  const isPinned = commit !== undefined && /^[0-9a-f]{40}$/.test(commit)
  let found = commit ?? null
  if (!isPinned || (await files.info(dest)) === null) {
    await files.remove(dest)
    const wanted = commit ?? ref
    const cloned = await call.call('lcod://contract/core/git/clone@1', {
      url,
      dest,
      ...(wanted === undefined ? {} : { ref: wanted }),
      ...(subpath === undefined ? {} : { subdir: subpath }),
    })
    const checkedOut = isDict(cloned) ? own(cloned, 'commit') : undefined
    if (typeof checkedOut === 'string') found = checkedOut
  }
  const path = joinPath(joinPath(dest, subpath ?? '.'), textAt(entrypoint, 'path') ?? '.')
  ensureContained(path, dest, downloadsRoot)
  return localList(files, path, found)
}

async function localList(files: FilesPort, path: string, commit: string | null): Promise<FetchedList> {
  const baseDir = path.slice(0, path.lastIndexOf('/')) || '/'
  return { bytes: await files.read(path), baseDir, base: { kind: 'file', path }, commit }
}

/** Refuses a path that leaves the clone, or reaches out of the downloads, that its list lies in. */
function ensureContained(path: string, folder: string, downloadsRoot: string): void {
  const root = [`${downloadsRoot}/git`, `${downloadsRoot}/http`].find((place) => isInside(folder, place))
  if (root === undefined) return
  const clone = `${root}/${folder.slice(root.length + 1).split('/')[0]}`
  if (isInside(path, clone)) return
  throw new KernelError('source_path_escape', `"${path}" leaves the place of the list that names it`, {
    data: { path },
  })
}

function needed(entrypoint: Dict, key: string): string {
  const text = textAt(entrypoint, key)
  if (text !== undefined) return text
  throw new KernelError('source_invalid', `The entrypoint of a source names no ${key}`)
}
