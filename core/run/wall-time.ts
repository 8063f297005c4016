import type { ClockPort } from '../host/clock.ts'
import type { Limits } from '../kernel-api.ts'
import type { CancelToken } from './cancel-token.ts'
import { wallTimeExceeded } from './run-state.ts'

/** The longest time a host's timers can wait: longer ones would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/**
 * Cancels a run that has used up its wall time while it waits; steps look at the clock themselves. The returned function
 * takes that back.
 */
export function limitWallTime(token: CancelToken, clock: ClockPort, limits: Limits): () => void {
  if (limits.wallMs > MAX_TIMER_MS) return () => {}
  return clock.after(limits.wallMs, () => token.cancel(wallTimeExceeded(limits)))
}
