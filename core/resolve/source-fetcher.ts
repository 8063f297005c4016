import { urlWithoutSecrets } from '../errors/http-error.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import type { GitAuth } from '../host/git.ts'
import type { Host } from '../host/index.ts'
import { isInside } from '../paths/is-inside.ts'
import { joinPath } from '../paths/join-path.ts'
import type { Dict } from '../values.ts'
import { type CacheTools, createCacheTools } from './cache-tools.ts'
import { type Clone, CloneCache } from './clone-cache.ts'
import { DownloadCache, type DownloadRequest, safeName } from './download-cache.ts'
import { textDigest } from './integrity.ts'
import type { Mirrors } from './mirrors.ts'
import { type GitSpec, type HttpSpec, isArchive, type PathSpec, sourcePath } from './source-spec.ts'
import type { CacheWorker } from './work-folders.ts'

export interface FetcherOptions {
  readonly host: Host
  /** Absolute folder that relative paths start at. */
  readonly project: string
  /** Absolute folder of what was fetched. */
  readonly cacheRoot: string
  /** URL prefix → URL prefixes that are asked in its place, in order. */
  readonly mirrors?: Mirrors | undefined
  /** Hosts (`host:port`) that may be reached wherever they are; all when absent, as the host's own guard decides then. */
  readonly trusted?: Set<string> | undefined
  /** Credentials of Git remotes, by URL without any. */
  readonly gitAuth?: ReadonlyMap<string, GitAuth> | undefined
  /** Fetch nothing: what is not in the cache is missing. */
  readonly offline?: boolean
  /** Ask where branches are now although clones of them are in the cache. Default false: a clone stays what it is. */
  readonly refresh?: boolean
  /** Who works here: tells what a killed process left. Without it that is removed after a day. */
  readonly worker?: CacheWorker | undefined
  readonly signal?: AbortSignal | undefined
  /** Told of mirrors that failed. */
  readonly warn?: ((warning: string) => void) | undefined
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

/**
 * Brings components here from folders, Git repositories and web servers. What is fetched once stays in the cache; it
 * gets its place there by a rename, so that an end in the middle leaves nothing half written.
 *
 * Spec: contracts.md 5.2, 6.4.
 */
export class SourceFetcher {
  readonly options: FetcherOptions
  readonly #files: FilesPort
  readonly #tools: CacheTools
  readonly #downloads: DownloadCache
  readonly #clones: CloneCache

  /** @throws {KernelError} `host_capability_missing` on a host without files. */
  constructor(options: FetcherOptions) {
    this.options = options
    this.#tools = createCacheTools(options)
    this.#files = this.#tools.files
    this.#downloads = new DownloadCache(this.#tools)
    this.#clones = new CloneCache(this.#tools, {
      project: options.project,
      refresh: options.refresh === true && options.offline !== true,
      auth: options.gitAuth ?? new Map(),
    })
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
  download(key: string, name: string, wanted: DownloadRequest): Promise<string> {
    return this.#downloads.get(key, name, wanted)
  }

  /** Clones a repository into the cache, unless it is there. */
  clone(key: string, spec: GitSpec): Promise<Clone> {
    return this.#clones.get(key, spec)
  }

  /** Lets a host be reached wherever it is, because something on this machine names it. */
  trust(url: string): void {
    if (URL.canParse(url)) this.options.trusted?.add(new URL(url).host)
  }

  /** Removes what killed processes left half fetched; every fetch does it too. */
  sweep(): Promise<void> {
    return this.#tools.work.sweep()
  }

  /**
   * Removes the entry of the cache that a path is part of, so that it is fetched anew; nothing for a path elsewhere.
   *
   * @returns whether there was one.
   */
  async forget(path: string): Promise<boolean> {
    for (const kind of ['http', 'git']) {
      const root = `${this.options.cacheRoot}/${kind}/`
      if (!path.startsWith(root)) continue
      await this.#files.remove(`${root}${path.slice(root.length).split('/')[0]}`)
      return true
    }
    return false
  }

  async #fromPath(spec: PathSpec): Promise<Fetched> {
    const folder = sourcePath(spec.path, this.options.project, this.options.host.env.info.homeDir)
    return this.#described(folder, 'lcp.toml', { type: 'path', path: folder })
  }

  async #fromGit(id: string, spec: GitSpec): Promise<Fetched> {
    const { url, ref, subdir } = spec
    const identity = { id, url, ref: ref ?? null, subdir: subdir ?? null }
    const { path, commit } = await this.#clones.get(textDigest(JSON.stringify(identity)), spec)
    const given = { ...(ref === undefined ? {} : { ref }), ...(subdir === undefined ? {} : { subdir }) }
    return this.#described(inside(path, subdir ?? '.'), 'lcp.toml', { type: 'git', url, path, ...given, commit })
  }

  async #fromHttp(id: string, spec: HttpSpec): Promise<Fetched> {
    const { url, filename, descriptorPath } = spec
    const key = textDigest(JSON.stringify({ id, url, descriptorPath: descriptorPath ?? null }))
    const path = await this.download(key, filename, spec)
    const given = { filename, ...(descriptorPath === undefined ? {} : { descriptorPath }) }
    const source = { type: 'http', url, path, ...given }
    if (isArchive(filename)) {
      return this.#described(await this.#downloads.unpacked(path), descriptorPath ?? 'lcp.toml', source)
    }
    const folder = path.slice(0, path.lastIndexOf('/'))
    return this.#described(folder, descriptorPath ?? safeName(filename), source)
  }

  async #described(folder: string, name: string, source: Dict): Promise<Fetched> {
    const descriptorPath = inside(folder, name)
    if (source['type'] !== 'path' && (await this.#files.info(descriptorPath))?.kind !== 'file') {
      throw withoutDescriptor(name, source)
    }
    return { folder, descriptorPath, descriptor: await this.#files.read(descriptorPath), source }
  }
}

/** In the words of who wrote the source: the place in the cache says nothing to them. */
function withoutDescriptor(name: string, { url, subdir }: Dict): KernelError {
  const where = typeof subdir === 'string' ? `the folder "${subdir}" of ` : ''
  const shown = urlWithoutSecrets(String(url))
  return new KernelError('source_invalid', `There is no ${name} in ${where}${shown}`, {
    data: { url: shown, file: name },
  })
}

/** A path inside a folder. @throws {KernelError} `source_path_escape` when it leaves it. */
function inside(folder: string, path: string): string {
  const whole = joinPath(folder, path)
  if (!path.includes('\0') && isInside(whole, folder)) return whole
  throw new KernelError('source_path_escape', `${JSON.stringify(path)} leaves the folder it is relative to`, {
    data: { path, folder },
  })
}
