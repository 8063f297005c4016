import { ByteQueue } from '../bytes/byte-queue.ts'
import { ExecutionCancelledError, KernelError } from '../errors/kernel-error.ts'
import type { ClockPort } from '../host/clock.ts'
import type { StreamHandle } from './stream-handle.ts'

/** What may end the wait for a chunk early. */
export interface PullLimits {
  /** Milliseconds for the whole read; absent or 0 means no limit. */
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * One open stream: its source, what was pulled and not yet read, and who may read now.
 *
 * A pull that nobody waits for any more (timeout, cancellation) stays under way; its chunk goes to the next reader.
 */
export class StreamEntry {
  readonly handle: StreamHandle
  readonly queue = new ByteQueue()
  /** Number of the next read result. */
  seq = 0
  readonly #source: AsyncIterable<Uint8Array> | undefined
  readonly #clock: ClockPort
  #iterator: AsyncIterator<Uint8Array> | undefined
  #pull: Promise<void> | undefined
  #settlePull: (() => void) | undefined
  #turn: Promise<void> = Promise.resolve()
  #ended: boolean
  #closed = false
  #failure: KernelError | undefined

  /** Without a source, the stream holds what is pushed into `queue` and nothing more. */
  constructor(handle: StreamHandle, clock: ClockPort, source?: AsyncIterable<Uint8Array>) {
    this.handle = handle
    this.#clock = clock
    this.#source = source
    this.#ended = source === undefined
  }

  /** True when the source gives no more; the queue may still hold bytes. */
  get ended(): boolean {
    return this.#ended
  }

  /** Runs `work` when every earlier reader is through, so that overlapping reads never mix. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn
    let release = () => {}
    this.#turn = new Promise((resolve) => {
      release = resolve
    })
    await before
    try {
      return await work()
    } finally {
      release()
    }
  }

  /**
   * Pulls until at least `wanted` bytes wait in the queue or the source has ended.
   *
   * @throws {KernelError} `stream_timeout`, `stream_unknown_handle` when it is closed meanwhile, and what the source
   * failed with once the bytes that came before it are read.
   */
  async fill(wanted: number, limits: PullLimits = {}): Promise<void> {
    this.#ensureOpen()
    if (this.queue.size >= wanted || this.#ended) return this.#throwFailureWhenEmpty()
    const guard = createGuard(limits, this.#clock)
    try {
      while (this.queue.size < wanted && !this.#ended) {
        this.#pull ??= this.#startPull()
        await (guard === undefined ? this.#pull : Promise.race([this.#pull, guard.failed]))
        this.#ensureOpen()
      }
    } finally {
      guard?.release()
    }
    this.#throwFailureWhenEmpty()
  }

  /** Ends the source and drops what waits. Whoever is reading gets `stream_unknown_handle`. */
  async close(): Promise<void> {
    this.#closed = true
    this.queue.clear()
    const underWay = this.#pull !== undefined
    this.#settlePull?.()
    if (this.#ended) return
    this.#ended = true
    const iterator = this.#iterator ?? this.#source?.[Symbol.asyncIterator]()
    const returned = iterator?.return?.()
    if (returned === undefined) return
    const checked = returned.then(
      () => undefined,
      (cause: unknown) => {
        throw sourceFailure(cause)
      },
    )
    // A generator answers return() only after its pending pull, which may never come: then nobody waits for it, and
    // what the abandoned source reports has no reader any more.
    if (underWay) checked.catch(() => undefined)
    else await checked
  }

  #startPull(): Promise<void> {
    this.#iterator ??= this.#source![Symbol.asyncIterator]()
    const settled = new Promise<void>((resolve) => {
      this.#settlePull = resolve
    })
    const settle = () => {
      this.#pull = undefined
      this.#settlePull?.()
    }
    this.#iterator.next().then(
      (result) => {
        if (result.done === true) this.#ended = true
        else if (!this.#closed) this.queue.push(result.value)
        settle()
      },
      (cause: unknown) => {
        this.#ended = true
        this.#failure = sourceFailure(cause)
        settle()
      },
    )
    return settled
  }

  #ensureOpen(): void {
    if (this.#closed) throw unknownHandle(this.handle.id)
  }

  #throwFailureWhenEmpty(): void {
    if (this.#failure !== undefined && this.queue.size === 0) throw this.#failure
  }
}

/** The error for an id that is not open in this run. */
export function unknownHandle(id: string): KernelError {
  return new KernelError('stream_unknown_handle', `Unknown stream handle: ${id}`, { data: { id } })
}

function sourceFailure(cause: unknown): KernelError {
  if (cause instanceof KernelError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new KernelError('stream_failed', `The source of the stream failed: ${reason}`, { cause })
}

interface Guard {
  /** Rejects when the wait must end. */
  readonly failed: Promise<never>
  release(): void
}

function createGuard({ timeoutMs = 0, signal }: PullLimits, clock: ClockPort): Guard | undefined {
  if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
  if (timeoutMs === 0 && signal === undefined) return undefined
  let reject: (error: KernelError) => void = () => {}
  const failed = new Promise<never>((_, fail) => {
    reject = fail
  })
  failed.catch(() => undefined)
  const onAbort = () => reject(new ExecutionCancelledError(signal?.reason))
  signal?.addEventListener('abort', onAbort, { once: true })
  const stopTimer =
    timeoutMs > 0
      ? clock.after(timeoutMs, () =>
          reject(new KernelError('stream_timeout', `No chunk arrived within ${timeoutMs} ms`, { data: { timeoutMs } })),
        )
      : undefined
  return {
    failed,
    release: () => {
      stopTimer?.()
      signal?.removeEventListener('abort', onAbort)
    },
  }
}
