import { KernelError } from '../errors/kernel-error.ts'
import type { StepKey } from './journal.ts'
import type { RunEntry, StepEntry } from './journal-entry.ts'

const ANEW = 'Bring back what it began with, or start the run anew'

/** The error for a call that is not the one which the journal has in its place. */
export function divergedCall(key: StepKey, kept: StepEntry): KernelError {
  const data = { path: key.path, iteration: key.iteration, call: key.call }
  if (key.call !== kept.call) {
    return new KernelError(
      'durable_compose_changed',
      `The step at ${key.path} calls "${key.call}", expected "${kept.call}" as in the journal`,
      { data, hint: ANEW },
    )
  }
  if (key.plan !== kept.plan) {
    return new KernelError(
      'durable_compose_changed',
      `The compose around the step at ${key.path} ("${key.call}") has changed since the run began`,
      { data, hint: ANEW },
    )
  }
  return new KernelError(
    'durable_input_changed',
    `The step at ${key.path} calls "${key.call}" with another input than the one in the journal`,
    { data, hint: ANEW },
  )
}

/**
 * Refuses to resume what is not the run that the journal began with.
 *
 * @throws {KernelError} `durable_compose_changed`, `durable_input_changed`.
 */
export function ensureSameRun(begun: RunEntry, now: Pick<RunEntry, 'run' | 'plan' | 'input'>): void {
  const data = { runId: now.run }
  if (begun.plan !== now.plan) {
    throw new KernelError(
      'durable_compose_changed',
      `The compose has changed since the durable run "${now.run}" began`,
      {
        data,
        hint: ANEW,
      },
    )
  }
  if (begun.input !== now.input) {
    throw new KernelError('durable_input_changed', `The durable run "${now.run}" began with another input`, {
      data,
      hint: ANEW,
    })
  }
}
