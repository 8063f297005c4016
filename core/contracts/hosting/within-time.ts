import { ExecutionCancelledError } from '../../errors/kernel-error.ts'
import type { OperatorCall } from '../../run/call.ts'
import { HandlerTimeout } from './failure-response.ts'

/** The longest time a host's timers can wait: longer ones would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/**
 * Waits for a handler, at most `timeoutMs`; then it is cancelled, and not waited for any longer.
 *
 * @throws {ExecutionCancelledError} with a `HandlerTimeout` as its reason.
 */
export async function withinTime(running: Promise<unknown>, timeoutMs: number, call: OperatorCall): Promise<unknown> {
  let stop = () => {}
  const late = new Promise<never>((_resolve, reject) => {
    stop = call.host.clock.after(Math.min(timeoutMs, MAX_TIMER_MS), () => {
      const reason = new HandlerTimeout(timeoutMs)
      call.cancel(reason)
      reject(new ExecutionCancelledError(reason))
    })
  })
  try {
    return await Promise.race([running, late])
  } finally {
    stop()
  }
}
