import { remoteAddress } from '../contracts/core/git/clone-request.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { GitAuth, GitPort } from '../host/git.ts'
import { parseJsonDocument } from '../parse-json-document.ts'
import { isDict, own } from '../values.ts'
import type { CacheTools } from './cache-tools.ts'
import { claimPlace } from './claim-place.ts'
import { textDigest } from './integrity.ts'
import { fromAnyMirror, mirrorsOf } from './mirrors.ts'
import { type GitSpec, sourcePath } from './source-spec.ts'

/** A clone that is here now. */
export interface Clone {
  /** Absolute. */
  readonly path: string
  /** What is checked out, 40 hexadecimal digits. */
  readonly commit: string
}

/** What a clone says of itself, in its settings, where no component looks and no second file can contradict it. */
interface CloneRecord {
  readonly url: string
  readonly commit: string
  /** `refs/heads/x`, `refs/tags/x`; absent for a bare commit. */
  readonly ref?: string
}

const COMMIT = /^[0-9a-f]{40}$/
const RECORD = '.git/lcod-clone.json'

export interface CloneCacheOptions {
  /** Absolute folder that paths of local repositories start at. */
  readonly project: string
  /** Ask where a branch is now although a clone of it is here. */
  readonly refresh: boolean
  /** Credentials of remotes, by URL without any. */
  readonly auth: ReadonlyMap<string, GitAuth>
}

/** Clones, in `<cache>/git/<key>`. */
export class CloneCache {
  readonly #tools: CacheTools
  readonly #options: CloneCacheOptions
  /** Where branches are, so that one resolution sees each at one commit. */
  readonly #tips = new Map<string, Promise<{ readonly commit: string; readonly ref?: string }>>()

  constructor(tools: CacheTools, options: CloneCacheOptions) {
    this.#tools = tools
    this.#options = options
  }

  /**
   * Clones a repository, unless it is here. A clone of a commit or a tag stays what it is; where a branch is now is asked
   * anew when the cache is to be refreshed, and when it has moved, another clone is made beside the first. Mirrors are
   * asked in turn.
   *
   * @throws {KernelError} `source_offline`, `host_capability_missing`, and the codes of Git, HTTP and files.
   */
  async get(key: string, spec: GitSpec): Promise<Clone> {
    if (spec.force !== true && spec.ref !== undefined && COMMIT.test(spec.ref)) {
      const known = await this.#cloneOf(spec, spec.ref)
      if (known !== undefined) return known
    }
    const base = `${this.#tools.cacheRoot}/git/${key}`
    await this.#tools.once(base, async () => {
      const present = spec.force === true ? undefined : await this.#current(base)
      const wanted = present === undefined ? undefined : await this.#wantedCommit(present, spec)
      if (present !== undefined && present.commit === wanted) return
      const known = wanted === undefined ? undefined : await this.#cloneOf(spec, wanted)
      if (known === undefined) await this.#clone(base, spec)
      else await this.#point(base, known.path)
    })
    const { path, commit } = (await this.#current(base)) ?? {}
    if (path === undefined || commit === undefined) {
      throw new KernelError('ENOENT', `The clone "${base}" has gone`, { data: { path: base } })
    }
    return { path, commit }
  }

  /** The commit that a clone of `spec` should be at: its own, unless it is one of a branch that is asked for anew. */
  async #wantedCommit(present: CloneRecord, spec: GitSpec): Promise<string> {
    const { git } = this.#tools.host
    const isBranch = present.ref?.startsWith('refs/heads/') === true
    if (!this.#options.refresh || !isBranch || git?.lookUp === undefined) return present.commit
    const key = JSON.stringify([spec.url, spec.ref ?? null])
    const asked = this.#tips.get(key) ?? this.#lookUp(spec, git.lookUp.bind(git))
    this.#tips.set(key, asked)
    return (await asked).commit
  }

  async #lookUp(spec: GitSpec, lookUp: NonNullable<GitPort['lookUp']>): ReturnType<NonNullable<GitPort['lookUp']>> {
    const { signal, warn, gitHttp } = this.#tools
    const ask = async (url: string) => {
      const address = this.#address(url, spec)
      return lookUp({ ...address, ref: spec.ref, signal, http: gitHttp() })
    }
    try {
      return await fromAnyMirror(this.#candidates(spec), ask, warn)
    } catch (error) {
      if (!(error instanceof KernelError) || error.code === 'cancelled') throw error
      throw new KernelError(error.code, error.message, {
        data: error.data,
        cause: error,
        hint: error.hint ?? 'Offline (--offline) the clone in the cache is used as it is',
      })
    }
  }

  async #clone(base: string, spec: GitSpec): Promise<void> {
    const { host, work, warn, ensureOnline } = this.#tools
    ensureOnline(spec.url)
    const { git } = host
    if (git === undefined) throw missingGit(host.name, spec.url)
    const cloneFrom = (url: string) =>
      work.use(async (pending) => {
        const made = `${pending}/clone`
        const { commit } = await this.#cloneInto(made, url, spec, git)
        await this.#settle(made, base, { spec, commit })
      })
    await fromAnyMirror(this.#candidates(spec), cloneFrom, warn)
  }

  /** Gives a clone its place. One of the same commit that is there already stays: somebody may be reading it. */
  async #settle(
    made: string,
    base: string,
    { spec, commit }: { readonly spec: GitSpec; readonly commit: string },
  ): Promise<void> {
    const { files } = this.#tools
    const places = [base, `${base}-${commit.slice(0, 12)}`]
    for (const [index, place] of places.entries()) {
      const isSame = (await this.#recordOf(place))?.commit === commit
      // The last place can only have what is damaged, or what is to be made anew.
      if ((isSame && spec.force === true) || (!isSame && index === places.length - 1)) await files.remove(place)
      else if (isSame) return this.#point(base, place)
      if (await claimPlace(files, made, place)) {
        await files.write(this.#placeFile(spec, commit), encode(place))
        return this.#point(base, place)
      }
      if ((await this.#recordOf(place))?.commit === commit) return this.#point(base, place)
    }
    throw new KernelError('EBUSY', `The clone "${base}" cannot be put into its place`, { data: { path: base } })
  }

  /** Where the clone of a key is now: beside its own place when that has another commit. */
  async #point(base: string, place: string): Promise<void> {
    const { files } = this.#tools
    if (place === base) await files.remove(`${base}.now`)
    else await files.write(`${base}.now`, encode(place))
  }

  async #current(base: string): Promise<(CloneRecord & { readonly path: string }) | undefined> {
    const { files } = this.#tools
    const isMoved = (await files.info(`${base}.now`))?.kind === 'file'
    const path = isMoved ? new TextDecoder().decode(await files.read(`${base}.now`)) : base
    const record = await this.#recordOf(path)
    return record && { ...record, path }
  }

  async #cloneInto(dest: string, url: string, spec: GitSpec, git: GitPort): Promise<CloneRecord> {
    const { files, signal, gitHttp } = this.#tools
    const address = this.#address(url, spec)
    const { commit, ref } = await git.clone({
      ...address,
      dest,
      ref: spec.ref,
      depth: spec.depth,
      signal,
      http: gitHttp(),
    })
    const record = { url: address.url, commit, ...(ref === undefined ? {} : { ref }) }
    await files.write(`${dest}/${RECORD}`, encode(JSON.stringify(record)), { createParents: true })
    return record
  }

  #candidates({ url }: GitSpec): string[] {
    return mirrorsOf(url, this.#tools.mirrors)
  }

  /** A remote as the git contract reads it: paths become `file:` URLs, credentials leave the URL. */
  #address(url: string, spec: GitSpec): { readonly url: string; readonly auth: GitAuth | undefined } {
    const { project, auth: known } = this.#options
    const { homeDir } = this.#tools.host.env.info
    const { url: remote, auth } = remoteAddress(url, (path) => sourcePath(path, project, homeDir))
    return { url: remote, auth: spec.auth ?? auth ?? known.get(remote) }
  }

  /** A clone that has the very commit that is asked for, under whatever name it was fetched. */
  async #cloneOf(spec: GitSpec, commit: string): Promise<Clone | undefined> {
    const { files } = this.#tools
    const place = this.#placeFile(spec, commit)
    if ((await files.info(place))?.kind !== 'file') return undefined
    const path = new TextDecoder().decode(await files.read(place))
    // It may have been cleared, or made anew, since.
    return (await this.#recordOf(path))?.commit === commit ? { path, commit } : undefined
  }

  /** A repository has one name here, however it is written: a lock names one of this machine relative to the project. */
  #placeFile(spec: GitSpec, commit: string): string {
    const { url } = this.#address(spec.url, spec)
    return `${this.#tools.cacheRoot}/git/${textDigest(JSON.stringify({ url, commit }))}.place`
  }

  async #recordOf(path: string): Promise<CloneRecord | undefined> {
    const { files } = this.#tools
    const file = `${path}/${RECORD}`
    if ((await files.info(file))?.kind !== 'file') return undefined
    const value = parseJson(new TextDecoder().decode(await files.read(file)))
    if (!isDict(value)) return undefined
    const [url, commit, ref] = [own(value, 'url'), own(value, 'commit'), own(value, 'ref')]
    if (typeof url !== 'string' || typeof commit !== 'string') return undefined
    return { url, commit, ...(typeof ref === 'string' ? { ref } : {}) }
  }
}

/** A record that somebody damaged is none: the clone is made anew. */
function parseJson(text: string): unknown {
  try {
    return parseJsonDocument(text)
  } catch {
    return undefined
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function missingGit(host: string, url: string): KernelError {
  return new KernelError('host_capability_missing', `"${url}" needs git, which the host "${host}" does not have`, {
    data: { capability: 'git', host },
  })
}
