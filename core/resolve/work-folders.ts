import type { FilesPort } from '../host/files.ts'
import type { Host } from '../host/index.ts'

/** Who works in a cache. Names tell the processes of all machines that may share it apart. */
export interface CacheWorker {
  /** Of characters that any file system takes, without a dot. */
  readonly name: string
  /** Whether a worker of that name is known to have ended. */
  isGone(name: string): boolean
}

/** Where fetches under way are, in a cache. A cache may be any folder: the name says whose it is. */
export const PENDING = '.lcod-pending'
/** Only what a worker made is removed. */
const WORK_FOLDER = /^([\w-]+)\.[0-9a-f]{16}$/
/** Nobody works on one fetch longer, in ms. */
const ABANDONED_MS = 24 * 60 * 60 * 1000

/**
 * Folders of a cache in which something is fetched until it is whole: `<cache>/.lcod-pending/<worker>.<token>`. Nothing is
 * ever read from them but by who made them, so that an end in the middle leaves nothing that could be taken for whole.
 *
 * Spec: none, ours. Contracts.md 5.6 knows no half-written entries.
 */
export class WorkFolders {
  readonly #files: FilesPort
  readonly #host: Host
  readonly #root: string
  readonly #worker: CacheWorker | undefined
  #swept: Promise<void> | undefined

  constructor(files: FilesPort, { host, cacheRoot, worker }: WorkFoldersOptions) {
    this.#files = files
    this.#host = host
    this.#root = `${cacheRoot}/${PENDING}`
    this.#worker = worker
  }

  /** Gives a fresh folder for the time of some work; it is removed however the work ends. */
  async use<T>(work: (folder: string) => Promise<T>): Promise<T> {
    await this.sweep()
    const folder = `${this.#root}/${this.#worker?.name ?? 'run'}.${this.#token()}`
    await this.#files.makeDirectory(folder)
    try {
      return await work(folder)
    } finally {
      await this.#files.remove(folder)
    }
  }

  /** Removes what workers left that were killed: those known to have ended, and all after a day. Once. */
  sweep(): Promise<void> {
    this.#swept ??= this.#sweep()
    return this.#swept
  }

  async #sweep(): Promise<void> {
    if ((await this.#files.info(this.#root))?.kind !== 'directory') return
    for (const { name } of await this.#files.list(this.#root)) {
      const path = `${this.#root}/${name}`
      const worker = WORK_FOLDER.exec(name)?.[1]
      if (worker === undefined) continue
      if (this.#worker?.isGone(worker) === true || (await this.#isAbandoned(path))) await this.#files.remove(path)
    }
  }

  async #isAbandoned(path: string): Promise<boolean> {
    const info = await this.#files.info(path)
    return info !== null && this.#host.clock.now() - info.mtime > ABANDONED_MS
  }

  #token(): string {
    return Array.from(this.#host.random.bytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
}

export interface WorkFoldersOptions {
  readonly host: Host
  readonly cacheRoot: string
  readonly worker?: CacheWorker | undefined
}
