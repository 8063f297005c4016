import { append } from '../append.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { parseJsonDocument } from '../parse-json-document.ts'
import { joinPath } from '../paths/join-path.ts'
import { type Dict, describeValue, isDict, own } from '../values.ts'
import type { Candidate } from './candidate.ts'
import { catalogueCandidates, packageLine } from './catalogue.ts'
import { parseComponentId, SCHEME } from './component-id.ts'
import { fileIntegrity } from './file-integrity.ts'
import { ensureIntegrity, textDigest } from './integrity.ts'
import { type ListPointer, readPointers } from './list-pointer.ts'
import { CATALOGUE_SCHEMA, CATALOGUES_SCHEMA, SOURCES_SCHEMA } from './list-schemas.ts'
import { describeLocation, type Location, resolveLocation } from './location.ts'
import { type JsonLine, readJsonLines } from './read-json-lines.ts'
import type { SourceFetcher } from './source-fetcher.ts'
import { isArchive } from './source-spec.ts'

export interface ListOptions {
  readonly files: FilesPort
  readonly fetcher: SourceFetcher
  readonly pointers: readonly ListPointer[]
  readonly warn: (warning: string) => void
}

/** Which id paths are looked for. */
type PathFilter = Iterable<string> & { has(path: string): boolean }

const EVERY_PATH: PathFilter = { has: () => true, [Symbol.iterator]: () => [].values() }

/** A catalogue is read whole; this is far above the largest there is. */
const MAX_CATALOGUE = 32 * 1024 * 1024

/**
 * The lists of components that a project looks versions up in: JSON lines, catalogues, and lists of either.
 *
 * Each list is fetched once; JSON lines are read line by line, however long the list is. A list that leads back to one
 * that was read is read no more.
 *
 * Spec: contracts.md 5.4, 5.5.4.
 */
export class ComponentLists {
  readonly #options: ListOptions
  readonly #opened: Map<string, Location>

  constructor(options: ListOptions, opened = new Map<string, Location>()) {
    this.#options = options
    this.#opened = opened
  }

  /**
   * Everything the lists have under some id paths, in the order of preference: the list's own lines before those of the
   * lists it names.
   *
   * @param paths Id paths without version: `demo/greet`.
   * @throws {KernelError} `integrity_mismatch`; a list that cannot be fetched or read is a warning.
   */
  async *search(paths: PathFilter): AsyncGenerator<Candidate> {
    const { fetcher, warn } = this.#options
    let pending: ListPointer[] = [...this.#options.pointers]
    const visited = new Set<string>()
    for (let pointer = pending.shift(); pointer !== undefined; pointer = pending.shift()) {
      const name = nameOf(pointer)
      if (visited.has(name)) continue
      visited.add(name)
      const origin = pointer.origin ?? pointer.id
      let further: ListPointer[] = []
      try {
        const list = { id: pointer.id, name, ...(await this.#open(pointer, name)) }
        const isLocal = list.base.kind === 'file' && list.base.clone === undefined
        for await (const candidate of this.#entries(list, paths, further)) {
          if (isLocal) for (const url of urlsOf(candidate.spec)) fetcher.trust(url)
          yield { ...candidate, origin }
        }
        if (isLocal) for (const { location, git } of further) fetcher.trust(git?.url ?? urlOf(location))
        // What a list from elsewhere calls its own lists is no name that the project gave.
        else further = further.map((one) => ({ ...one, origin }))
      } catch (error) {
        if (!(error instanceof KernelError) || isFatal(error)) throw error
        warn(`The list "${name}" cannot be read: ${error.message}`)
      }
      pending = [...further, ...pending]
    }
  }

  /** Names of the lists that the project itself has; those may name more. */
  names(): string[] {
    return this.#options.pointers.map(nameOf)
  }

  /**
   * The path of everything that the lists have, to tell somebody what was probably meant. Like `search` it may fetch
   * lists, and reads each to its end. It warns of nothing: whoever searched before was warned.
   */
  async *paths(): AsyncGenerator<string> {
    const quiet = new ComponentLists({ ...this.#options, warn: () => {} }, this.#opened)
    for await (const { path } of quiet.search(EVERY_PATH)) yield path
  }

  /** The file of a list on this machine, and the location that its own paths are relative to. */
  async #open(pointer: ListPointer, name: string): Promise<Pick<OpenList, 'read' | 'base' | 'inline'>> {
    const { fetcher, files } = this.#options
    if (pointer.inline !== undefined) return { read: '', base: pointer.location, inline: pointer.inline }
    let base = this.#opened.get(name) ?? pointer.location
    if (pointer.git !== undefined && !this.#opened.has(name)) {
      const { url, ref, path } = pointer.git
      const key = textDigest(JSON.stringify({ url, ref: ref ?? null }))
      const clone = await fetcher.clone(key, { type: 'git', url, ...(ref === undefined ? {} : { ref }) })
      const root: Location = {
        kind: 'file',
        path: `${clone.path}/.`,
        clone: { folder: clone.path, url, ref: clone.commit },
      }
      base = resolveLocation(root, path)
    }
    const { checksum } = pointer
    const read = base.kind === 'file' ? base.path : await this.#download(base.url, pointer)
    if (!this.#opened.has(name) && checksum !== undefined && base.kind === 'file') {
      ensureIntegrity(await fileIntegrity(files, read), checksum, name)
    }
    this.#opened.set(name, base)
    return { read, base }
  }

  #download(url: string, { request = {}, checksum }: ListPointer): Promise<string> {
    const { fetcher } = this.#options
    const key = `lists-${textDigest(JSON.stringify({ url, query: request['query'] ?? null }))}`
    const isKnown = [...this.#opened.values()].some((known) => known.kind === 'url' && known.url === url)
    // A list changes; within one resolution it does not.
    const force = !isKnown && fetcher.options.offline !== true
    return fetcher.download(key, 'list', { url, request, integrity: checksum, force })
  }

  async *#entries(list: OpenList, paths: PathFilter, further: ListPointer[]): AsyncGenerator<Candidate> {
    const { files, warn } = this.#options
    if (list.inline !== undefined) {
      for await (const line of inlineLines(list.inline)) {
        if (!line.ok) warn(`${list.name} line ${line.number} is no JSON`)
        else if (isDict(line.value)) yield* lineCandidates(line.value, list, { paths, further })
      }
      return
    }
    const lines = readJsonLines(files.stream(list.read))
    try {
      const first = await nextLine(lines)
      if (first?.ok === true && isDict(first.value) && isLine(first.value)) {
        for (let line: JsonLine | undefined = first; line !== undefined; line = await nextLine(lines)) {
          if (!line.ok) warn(`${list.name} line ${line.number} is no JSON`)
          else if (isDict(line.value)) yield* lineCandidates(line.value, list, { paths, further })
        }
        return
      }
    } finally {
      // Whoever searched may have found what it wanted before the end: the file is closed then too.
      await lines.return(undefined)
    }
    const info = await files.info(list.read)
    if (info !== null && info.size > MAX_CATALOGUE) throw tooLarge(list.name)
    const whole = new TextDecoder().decode(await files.read(list.read))
    yield* wholeCandidates(parseCatalogue(whole, list.name), list, { paths, further, warn })
  }
}

function urlsOf(spec: Candidate['spec']): string[] {
  if (spec.type === 'files') return [urlOf(spec.lcp), urlOf(spec.compose)]
  if (spec.type === 'manifest') return [urlOf(spec.location)]
  return 'url' in spec ? [spec.url] : []
}

function urlOf(location: Location): string {
  return location.kind === 'url' ? location.url : ''
}

interface OpenList {
  readonly id: string
  readonly name: string
  /** Absolute path of the file; empty for a list without one. */
  readonly read: string
  readonly inline?: ListPointer['inline']
  readonly base: Location
}

interface Search {
  readonly paths: PathFilter
  readonly further: ListPointer[]
}

/** The lines of a list that is written where it is named. */
async function* inlineLines({ text, lines }: NonNullable<ListPointer['inline']>): AsyncGenerator<JsonLine> {
  yield* readJsonLines(oneChunk(text))
  for (const [index, value] of lines.entries()) yield { ok: true, number: index + 1, value }
}

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** Lines of a list say what they are; a catalogue says its schema. */
function isLine(value: Dict): boolean {
  const type = own(value, 'type')
  return type === 'manifest' || type === 'component' || type === 'list' || typeof own(value, 'kind') === 'string'
}

function* lineCandidates(line: Dict, list: OpenList, { paths, further }: Search): Generator<Candidate> {
  if (line['kind'] === 'component') {
    const candidate = packageLine(line, { ...list, registryId: list.id })
    if (candidate !== undefined && paths.has(candidate.path)) yield candidate
    return
  }
  if (line['type'] === 'list') {
    const written = own(line, 'url') ?? own(line, 'path')
    if (typeof written !== 'string' || excludes(line, paths)) return
    const metadata = own(line, 'metadata')
    const checksum = own(line, 'checksum') ?? (isDict(metadata) ? own(metadata, 'checksum') : undefined)
    further.push({
      id: textOf(line, 'id') ?? list.id,
      location: resolveLocation(list.base, written),
      ...(typeof checksum === 'string' ? { checksum } : {}),
    })
    return
  }
  if (line['type'] !== 'component') return
  const candidate = componentLine(line, list)
  if (candidate !== undefined && paths.has(candidate.path)) yield candidate
}

function componentLine(line: Dict, list: OpenList): Candidate | undefined {
  const written = textOf(line, 'id')
  if (written === undefined) return undefined
  const { path, version: inId } = parseComponentId(written)
  const version = inId === '' ? (textOf(line, 'version') ?? '') : inId
  if (version === '') return undefined
  const integrity = textOf(line, 'integrity') ?? textOf(line, 'sha256')
  const found = { id: `${SCHEME}${path}@${version}`, path, version, from: list.name, registryId: list.id }
  const compose = textOf(line, 'compose') ?? textOf(line, 'url')
  if (compose === undefined) return undefined
  const location = resolveLocation(list.base, compose)
  if (location.kind === 'url' && isArchive(compose)) {
    const given = integrity === undefined ? {} : { integrity }
    return { ...found, spec: { type: 'http', url: location.url, filename: 'package.lcpkg', request: {}, ...given } }
  }
  const named = textOf(line, 'lcp')
  const lcp = named === undefined ? resolveLocation(location, 'lcp.toml') : resolveLocation(list.base, named)
  return {
    ...found,
    spec: { type: 'files', lcp, compose: location },
    ...(integrity === undefined ? {} : { integrity }),
  }
}

/** Whether a list says that it holds nothing of what is wanted. */
function excludes(line: Dict, paths: PathFilter): boolean {
  const namespace = textOf(line, 'namespace')
  if (namespace === undefined || paths === EVERY_PATH) return false
  return ![...paths].some((path) => path === namespace || path.startsWith(`${namespace}/`))
}

function* wholeCandidates(
  document: Dict,
  list: OpenList,
  { paths, further, warn }: Search & { readonly warn: (warning: string) => void },
): Generator<Candidate> {
  switch (document['schema']) {
    case CATALOGUES_SCHEMA:
      append(further, readPointers(document['catalogues'], list.base, { warn, defaults: own(document, 'defaults') }))
      return
    case SOURCES_SCHEMA:
      append(further, readPointers(document['sources'], list.base, { warn, defaults: own(document, 'defaults') }))
      return
    case CATALOGUE_SCHEMA:
      for (const candidate of catalogueCandidates(document, list)) if (paths.has(candidate.path)) yield candidate
      return
    default:
      warn(`The list "${list.name}" has the unknown schema ${describeValue(document['schema'] ?? null)}`)
  }
}

function parseCatalogue(text: string, name: string): Dict {
  try {
    const value: unknown = parseJsonDocument(text)
    if (isDict(value)) return value
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new KernelError('source_invalid', `"${name}" is neither JSON lines nor a catalogue: ${reason}`, { cause })
  }
  throw new KernelError('source_invalid', `"${name}" holds no object`)
}

async function nextLine(lines: AsyncGenerator<JsonLine>): Promise<JsonLine | undefined> {
  const next = await lines.next()
  return next.done === true ? undefined : next.value
}

/** What must not be passed over: somebody changed a file, or asks to leave its place. */
const FATAL: ReadonlySet<string> = new Set([
  'integrity_mismatch',
  'integrity_unsupported',
  'source_path_escape',
  'git_unsafe_path',
  'cancelled',
  'source_offline',
])

function isFatal({ code }: KernelError): boolean {
  return FATAL.has(code)
}

function tooLarge(name: string): KernelError {
  return new KernelError('parse_limit_exceeded', `The catalogue "${name}" is larger than ${MAX_CATALOGUE} bytes`)
}

function nameOf({ id, git, inline, location }: ListPointer): string {
  if (inline !== undefined) return `${describeLocation(location)} (${id})`
  return git === undefined ? describeLocation(location) : gitName(git)
}

function gitName({ url, ref, path }: NonNullable<ListPointer['git']>): string {
  return `${url}${ref === undefined ? '' : `@${ref}`}:${joinPath('/', path)}`
}

function textOf(entry: Dict, key: string): string | undefined {
  const value = own(entry, key)
  return typeof value === 'string' && value !== '' ? value : undefined
}
