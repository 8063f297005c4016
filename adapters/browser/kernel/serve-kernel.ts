import { KernelError } from '../../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import type { GitProgress } from '../../../core/host/git.ts'
import type { TraceEvent, TraceObserver } from '../../../core/trace/events.ts'
import type { Dict } from '../../../core/values.ts'
import { createEventBatcher } from './event-batcher.ts'
import { toWireError } from './wire-error.ts'
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

/** What the worker can do, once a workspace is open. */
export interface KernelService {
  readonly storage: StorageInfo
  readonly files: FilesPort
  run(request: RunRequest, controls: RunControls): Promise<Dict>
  /** A value of the last run by the `ref` of its preview; `null` when it is not there any more. */
  readValue?(ref: number): LargeValue | null
  /** Absent where nothing can be imported. */
  importRepository?(request: ImportRequest, controls: ImportControls): Promise<ImportResult>
}

export interface ImportControls {
  readonly signal: AbortSignal
  readonly onProgress: (progress: GitProgress) => void
}

export interface RunControls {
  readonly signal: AbortSignal
  /** Absent when the page wants no events. */
  readonly observer?: TraceObserver
  /**
   * Asks the user of the page; `false` when they refuse.
   *
   * @param signal aborted when nobody waits for the answer any more: the question is taken back, and counts as refused.
   */
  ask(question: PermissionQuestion, signal?: AbortSignal): Promise<boolean>
}

export interface ServeOptions {
  open(request: OpenRequest): Promise<KernelService>
  /** Calls back once after `ms`; the returned function cancels it. Default: a timer. */
  readonly after?: (ms: number, callback: () => void) => () => void
}

/**
 * The worker's end: answers what the page asks, each request on its own, until the returned function is called.
 *
 * @throws nothing: every failure goes to the page as an error with a code.
 */
export function serveKernel(line: MessageLine, options: ServeOptions): () => void {
  const server = new KernelServer(line, options)
  const listen = (event: { readonly data: unknown }) => {
    if (isPageMessage(event.data)) server.take(event.data)
  }
  line.addEventListener('message', listen)
  return () => line.removeEventListener('message', listen)
}

class KernelServer {
  readonly #line: MessageLine
  readonly #options: ServeOptions
  /** Runs and imports that are under way. */
  readonly #jobs = new Map<number, AbortController>()
  readonly #questions = new Map<number, (granted: boolean) => void>()
  #service: Promise<KernelService> | undefined
  #nextQuestion = 0

  constructor(line: MessageLine, options: ServeOptions) {
    this.#line = line
    this.#options = options
  }

  take(message: PageMessage): void {
    switch (message.type) {
      case 'open':
        this.#service = this.#options.open(message.request)
        this.#answer(message.id, async () => (await this.#opened()).storage)
        return
      case 'run':
        this.#answer(message.id, () => this.#run(message.id, message.request))
        return
      case 'import':
        this.#answer(message.id, () => this.#import(message.id, message.request))
        return
      case 'files':
        this.#answer(message.id, async () => operate((await this.#opened()).files, message.operation))
        return
      case 'value':
        this.#answer(message.id, async () => (await this.#opened()).readValue?.(message.ref) ?? null)
        return
      case 'cancel':
        this.#jobs.get(message.id)?.abort(message.reason)
        return
      case 'permission':
        this.#questions.get(message.question)?.(message.granted)
        this.#questions.delete(message.question)
    }
  }

  async #opened(): Promise<KernelService> {
    if (this.#service === undefined) throw new KernelError('unexpected_error', 'No workspace is open')
    return this.#service
  }

  async #run(id: number, request: RunRequest): Promise<Dict> {
    const batcher = createEventBatcher((events) => this.#sendEvents(id, events), this.#options.after ?? timer)
    try {
      return await this.#job(id, (service, signal) =>
        service.run(request, {
          signal,
          ask: (asked, withdrawn) => this.#ask(id, asked, withdrawn),
          ...(request.trace === true ? { observer: batcher.add } : {}),
        }),
      )
    } finally {
      batcher.flush()
    }
  }

  #import(id: number, request: ImportRequest): Promise<ImportResult> {
    const onProgress = (progress: GitProgress) => this.#send({ type: 'progress', id, progress })
    return this.#job(id, async (service, signal) => {
      if (service.importRepository !== undefined) return service.importRepository(request, { signal, onProgress })
      throw new KernelError('host_capability_missing', 'This workspace cannot import repositories')
    })
  }

  /** Does what the page may cancel. */
  async #job<T>(id: number, work: (service: KernelService, signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    this.#jobs.set(id, controller)
    try {
      return await work(await this.#opened(), controller.signal)
    } finally {
      this.#jobs.delete(id)
    }
  }

  #ask(id: number, asked: PermissionQuestion, signal: AbortSignal | undefined): Promise<boolean> {
    const question = this.#nextQuestion++
    return new Promise((resolve) => {
      this.#questions.set(question, resolve)
      this.#send({ type: 'permission', id, question, asked })
      const withdraw = () => {
        if (!this.#questions.delete(question)) return
        this.#send({ type: 'withdrawn', id, question })
        resolve(false)
      }
      signal?.addEventListener('abort', withdraw, { once: true })
    })
  }

  async #answer(id: number, work: () => Promise<unknown>): Promise<void> {
    try {
      this.#send({ type: 'answer', id, value: await work() })
    } catch (error) {
      this.#send({ type: 'failure', id, error: toWireError(error) })
    }
  }

  /** A value that cannot be cloned must not end the run that shows it: its JSON has to do. */
  #sendEvents(id: number, events: readonly TraceEvent[]): void {
    try {
      this.#send({ type: 'events', id, events })
    } catch {
      const plain: readonly TraceEvent[] = JSON.parse(JSON.stringify(events))
      this.#send({ type: 'events', id, events: plain })
    }
  }

  #send(message: WorkerMessage): void {
    this.#line.postMessage(message)
  }
}

function operate(files: FilesPort, operation: FileOperation): Promise<unknown> {
  switch (operation.name) {
    case 'read':
      return files.read(...operation.args)
    case 'write':
      return files.write(...operation.args)
    case 'list':
      return files.list(...operation.args)
    case 'info':
      return files.info(...operation.args)
    case 'makeDirectory':
      return files.makeDirectory(...operation.args)
    case 'remove':
      return files.remove(...operation.args)
    case 'rename':
      return files.rename(...operation.args)
  }
}

/** Other code may share the line: only messages of this protocol are taken. */
function isPageMessage(data: unknown): data is PageMessage {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string'
}

function timer(ms: number, callback: () => void): () => void {
  const id = setTimeout(callback, ms)
  return () => clearTimeout(id)
}
