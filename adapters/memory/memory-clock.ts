import type { ClockPort } from '../../core/host/clock.ts'

/** Real time by the web's timers. */
export function createTimerClock(): ClockPort {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    yield: eventLoopTurn,
  }
}

/** A clock that stands still until it is told to move. */
export interface SteppingClock extends ClockPort {
  /**
   * Moves time on by `ms`. What was started before gets a turn to set its timers first; timers that come due run in
   * order at their own time, and what they resolve gets its turn before the next one.
   */
  advance(ms: number): Promise<void>
  /** Timers that have not run and were not cancelled. */
  readonly pending: number
}

/** A stepping clock whose `now()` is `start` (ms since the epoch, default 2000-01-01 UTC) and `monotonic()` 0. */
export function createSteppingClock(start = Date.UTC(2000, 0, 1)): SteppingClock {
  let elapsed = 0
  let order = 0
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>()

  const nextDue = (until: number) =>
    [...timers].filter(([, timer]) => timer.at <= until).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0]

  return {
    now: () => start + elapsed,
    monotonic: () => elapsed,
    after(ms, callback) {
      const id = order++
      timers.set(id, { at: elapsed + Math.max(0, ms), callback })
      return () => {
        timers.delete(id)
      }
    },
    yield: eventLoopTurn,
    async advance(ms) {
      await eventLoopTurn()
      const until = elapsed + ms
      for (let due = nextDue(until); due !== undefined; due = nextDue(until)) {
        const [id, timer] = due
        timers.delete(id)
        elapsed = timer.at
        timer.callback()
        await eventLoopTurn()
      }
      elapsed = until
    },
    get pending() {
      return timers.size
    },
  }
}

function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
