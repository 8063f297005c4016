import type { RunRequest } from '../../../adapters/browser/kernel/worker-protocol.ts'

/**
 * How much of a run is recorded. `bounded`: turns of hot loops are counted once there are many of them, so that watching
 * costs little whatever runs; `every`: each step, however long that takes.
 */
export type Recording = 'off' | 'bounded' | 'every'

/** Some 10 ms of work for worker and page at once, and from then on a few hundredths of the time that passes. */
const BOUNDED = { waits: true, detail: { first: 10_000, perMs: 20 } }
const EVERY = { waits: true }

/** What a run is asked for. */
export function recordingRequest(recording: Recording): Pick<RunRequest, 'trace' | 'recording'> & { trace: boolean } {
  if (recording === 'off') return { trace: false }
  return { trace: true, recording: recording === 'every' ? EVERY : BOUNDED }
}
