import { KernelError } from '../../../core/errors/kernel-error.ts'
import type { GitProgress } from '../../../core/host/git.ts'
import type { Dict } from '../../../core/values.ts'
import { KernelConnection, type RunHandlers } from './kernel-connection.ts'
import { createRemoteFiles, type RemoteFiles } from './remote-files.ts'
import type {
  ImportRequest,
  ImportResult,
  LargeValue,
  OpenRequest,
  RunRequest,
  StorageInfo,
} from './worker-protocol.ts'

export interface KernelClientOptions extends OpenRequest {
  /** Starts the kernel worker: `() => new Worker(url, { type: 'module' })`. Called again after a termination. */
  readonly startWorker: () => Worker
  /** How long a cancelled run may take to end before its worker is terminated, in ms. Default 500. */
  readonly graceMs?: number
}

export interface ClientRunOptions extends RunHandlers {
  /** Cancels the run; the worker is terminated when that does not end it. */
  readonly signal?: AbortSignal
}

export interface ClientImportOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: GitProgress) => void
}

/** A kernel in a worker, seen from the page. */
export interface KernelClient {
  /** Files of the workspace. Never silently elsewhere: see `storage`. */
  readonly files: RemoteFiles
  /** Where the files are kept; starts the worker. */
  storage(): Promise<StorageInfo>
  run(request: RunRequest, options?: ClientRunOptions): Promise<Dict>
  /** Puts the files of a repository into the workspace; a cancelled import ends as soon as it can, and leaves nothing. */
  importRepository(request: ImportRequest, options?: ClientImportOptions): Promise<ImportResult>
  /** A value of the last run by the `ref` of its preview; `null` when it is not there any more. */
  readValue(ref: number): Promise<LargeValue | null>
  /**
   * Ends the worker now, whatever it does; all that waits fails as cancelled. The next call starts a new one on the same
   * workspace.
   */
  terminate(): void
}

interface Session {
  readonly worker: Worker
  readonly connection: KernelConnection
  readonly storage: Promise<StorageInfo>
}

/** A client whose worker starts with the first call. */
export function createKernelClient(options: KernelClientOptions): KernelClient {
  const { startWorker, graceMs = 500, ...openRequest } = options
  let session: Session | undefined

  const start = (): Session => {
    const worker = startWorker()
    const connection = new KernelConnection(worker)
    const broken = (event: ErrorEvent) => {
      // A worker whose script does not load, or that throws outside any request, answers nothing any more.
      connection.end(
        new KernelError('unexpected_error', `The kernel worker failed: ${event.message || 'it did not start'}`),
      )
      stop(session)
    }
    worker.addEventListener('error', broken)
    const storage = connection.open(openRequest)
    // Whoever waits for the storage hears of it; a run that fails for the same reason says so itself.
    storage.catch(() => undefined)
    return { worker, connection, storage }
  }
  const stop = (which: Session | undefined) => {
    which?.worker.terminate()
    which?.connection.end()
    if (session === which) session = undefined
  }
  const current = () => {
    session ??= start()
    return session
  }

  return {
    files: createRemoteFiles((operation) => current().connection.files(operation)),
    storage: () => current().storage,
    async run(request, { signal, ...handlers } = {}) {
      const mine = current()
      const { result, cancel } = mine.connection.run(request, handlers)
      const stopWatching = watch(signal, () => {
        cancel(describeReason(signal?.reason))
        const timer = setTimeout(() => stop(mine), graceMs)
        return () => clearTimeout(timer)
      })
      try {
        return await result
      } finally {
        stopWatching()
      }
    },
    async importRepository(request, { signal, onProgress } = {}) {
      const { result, cancel } = current().connection.importRepository(request, onProgress)
      const stopWatching = watch(signal, () => {
        cancel(describeReason(signal?.reason))
        return () => {}
      })
      try {
        return await result
      } finally {
        stopWatching()
      }
    },
    readValue: async (ref) => (session === undefined ? null : session.connection.readValue(ref)),
    terminate: () => stop(session),
  }
}

/** Calls back when the signal fires, at once when it has; the returned function undoes both steps. */
function watch(signal: AbortSignal | undefined, onAbort: () => () => void): () => void {
  let undo = () => {}
  const abort = () => {
    undo = onAbort()
  }
  if (signal?.aborted) abort()
  else signal?.addEventListener('abort', abort, { once: true })
  return () => {
    signal?.removeEventListener('abort', abort)
    undo()
  }
}

function describeReason(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason ?? 'cancelled')
}
