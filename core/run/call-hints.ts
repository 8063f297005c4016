import { ExecutionCancelledError, KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { Component } from '../resolve/registry.ts'
import type { CancelToken } from './cancel-token.ts'
import type { StepCall } from './step-call.ts'

const FIRST_DELAY_MS = 50
const MAX_DELAY_MS = 5_000
/** What a call that missed its deadline may still take for its cleanup. */
const CLEANUP_MS = 1_000

/**
 * Honours `[hints]`: `timeoutMs` is a deadline that everything below inherits; `retries` repeats a failed call, with
 * growing pauses and jitter, only when the component is idempotent. Cancellation and deadlines are not retried.
 *
 * @throws {KernelError} `timed_out` when the deadline passes, after the cleanup of what was cancelled.
 */
export async function withHints(
  component: Component,
  call: StepCall,
  attempt: (call: StepCall) => unknown,
): Promise<unknown> {
  const { timeoutMs, retries = 0, idempotent = false } = component.hints ?? {}
  const allowed = idempotent ? Math.max(0, Math.trunc(retries)) : 0
  for (let failures = 0; ; failures++) {
    try {
      return await (timeoutMs === undefined ? attempt(call) : beforeDeadline(component.id, timeoutMs, call, attempt))
    } catch (thrown) {
      const error = normaliseError(thrown)
      if (failures >= allowed || error instanceof ExecutionCancelledError || error.code === 'timed_out') throw error
      const { run } = call.ctx
      run.recorder?.emit(call.frame, call.step.plan.path, {
        type: 'retry',
        call: component.id,
        attempt: failures + 1,
        error: error.toJSON(),
      })
      await pause(call, delayFor(failures, call.host.random.bytes(1)[0]!))
    }
  }
}

/** Doubles with each failure; the random half keeps many callers from coming back at once. */
function delayFor(failures: number, randomByte: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** failures)
  return full / 2 + (full / 2) * (randomByte / 255)
}

async function pause(call: StepCall, ms: number): Promise<void> {
  const { clock } = call.host
  let stop: () => void = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      stop = clock.after(ms, resolve)
      call.signal.addEventListener('abort', () => reject(call.ctx.token.error()), { once: true })
      if (call.signal.aborted) reject(call.ctx.token.error())
    })
  } finally {
    stop()
  }
}

async function beforeDeadline(
  id: string,
  timeoutMs: number,
  call: StepCall,
  attempt: (call: StepCall) => unknown,
): Promise<unknown> {
  const fork = call.forkCall()
  const late = new KernelError('timed_out', `"${id}" did not finish within ${timeoutMs} ms`, {
    data: { component: id, timeoutMs },
  })
  let stop: () => void = () => {}
  const work = Promise.resolve().then(() => attempt(fork.call))
  const deadline = new Promise<never>((_resolve, reject) => {
    stop = call.host.clock.after(timeoutMs, () => {
      // What was cancelled gets time for its cleanup; what does not listen is left behind.
      stop = call.host.clock.after(CLEANUP_MS, () => reject(late))
      fork.cancel(late)
    })
  })
  try {
    return await Promise.race([work, deadline])
  } catch (error) {
    throw isOwnCancellation(error, fork.token, late) ? late : error
  } finally {
    stop()
    fork.release()
  }
}

function isOwnCancellation(error: unknown, token: CancelToken, late: KernelError): boolean {
  return error instanceof ExecutionCancelledError && token.reason === late
}
