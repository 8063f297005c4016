import type { ClockPort } from '../../core/host/clock.ts'

/** Real time. Timers keep the process alive until they run or are cancelled. */
export function createNodeClock(): ClockPort {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    // An immediate comes after input and timers had their turn; a promise or a tick would not let them in.
    yield: () => new Promise((resolve) => setImmediate(resolve)),
  }
}
