import { KernelError } from '../errors/kernel-error.ts'
import type { OperatorCall, Slot } from '../run/call.ts'
import type { NativeComponent } from '../run/component.ts'
import { Signal } from '../run/signal.ts'
import type { SlotResult } from '../run/slot-result.ts'
import { slotNotFound } from '../run/step-call.ts'
import { type Dict, describeKind, isAbsent, isDict, own } from '../values.ts'

/**
 * Repeats `body` while `condition` asks for it. The loop has a state of its own, which is `$` in its slots; the
 * surrounding state is not visible there.
 *
 * `condition` decides by the first of its keys `continue`, `cond` and `value` that is not null; an object under `state`
 * replaces the loop state. Empty strings, lists and objects are false here, unlike in `flow/if`.
 *
 * @throws {KernelError} `flow_while_invalid_state`, `flow_while_invalid_max_iterations`,
 *   `flow_while_invalid_condition`; `flow_while_max_iterations` when a further turn is asked for.
 * Spec: engine.md 3.4.
 */
export const flowWhile: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/while@1',
  summary: 'Repeat a slot while a condition holds',
  input: {
    type: 'object',
    properties: {
      state: { type: 'object', description: 'What the loop starts with' },
      maxIterations: { type: 'integer', minimum: 0, description: 'Turns at most; 0 for no limit' },
    },
  },
  output: {
    type: 'object',
    properties: { state: { type: 'object' }, iterations: { type: 'integer' } },
  },
  slots: {
    condition: { summary: 'Decides whether to go on', required: true, provides: ['index', 'state'] },
    body: {
      summary: 'One turn; its final state is the next loop state',
      required: true,
      isDefault: true,
      provides: ['index', 'state'],
    },
    else: { summary: 'Runs when there was no turn', provides: ['index', 'state'] },
  },
  run(input, call) {
    const condition = call.slot('condition')
    const body = call.slot('body')
    if (condition === undefined) throw slotNotFound('condition')
    if (body === undefined) throw slotNotFound('body')
    return advance({ call, condition, body, limit: limitOf(input), state: stateOf(input), iterations: 0 })
  },
}

interface Loop {
  readonly call: OperatorCall
  readonly condition: Slot
  readonly body: Slot
  /** 0 for none. */
  readonly limit: number
  state: Dict
  iterations: number
}

/** Turns until something waits; then the rest follows in `resume`. */
function advance(loop: Loop): unknown {
  for (;;) {
    const verdict = loop.condition.run(varsOf(loop), loop.state, loop.iterations)
    if (verdict instanceof Promise) return resume(loop, verdict)
    const ended = decide(loop, verdict)
    if (ended !== undefined) return ended.result
    const turn = loop.body.run(varsOf(loop), loop.state, loop.iterations)
    if (turn instanceof Promise) return resume(loop, undefined, turn)
    const stopped = endTurn(loop, turn)
    if (stopped !== undefined) return stopped.result
  }
}

type Running = Promise<SlotResult | Signal>

async function resume(loop: Loop, verdict: Running | undefined, firstTurn?: Running): Promise<unknown> {
  let turn = firstTurn
  if (verdict !== undefined) {
    const ended = decide(loop, await verdict)
    if (ended !== undefined) return ended.result
  }
  for (;;) {
    const stopped = endTurn(loop, await (turn ?? loop.body.run(varsOf(loop), loop.state, loop.iterations)))
    if (stopped !== undefined) return stopped.result
    turn = undefined
    const ended = decide(loop, await loop.condition.run(varsOf(loop), loop.state, loop.iterations))
    if (ended !== undefined) return ended.result
  }
}

function varsOf(loop: Loop): Dict {
  return { index: loop.iterations, state: loop.state }
}

/** Reads the verdict of the condition slot: `undefined` to go on, else what the operator results in. */
function decide(loop: Loop, verdict: SlotResult | Signal): { readonly result: unknown } | undefined {
  loop.call.ensureNotCancelled()
  if (verdict instanceof Signal) return { result: verdict }
  const final = verdict.toObject()
  if (isDict(own(final, 'state'))) loop.state = final['state'] as Dict
  if (!asksForTurn(final)) return { result: finish(loop) }
  if (loop.limit > 0 && loop.iterations >= loop.limit) {
    throw new KernelError('flow_while_max_iterations', `flow/while: exceeded maxIterations limit (${loop.limit})`, {
      data: { maxIterations: loop.limit },
    })
  }
  return undefined
}

function asksForTurn(verdict: Dict): boolean {
  for (const key of ['continue', 'cond', 'value']) {
    const decision = own(verdict, key)
    if (!isAbsent(decision)) return isTruthy(decision)
  }
  const known = ['continue', 'cond', 'value', 'state'].some((key) => Object.hasOwn(verdict, key))
  if (known || Object.keys(verdict).length === 0) return false
  throw new KernelError(
    'flow_while_invalid_condition',
    'flow/while: condition slot must return a boolean or an object with `continue`, `cond`, or `value`',
    { data: { keys: Object.keys(verdict) } },
  )
}

/** As in JavaScript, but empty lists and objects are false. */
function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return isDict(value) ? Object.keys(value).length > 0 : Boolean(value)
}

function endTurn(loop: Loop, turn: SlotResult | Signal): { readonly result: unknown } | undefined {
  loop.iterations++
  if (turn === Signal.break) return { result: finish(loop) }
  if (!(turn instanceof Signal) && loop.body.hasSteps) loop.state = turn.toObject()
  return undefined
}

function finish(loop: Loop): unknown {
  const otherwise = loop.iterations === 0 ? loop.call.slot('else') : undefined
  if (otherwise === undefined || !otherwise.hasSteps) return report(loop, loop.state)
  const ended = otherwise.run({ index: -1, state: loop.state }, loop.state)
  return ended instanceof Promise ? ended.then((final) => reportElse(loop, final)) : reportElse(loop, ended)
}

function reportElse(loop: Loop, final: SlotResult | Signal): unknown {
  return final instanceof Signal ? final : report(loop, final.toObject())
}

function report(loop: Loop, state: Dict): Dict {
  return { state, iterations: loop.iterations }
}

function stateOf(input: Dict): Dict {
  const state = input['state']
  if (isAbsent(state)) return {}
  if (isDict(state)) return state
  throw new KernelError('flow_while_invalid_state', `flow/while: \`state\` must be an object, got ${typeName(state)}`, {
    data: { found: describeKind(state) },
  })
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

function limitOf(input: Dict): number {
  const limit = input['maxIterations']
  if (isAbsent(limit)) return 0
  if (Number.isInteger(limit) && (limit as number) >= 0) return limit as number
  throw new KernelError(
    'flow_while_invalid_max_iterations',
    'flow/while: `maxIterations` must be a non-negative integer',
    { data: { found: describeKind(limit) } },
  )
}
