import { KernelError } from '../errors/kernel-error.ts'
import type { OperatorCall, Slot } from '../run/call.ts'
import type { NativeComponent } from '../run/component.ts'
import { mayBeHeavy } from '../run/held-values.ts'
import { Signal } from '../run/signal.ts'
import type { SlotResult } from '../run/slot-result.ts'
import { slotNotFound } from '../run/step-call.ts'
import { type Dict, describeKind, isAbsent, isDict } from '../values.ts'
import { runConcurrently } from './concurrent.ts'

/**
 * Runs `body` once per element of a list or stream, in order; `else` once when there is none.
 *
 * Every turn starts from the surrounding state. `results` holds what `collectPath` finds after each turn (turns that
 * leave nothing there are skipped), without `collectPath` the elements themselves. Streams are pulled one item at a
 * time. `parallelism` above 1 runs turns of a list at once, results still in order unless `ordered` is false.
 *
 * @throws {KernelError} `flow_foreach_invalid_list` for anything that is neither a list nor a stream.
 * Spec: engine.md 3.2.
 */
export const flowForeach: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/foreach@1',
  summary: 'Run a slot once per element, in order',
  input: {
    type: 'object',
    properties: {
      list: { type: 'array', description: 'The elements; null and absent count as empty' },
      stream: { description: 'A stream handle, read chunk by chunk when list is absent' },
      parallelism: { type: 'integer', minimum: 1, default: 1, description: 'Turns at once' },
      ordered: { type: 'boolean', default: true, description: 'Keep results in input order when turns overlap' },
    },
  },
  checksInput: ['list'],
  output: { type: 'object', properties: { results: { type: 'array' } } },
  slots: {
    body: { summary: 'Runs for each element', required: true, isDefault: true, provides: ['item', 'index'] },
    else: { summary: 'Runs once when there is no element', provides: ['item', 'index'] },
  },
  run(input, call) {
    const source = sourceOf(input, call)
    if (source === null) return runElse(call)
    if (isAsyncIterable(source)) return overStream(source, call)
    if (source.length === 0) return runElse(call)
    const body = bodyOf(call)
    const parallelism = input['parallelism']
    if (typeof parallelism === 'number' && parallelism > 1) {
      return overConcurrently(source, parallelism, input['ordered'] !== false, call)
    }
    return overList({ items: source, body, call, results: [] }, 0)
  },
}

function sourceOf(input: Dict, call: OperatorCall): readonly unknown[] | AsyncIterable<unknown> | null {
  const source = isAbsent(input['list']) ? input['stream'] : input['list']
  if (isAbsent(source)) return null
  if (Array.isArray(source)) return source
  if (isAsyncIterable(source)) return source
  if (call.streams.isHandle(source)) return call.streams.chunks(source, { signal: call.signal })
  throw new KernelError('flow_foreach_invalid_list', 'flow/foreach: expected array for `list`', {
    data: { found: describeKind(source) },
  })
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return isDict(value) && typeof (value as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator] === 'function'
}

function bodyOf(call: OperatorCall): Slot {
  const body = call.slot('body')
  if (body === undefined) throw slotNotFound('body')
  return body
}

interface Loop {
  readonly items: readonly unknown[]
  readonly body: Slot
  readonly call: OperatorCall
  readonly results: unknown[]
}

/** Turns until one waits; the rest follows in `resume`. */
function overList(loop: Loop, from: number): unknown {
  const { items, body, call } = loop
  for (let index = from; index < items.length; index++) {
    call.ensureNotCancelled()
    const vars = { item: items[index], index }
    const turn = body.run(vars, undefined, index)
    if (turn instanceof Promise) return resume(loop, index, vars, turn)
    if (!collect(loop, turn, vars)) break
  }
  return { results: loop.results }
}

async function resume(loop: Loop, at: number, vars: Dict, pending: Promise<SlotResult | Signal>): Promise<unknown> {
  let goesOn = collect(loop, await pending, vars)
  for (let index = at + 1; goesOn && index < loop.items.length; index++) {
    loop.call.ensureNotCancelled()
    const next = { item: loop.items[index], index }
    const turn = loop.body.run(next, undefined, index)
    goesOn = collect(loop, turn instanceof Promise ? await turn : turn, next)
  }
  return { results: loop.results }
}

/** Takes in one turn; false when it ends the loop. */
function collect(loop: Pick<Loop, 'call' | 'results'>, turn: SlotResult | Signal, vars: Dict): boolean {
  if (turn instanceof Signal) return turn === Signal.continue
  const { collect: collector } = loop.call
  const value = collector === undefined ? vars['item'] : collector(turn, vars)
  if (value === undefined) return true
  loop.results.push(value)
  if (mayBeHeavy(value)) loop.call.hold(value)
  return true
}

async function overStream(source: AsyncIterable<unknown>, call: OperatorCall): Promise<unknown> {
  const loop = { call, results: [] as unknown[] }
  let index = 0
  let body: Slot | undefined
  for await (const item of source) {
    call.ensureNotCancelled()
    body ??= bodyOf(call)
    const vars = { item, index }
    const turn = body.run(vars, undefined, index++)
    if (!collect(loop, turn instanceof Promise ? await turn : turn, vars)) break
  }
  return index === 0 ? runElse(call) : { results: loop.results }
}

/** `else` runs with `index: -1`; its signals belong to the next loop outside (engine.md 3.2, item 5). */
function runElse(call: OperatorCall): unknown {
  const slot = call.slot('else')
  if (slot === undefined) return { results: [] }
  const vars = { index: -1 }
  const ended = slot.run(vars)
  return ended instanceof Promise ? ended.then((final) => endElse(call, final, vars)) : endElse(call, ended, vars)
}

function endElse(call: OperatorCall, final: SlotResult | Signal, vars: Dict): unknown {
  if (final instanceof Signal) return final
  const value = call.collect?.(final, vars)
  return { results: value === undefined ? [] : [value] }
}

async function overConcurrently(
  items: readonly unknown[],
  parallelism: number,
  ordered: boolean,
  call: OperatorCall,
): Promise<unknown> {
  const arrived: unknown[] = []
  const turns = await runConcurrently(items, parallelism, call, async (index, forked) => {
    const vars = { item: items[index], index }
    const turn = await bodyOf(forked).run(vars, undefined, index)
    if (turn instanceof Signal) return turn === Signal.break ? turn : undefined
    const value = call.collect === undefined ? vars.item : call.collect(turn, vars)
    call.hold(value)
    if (!ordered && value !== undefined) arrived.push(value)
    return value
  })
  // What a break cut off, and what came after it in the list, is not part of the result.
  const end = turns.indexOf(Signal.break)
  const taken = end < 0 ? turns : turns.slice(0, end)
  return { results: ordered ? taken.filter((value) => value !== undefined) : arrived }
}
