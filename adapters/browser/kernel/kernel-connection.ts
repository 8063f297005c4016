import { ExecutionCancelledError, KernelError } from '../../../core/errors/kernel-error.ts'
import type { GitProgress } from '../../../core/host/git.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { type Dict, isDict } from '../../../core/values.ts'
import { fromWireError } from './wire-error.ts'
import type {
  FileOperation,
  ImportRequest,
  ImportResult,
  LargeValue,
  MessageLine,
  OpenRequest,
  PageMessage,
  PermissionQuestion,
  RunRequest,
  StorageInfo,
  WorkerMessage,
} from './worker-protocol.ts'

/** Hears what comes before the answer. */
interface Handlers extends RunHandlers {
  readonly onProgress?: ((progress: GitProgress) => void) | undefined
}

export interface RunHandlers {
  readonly onEvents?: ((events: readonly TraceEvent[]) => void) | undefined
  /**
   * Asked when the run wants something it was not granted; refused when absent. The signal is aborted when nobody waits
   * for the answer any more.
   */
  readonly onPermission?: ((question: PermissionQuestion, signal: AbortSignal) => Promise<boolean>) | undefined
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  readonly handlers: Handlers
}

/** The page's end of the line to one kernel worker. */
export class KernelConnection {
  readonly #line: MessageLine
  readonly #pending = new Map<number, Pending>()
  readonly #questions = new Map<number, AbortController>()
  readonly #listen = (event: { readonly data: unknown }) => {
    if (isWorkerMessage(event.data)) this.#take(event.data)
  }
  #nextId = 0
  #ended: KernelError | undefined

  constructor(line: MessageLine) {
    this.#line = line
    line.addEventListener('message', this.#listen)
  }

  async open(request: OpenRequest): Promise<StorageInfo> {
    const value = await this.#ask((id) => ({ type: 'open', id, request }))
    if (isStorageInfo(value)) return value
    throw new KernelError('unexpected_error', 'The kernel worker gave no storage')
  }

  /** Starts a run. `cancel` asks it to end; whether it listens shows in `result`. */
  run(request: RunRequest, handlers: RunHandlers = {}): { result: Promise<Dict>; cancel(reason: string): void } {
    const { answer, cancel } = this.#start((id) => ({ type: 'run', id, request }), handlers)
    return { result: answer.then((value) => (isDict(value) ? value : {})), cancel }
  }

  /** Starts an import. `cancel` as for runs. */
  importRepository(
    request: ImportRequest,
    onProgress?: (progress: GitProgress) => void,
  ): { result: Promise<ImportResult>; cancel(reason: string): void } {
    const { answer, cancel } = this.#start((id) => ({ type: 'import', id, request }), { onProgress })
    return { result: answer.then(toImportResult), cancel }
  }

  #start(
    message: (id: number) => PageMessage,
    handlers: Handlers,
  ): { answer: Promise<unknown>; cancel(reason: string): void } {
    const id = this.#nextId
    return {
      answer: this.#ask(message, handlers),
      cancel: (reason) => {
        if (this.#ended === undefined) this.#send({ type: 'cancel', id, reason })
      },
    }
  }

  async readValue(ref: number): Promise<LargeValue | null> {
    const value = await this.#ask((id) => ({ type: 'value', id, ref }))
    return isLargeValue(value) ? value : null
  }

  files(operation: FileOperation): Promise<unknown> {
    return this.#ask((id) => ({ type: 'files', id, operation }))
  }

  /** Fails everything that waits, and everything asked from now on. */
  end(error: KernelError = new ExecutionCancelledError('The kernel worker was terminated')): void {
    this.#ended ??= error
    this.#line.removeEventListener('message', this.#listen)
    for (const { reject } of this.#pending.values()) reject(error)
    this.#pending.clear()
  }

  #ask(message: (id: number) => PageMessage, handlers: Handlers = {}): Promise<unknown> {
    const id = this.#nextId++
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, handlers })
      try {
        this.#send(message(id))
      } catch (error) {
        // What cannot be cloned never leaves; the request would wait for ever.
        this.#pending.delete(id)
        reject(
          new KernelError('invalid_input', 'The request holds something that cannot be sent to a worker', {
            cause: error,
          }),
        )
      }
    })
  }

  #take(message: WorkerMessage): void {
    const pending = this.#pending.get(message.id)
    if (pending === undefined) return
    switch (message.type) {
      case 'answer':
        this.#pending.delete(message.id)
        pending.resolve(message.value)
        return
      case 'failure':
        this.#pending.delete(message.id)
        pending.reject(fromWireError(message.error))
        return
      case 'events':
        pending.handlers.onEvents?.(message.events)
        return
      case 'progress':
        pending.handlers.onProgress?.(message.progress)
        return
      case 'permission':
        this.#decide(message.question, message.asked, pending.handlers)
        return
      case 'withdrawn':
        this.#questions.get(message.question)?.abort()
    }
  }

  async #decide(question: number, asked: PermissionQuestion, { onPermission }: RunHandlers): Promise<void> {
    const controller = new AbortController()
    this.#questions.set(question, controller)
    // A question that fails is not an answer: nothing is granted.
    const granted = await Promise.resolve(onPermission?.(asked, controller.signal) ?? false).catch(() => false)
    this.#questions.delete(question)
    if (this.#ended === undefined) this.#send({ type: 'permission', question, granted })
  }

  #send(message: PageMessage): void {
    this.#line.postMessage(message)
  }
}

function isWorkerMessage(data: unknown): data is WorkerMessage {
  return typeof data === 'object' && data !== null && 'type' in data && 'id' in data
}

function toImportResult(value: unknown): ImportResult {
  const commit = isDict(value) ? value['commit'] : undefined
  const ref = isDict(value) ? value['ref'] : undefined
  if (typeof commit !== 'string') throw new KernelError('unexpected_error', 'The kernel worker named no commit')
  return { commit, ...(typeof ref === 'string' ? { ref } : {}) }
}

function isLargeValue(value: unknown): value is LargeValue {
  return isDict(value) && typeof value['text'] === 'string' && typeof value['length'] === 'number'
}

function isStorageInfo(value: unknown): value is StorageInfo {
  return isDict(value) && typeof value['kind'] === 'string' && typeof value['persistent'] === 'boolean'
}
