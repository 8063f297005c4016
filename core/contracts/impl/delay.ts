import type { Call } from '../../run/call.ts'
import { defineContract } from '../define-contract.ts'

/** The longest time that the timers of all hosts can wait. */
const MAX_DELAY = 2 ** 31 - 1

interface DelayInput {
  value?: unknown
  ms: number
}

/**
 * Gives `value` back after a while, or stops waiting when the call is cancelled.
 *
 * @returns an empty object when `value` is absent.
 * @throws {ExecutionCancelledError} when the call is cancelled before the time is over.
 * @throws {KernelError} `invalid_input` when `ms` is no number from 0 to 2147483647.
 * Spec: contracts.md 1.16 `impl/delay`.
 */
export const implDelay = defineContract<DelayInput>({
  id: 'lcod://impl/delay@1',
  summary: 'Gives a value back after a while.',
  onResume: 'replay',
  input: {
    type: 'object',
    properties: {
      value: { description: 'Any value' },
      ms: { type: 'number', minimum: 0, maximum: MAX_DELAY, default: 0, description: 'How long to wait, in ms' },
    },
  },
  output: { type: 'object', properties: { value: { description: 'The same value' } } },
  example: { input: { value: 'later', ms: 1 }, output: { value: 'later' } },
  async run({ value, ms }, call) {
    await wait(ms, call)
    return value === undefined ? {} : { value }
  },
})

function wait(ms: number, call: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    let release = () => {}
    const stopTimer = call.host.clock.after(ms, () => {
      release()
      resolve()
    })
    release = call.onCancel((error) => {
      stopTimer()
      reject(error)
    })
  })
}
