/** Time. Tests use one they can step. */
export interface ClockPort {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds from an arbitrary start, never going back; fractions where the host has them. */
  monotonic(): number
  /** Calls back once after `ms`; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void
  /** Resolves when the event loop has had a turn: timers, input and cancellation get their chance. */
  yield(): Promise<void>
}
