import { ExecutionCancelledError, KernelError } from '../../errors/kernel-error.ts'
import { normaliseError } from '../../errors/normalise-error.ts'
import type { NativeComponent } from '../../run/component.ts'
import { Signal } from '../../run/signal.ts'
import type { SlotResult } from '../../run/slot-result.ts'
import { slotNotFound } from '../../run/step-call.ts'
import { type Dict, isDict } from '../../values.ts'

/**
 * Runs a slot that the caller of the surrounding component supplied.
 *
 * Does not fail when the slot does: its error is in the result. Loop signals and cancellation pass.
 *
 * @throws {KernelError} `invalid_input` when `slot` is blank (`slot must be provided`).
 * Spec: engine.md 2.6, 2.7.
 */
export const runSlot: NativeComponent = {
  kind: 'native',
  id: 'lcod://contract/compose/run_slot@1',
  summary: 'Run a slot given to the surrounding component',
  onResume: 'repeat',
  input: {
    type: 'object',
    required: ['slot'],
    properties: {
      slot: { type: 'string', description: 'Name of the slot' },
      state: { type: 'object', description: 'What it starts from; the state of whoever gave the slot when absent' },
      slotVars: { type: 'object', description: 'What it sees as $slot' },
      optional: { type: 'boolean', default: false, description: 'A missing slot is no error' },
    },
  },
  checksInput: ['slot'],
  output: {
    type: 'object',
    properties: {
      ran: { type: 'boolean' },
      result: { description: 'Final state of the slot' },
      error: { type: 'object', description: 'code, message and data of what went wrong' },
    },
  },
  run(input, call) {
    const name = typeof input['slot'] === 'string' ? input['slot'].trim() : ''
    if (name === '') throw new KernelError('invalid_input', 'slot must be provided', { data: { input: 'slot' } })
    const slot = call.delegatedSlot(name)
    if (slot === undefined) {
      return input['optional'] === true
        ? { ran: false, result: null }
        : { ran: true, error: slotNotFound(name).toJSON() }
    }
    const state = isDict(input['state']) ? input['state'] : undefined
    const vars = isDict(input['slotVars']) ? input['slotVars'] : undefined
    try {
      const ended = slot.run(vars, state)
      return ended instanceof Promise ? ended.then(report, reportFailure) : report(ended)
    } catch (thrown) {
      return reportFailure(thrown)
    }
  },
}

function report(ended: SlotResult | Signal): Dict | Signal {
  return ended instanceof Signal ? ended : { ran: true, result: ended.toObject() }
}

function reportFailure(thrown: unknown): Dict {
  const error = normaliseError(thrown)
  if (error instanceof ExecutionCancelledError) throw error
  const shape = error.toJSON()
  return { ran: true, error: shape.code === 'unexpected_error' ? { ...shape, code: 'slot_execution_failed' } : shape }
}
