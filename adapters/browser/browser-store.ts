import { runBusy } from '../../core/durable/run-id.ts'
import type { FilesPort } from '../../core/host/files.ts'
import type { StoredJournal, StoredRun, StorePort } from '../../core/host/store.ts'

export interface BrowserStoreOptions {
  /** A workspace, as `createBrowserHost` opens it. It should be persistent. */
  readonly files: FilesPort
  /** Folder of the journals, absolute. Default `/.lcod/runs`. */
  readonly folder?: string
  /** Names the workspace among those of the origin: journals of one name have one writer over all tabs. */
  readonly workspace: string
  /** Default: those of the page or worker. */
  readonly locks?: LockManager
}

type Release = () => Promise<void>

/** Bytes of an entry: a journal is read whole. */
const MAX_ENTRY_BYTES = 8 * 1024 * 1024

/**
 * Keeps journals in the files of a workspace: a folder for each run, a file for each append, which the files port writes
 * whole or not at all. A Web Lock keeps other tabs out, and is gone with the tab or worker that held it.
 */
export function createBrowserStore(options: BrowserStoreOptions): StorePort {
  const { files, folder = '/.lcod/runs', workspace, locks = navigator.locks } = options
  const pathOf = (run: string) => `${folder}/${run}`
  const lock = async (run: string): Promise<Release> => {
    const release = await takeLock(locks, `lcod-run:${workspace}:${pathOf(run)}`)
    if (release === null) throw runBusy(run)
    return release
  }
  return {
    kind: `files: ${files.kind}`,
    maxEntryBytes: MAX_ENTRY_BYTES,
    async open(run, { fresh = false } = {}) {
      const release = await lock(run)
      try {
        if (fresh) await files.remove(pathOf(run))
        await files.makeDirectory(pathOf(run))
        const names = await namesIn(files, pathOf(run))
        return new FileJournal({
          files,
          folder: pathOf(run),
          names,
          entries: await readAll(files, pathOf(run), names),
          release,
        })
      } catch (error) {
        await release()
        throw error
      }
    },
    async read(run) {
      if ((await files.info(pathOf(run))) === null) return null
      return readAll(files, pathOf(run), await namesIn(files, pathOf(run)))
    },
    async list() {
      if ((await files.info(folder)) === null) return []
      const runs: StoredRun[] = []
      for (const { name } of await files.list(folder)) runs.push(await describeRun(files, pathOf(name), name))
      return runs
    },
    async remove(run) {
      if ((await files.info(pathOf(run))) === null) return false
      const release = await lock(run)
      try {
        await files.remove(pathOf(run))
      } finally {
        await release()
      }
      return true
    },
  }
}

class FileJournal implements StoredJournal {
  readonly entries: readonly string[]
  readonly #files: FilesPort
  readonly #folder: string
  readonly #release: Release
  #next: number

  constructor(parts: {
    readonly files: FilesPort
    readonly folder: string
    readonly names: readonly string[]
    readonly entries: readonly string[]
    readonly release: Release
  }) {
    this.entries = parts.entries
    this.#files = parts.files
    this.#folder = parts.folder
    this.#release = parts.release
    this.#next = Number(parts.names.at(-1) ?? -1) + 1
  }

  async append(entries: readonly string[]): Promise<void> {
    if (entries.length === 0) return
    const name = String(this.#next).padStart(10, '0')
    await this.#files.write(`${this.#folder}/${name}`, new TextEncoder().encode(entries.join('\n')))
    this.#next++
  }

  async close(): Promise<void> {
    await this.#release()
  }
}

/** Takes a lock if nobody has it; what is given lets go of it, and resolves when others can have it. */
function takeLock(locks: LockManager, name: string): Promise<Release | null> {
  return new Promise((resolve, reject) => {
    const request = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) return resolve(null)
      return new Promise<void>((release) => {
        resolve(async () => {
          release()
          await request
        })
      })
    })
    request.catch(reject)
  })
}

/** Files of appends, oldest first; what else lies there is not a journal's. */
async function namesIn(files: FilesPort, folder: string): Promise<string[]> {
  return (await files.list(folder)).map(({ name }) => name).filter((name) => /^\d{10}$/.test(name))
}

async function readAll(files: FilesPort, folder: string, names: readonly string[]): Promise<string[]> {
  const decoder = new TextDecoder()
  const entries: string[] = []
  for (const name of names) entries.push(...decoder.decode(await files.read(`${folder}/${name}`)).split('\n'))
  return entries
}

async function describeRun(files: FilesPort, folder: string, id: string): Promise<StoredRun> {
  let size = 0
  let updatedAt = 0
  for (const name of await namesIn(files, folder)) {
    const info = await files.info(`${folder}/${name}`)
    size += info?.size ?? 0
    updatedAt = Math.max(updatedAt, info?.mtime ?? 0)
  }
  return { id, size, updatedAt }
}
