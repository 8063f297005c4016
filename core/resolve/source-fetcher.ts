import { buildRequest } from '../contracts/core/http/build-request.ts'
import { exchange } from '../contracts/core/http/exchange.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import type { HttpPort, HttpResponse } from '../host/http.ts'
import type { Host } from '../host/index.ts'
import { requirePort } from '../host/require-port.ts'
import { unpackArchive } from '../package/unpack-archive.ts'
import { isInside } from '../paths/is-inside.ts'
import { joinPath } from '../paths/join-path.ts'
import type { Dict } from '../values.ts'
import { textDigest, verifyIntegrity } from './integrity.ts'
import { publicHttp } from './public-http.ts'
import { type GitSpec, type HttpSpec, isArchive, type PathSpec, sourcePath } from './source-spec.ts'

export interface FetcherOptions {
  readonly host: Host
  /** Absolute folder that relative paths start at. */
  readonly project: string
  /** Absolute folder of what was fetched. */
  readonly cacheRoot: string
  /** URL prefix → URL prefix. */
  readonly mirrors?: Readonly<Record<string, string>> | undefined
  /** Hosts (`host:port`) that may be reached wherever they are; all when absent, as the host's own guard decides then. */
  readonly trusted?: Set<string> | undefined
  /** Fetch nothing: what is not in the cache is missing. */
  readonly offline?: boolean
  readonly signal?: AbortSignal | undefined
  /** Told of each download and clone that begins. */
  readonly onFetch?: ((kind: 'http' | 'git', url: string) => void) | undefined
}

/** A component that is here now. */
export interface Fetched {
  /** Folder that its descriptor lies in. */
  readonly folder: string
  readonly descriptorPath: string
  readonly descriptor: Uint8Array
  /** What a lock tells of it; paths are absolute. */
  readonly source: Dict
}

const encoder = new TextEncoder()

/** Longest time for one answer of a server to begin and end. */
const FETCH_MS = 60_000
/** No descriptor and no packed component is larger. */
const MAX_DOWNLOAD = 64 * 1024 * 1024

/**
 * Brings components here from folders, Git repositories and web servers. What is fetched once stays in the cache; it
 * gets its place there by a rename, so that an end in the middle leaves nothing half written.
 *
 * Spec: contracts.md 5.2, 6.4.
 */
export class SourceFetcher {
  readonly options: FetcherOptions
  readonly #files: FilesPort
  /** Fetches under way, so that one place is written once. */
  readonly #pending = new Map<string, Promise<unknown>>()

  constructor(options: FetcherOptions) {
    this.options = options
    this.#files = requirePort(options.host, 'files', 'the resolver')
  }

  /**
   * Gets a component.
   *
   * @throws {KernelError} the codes of files, HTTP and Git; `source_offline`; `integrity_mismatch`; `source_path_escape`.
   */
  fetch(id: string, spec: PathSpec | GitSpec | HttpSpec): Promise<Fetched> {
    switch (spec.type) {
      case 'path':
        return this.#fromPath(spec)
      case 'git':
        return this.#fromGit(id, spec)
      case 'http':
        return this.#fromHttp(id, spec)
    }
  }

  /**
   * Downloads a file into the cache, unless it is there.
   *
   * @param name File name in a folder of its own.
   * @returns its absolute path.
   */
  async download(key: string, name: string, request: Dict & { url: string }, force = false): Promise<string> {
    const path = `${this.options.cacheRoot}/http/${key}/${safeName(name)}`
    await this.#once(path, async () => {
      if (!force && (await this.#files.info(path))?.kind === 'file') return
      this.#ensureOnline(request.url)
      await this.#store({ ...request, url: this.mirrored(request.url) }, path)
    })
    return path
  }

  /** Lets a host be reached wherever it is, because something on this machine names it. */
  trust(url: string): void {
    if (URL.canParse(url)) this.options.trusted?.add(new URL(url).host)
  }

  /** The URL that is asked instead of a URL: the longest mirrored prefix counts. */
  mirrored(url: string): string {
    const prefixes = Object.entries(this.options.mirrors ?? {}).filter(([prefix]) => url.startsWith(prefix))
    const [from, to] = prefixes.sort(([left], [right]) => right.length - left.length)[0] ?? ['', '']
    return `${to}${url.slice(from.length)}`
  }

  async #fromPath(spec: PathSpec): Promise<Fetched> {
    const folder = sourcePath(spec.path, this.options.project, this.options.host.env.info.homeDir)
    return this.#described(folder, 'lcp.toml', { type: 'path', path: folder })
  }

  async #fromGit(id: string, spec: GitSpec): Promise<Fetched> {
    const { url, ref, subdir } = spec
    const identity = { id, url, ref: ref ?? null, subdir: subdir ?? null }
    const clone = await this.clone(textDigest(JSON.stringify(identity)), spec)
    const folder = inside(clone.path, subdir ?? '.')
    const given = { ...(ref === undefined ? {} : { ref }), ...(subdir === undefined ? {} : { subdir }) }
    return this.#described(folder, 'lcp.toml', { type: 'git', url, path: clone.path, ...given, ...commitOf(clone) })
  }

  /**
   * Clones a repository into the cache, unless it is there.
   *
   * @returns the folder, and the commit when it is known.
   */
  async clone(key: string, spec: GitSpec): Promise<{ readonly path: string; readonly commit: string | undefined }> {
    const known = await this.#cloneOf(spec)
    if (known !== undefined) return known
    const path = `${this.options.cacheRoot}/git/${key}`
    const record = `${path}.commit`
    await this.#once(path, async () => {
      if (spec.force !== true && (await this.#files.info(path))?.kind === 'directory') return
      this.#ensureOnline(spec.url)
      const { git } = this.options.host
      if (git === undefined) throw missingGit(this.options.host.name, spec.url)
      this.options.onFetch?.('git', spec.url)
      const pending = `${this.options.cacheRoot}/git/.pending-${this.#token()}`
      try {
        const { commit } = await git.clone({
          url: this.mirrored(spec.url),
          dest: pending,
          ref: spec.ref,
          depth: spec.depth,
          auth: spec.auth,
          signal: this.options.signal,
          http: this.#http(),
        })
        await this.#files.remove(path)
        await this.#files.rename(pending, path)
        await this.#files.write(record, encoder.encode(commit))
        await this.#files.write(this.#commitRecord(spec.url, commit), encoder.encode(path))
      } catch (error) {
        await this.#files.remove(pending)
        throw error
      }
    })
    const commit = (await this.#files.info(record)) === null ? undefined : await this.#text(record)
    return { path, commit }
  }

  /** A clone that has the very commit that is asked for, under whatever name it was fetched. */
  async #cloneOf({ url, ref, force }: GitSpec): Promise<{ path: string; commit: string } | undefined> {
    if (ref === undefined || force === true || !/^[0-9a-f]{40}$/.test(ref)) return undefined
    const record = this.#commitRecord(url, ref)
    if ((await this.#files.info(record)) === null) return undefined
    const path = await this.#text(record)
    return (await this.#files.info(path))?.kind === 'directory' ? { path, commit: ref } : undefined
  }

  #commitRecord(url: string, commit: string): string {
    return `${this.options.cacheRoot}/git/${textDigest(JSON.stringify({ url, commit }))}.place`
  }

  async #fromHttp(id: string, spec: HttpSpec): Promise<Fetched> {
    const { url, filename, descriptorPath } = spec
    const key = textDigest(JSON.stringify({ id, url, descriptorPath: descriptorPath ?? null }))
    const path = await this.download(key, filename, { ...spec.request, url }, spec.force)
    if (spec.integrity !== undefined) await this.#verified(path, spec.integrity, url)
    const given = { filename, ...(descriptorPath === undefined ? {} : { descriptorPath }) }
    const source = { type: 'http', url, path, ...given }
    if (isArchive(filename)) return this.#described(await this.#unpacked(path), descriptorPath ?? 'lcp.toml', source)
    const folder = path.slice(0, path.lastIndexOf('/'))
    return this.#described(folder, descriptorPath ?? safeName(filename), source)
  }

  /** A file that is not what was promised does not stay in the cache: the next try fetches it anew. */
  async #verified(path: string, integrity: string, url: string): Promise<void> {
    try {
      verifyIntegrity(await this.#files.read(path), integrity, url)
    } catch (error) {
      await this.#files.remove(path)
      throw error
    }
  }

  async #unpacked(archive: string): Promise<string> {
    const folder = `${archive}.d`
    await this.#once(folder, async () => {
      if ((await this.#files.info(folder)) !== null) return
      const pending = `${archive}.pending-${this.#token()}`
      try {
        await unpackArchive(this.#files, await this.#files.read(archive), pending)
        await this.#files.rename(pending, folder)
      } catch (error) {
        await this.#files.remove(pending)
        throw error
      }
    })
    return folder
  }

  async #described(folder: string, name: string, source: Dict): Promise<Fetched> {
    const descriptorPath = inside(folder, name)
    return { folder, descriptorPath, descriptor: await this.#files.read(descriptorPath), source }
  }

  async #store(request: Dict & { url: string }, path: string): Promise<void> {
    const { host, signal } = this.options
    this.options.onFetch?.('http', request.url)
    const http = this.#http() ?? requirePort(host, 'http', 'the resolver')
    const limit = new AbortController()
    const abort = () => limit.abort(signal?.reason)
    if (signal?.aborted === true) abort()
    signal?.addEventListener('abort', abort, { once: true })
    const ms = typeof request['timeoutMs'] === 'number' ? request['timeoutMs'] : FETCH_MS
    let isLate = false
    const stop = host.clock.after(ms, () => {
      isLate = true
      limit.abort()
    })
    try {
      const asked = { ...buildRequest(request), signal: limit.signal }
      const { response } = await exchange(asked, http, request['followRedirects'] !== false)
      if (response.status < 200 || response.status > 299) throw await refusal(response, request.url)
      await this.#sink(response.body, path, request.url)
    } catch (error) {
      if (!isLate) throw error
      throw new KernelError('ETIMEDOUT', `${request.url} gave no whole answer in ${ms} ms`, { cause: error })
    } finally {
      stop()
      signal?.removeEventListener('abort', abort)
    }
  }

  async #sink(body: AsyncIterable<Uint8Array>, path: string, url: string): Promise<void> {
    const sink = await this.#files.sink(path, { createParents: true })
    try {
      let size = 0
      for await (const chunk of body) {
        size += chunk.length
        if (size > MAX_DOWNLOAD) {
          throw new KernelError('parse_limit_exceeded', `${url} is larger than ${MAX_DOWNLOAD} bytes`, {
            data: { url },
          })
        }
        await sink.write(chunk)
      }
      await sink.commit()
    } catch (error) {
      await sink.abort()
      throw error
    }
  }

  #http(): HttpPort | undefined {
    const { host, trusted } = this.options
    return host.http === undefined || trusted === undefined ? undefined : publicHttp(host.http, trusted)
  }

  #ensureOnline(url: string): void {
    if (this.options.offline !== true) return
    throw new KernelError('source_offline', `"${url}" is not in the cache, and nothing is fetched offline`, {
      data: { url },
    })
  }

  async #once(place: string, make: () => Promise<void>): Promise<void> {
    const pending = this.#pending.get(place) ?? make()
    this.#pending.set(place, pending)
    try {
      await pending
    } finally {
      this.#pending.delete(place)
    }
  }

  #token(): string {
    return Array.from(this.options.host.random.bytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  async #text(path: string): Promise<string> {
    return new TextDecoder().decode(await this.#files.read(path))
  }
}

async function refusal({ status, body }: HttpResponse, url: string): Promise<KernelError> {
  await body[Symbol.asyncIterator]().return?.()
  return new KernelError('http_status', `HTTP ${status} when downloading ${url}`, { data: { status, url } })
}

function commitOf({ commit }: { readonly commit: string | undefined }): Dict {
  return commit === undefined ? {} : { commit }
}

function missingGit(host: string, url: string): KernelError {
  return new KernelError('host_capability_missing', `"${url}" needs git, which the host "${host}" does not have`, {
    data: { capability: 'git', host },
  })
}

/** A file name that stays in its folder whatever a configuration says. */
function safeName(name: string): string {
  const cleaned = name.replaceAll(/[^\w.@+-]/g, '-')
  return /^\.*$/.test(cleaned) ? 'artifact' : cleaned
}

/** A path inside a folder. @throws {KernelError} `source_path_escape` when it leaves it. */
function inside(folder: string, path: string): string {
  const whole = joinPath(folder, path)
  if (isInside(whole, folder)) return whole
  throw new KernelError('source_path_escape', `"${path}" leaves the folder it is relative to`, {
    data: { path, folder },
  })
}
