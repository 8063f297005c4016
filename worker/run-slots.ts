import { Refusal } from './fault.ts'

/** Counts what goes on at once. */
export interface RunSlots {
  /**
   * Takes a place; the returned function gives it back, once.
   *
   * @throws {Refusal} 429 when all are taken.
   */
  take(): () => void
}

/** Places for `most` runs at once. Requests beyond that are refused, not queued: their senders know best how to wait. */
export function createRunSlots(most: number): RunSlots {
  let taken = 0
  return {
    take() {
      if (taken >= most)
        throw new Refusal(429, 'too_many_runs', `At most ${most} runs may go on at once; try again soon`)
      taken++
      let mine = true
      return () => {
        if (mine) taken--
        mine = false
      }
    },
  }
}
