import type { ClockPort } from '../../core/host/clock.ts'

/** What one look at a standing clock counts for, in ms. */
const STEP_MS = 0.01

/**
 * Time on Workers, where the clock stands still while code runs and moves only with input and output, so that code
 * cannot time itself.
 *
 * `monotonic()` therefore adds 0.01 ms for each look that finds the clock standing: deadlines and the giving way of long
 * runs, which look at it again and again, come due although no time seems to pass. When the clock catches up, it leads
 * again. Differences are an estimate; order is exact.
 *
 * @param source what the platform says, in ms since the epoch. Default `Date.now`.
 */
export function createWorkerClock(source: () => number = Date.now): ClockPort {
  const start = source()
  let last = 0
  return {
    now: source,
    monotonic() {
      const elapsed = source() - start
      last = elapsed > last ? elapsed : last + STEP_MS
      return last
    },
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    yield: () => new Promise((resolve) => setTimeout(resolve, 0)),
  }
}
