import { ExecutionCancelledError, type KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { OperatorCall } from '../run/call.ts'
import type { NativeComponent } from '../run/component.ts'
import { Scope } from '../run/scope.ts'
import { Signal } from '../run/signal.ts'
import type { SlotResult } from '../run/slot-result.ts'
import { slotNotFound } from '../run/step-call.ts'

/** What a cancelled run grants its `finally` slots, in milliseconds. */
const SHIELD_MS = 5_000

type Ending = { readonly result: SlotResult | Signal } | { readonly error: KernelError }

/**
 * Runs `body`; on an error `catch`, from the state before `body`, with `$slot.error` as `{ code, message, data }`;
 * `finally` always.
 *
 * The result is the state of whichever of `body` and `catch` ended well, plus the keys that `finally` wrote itself and
 * the other did not. Loop signals and cancellation pass, after `finally`; cancellation runs it out of its own reach.
 *
 * Spec: engine.md 3.5.
 */
export const flowTry: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/try@1',
  summary: 'Handle errors of a slot, and clean up after it',
  input: { type: 'object', properties: {} },
  output: { type: 'object', description: 'Final state of body or catch, with what finally added' },
  slots: {
    body: { summary: 'What may fail', required: true, isDefault: true, provides: ['phase'] },
    catch: { summary: 'Runs on an error, from the state before body', provides: ['phase', 'error'] },
    finally: { summary: 'Runs in any case', provides: ['phase', 'error'] },
  },
  run(_input, call) {
    const body = call.slot('body')
    if (body === undefined) throw slotNotFound('body')
    const ending = attempt(() => body.run({ phase: 'try' }))
    return ending instanceof Promise ? ending.then((settled) => afterBody(settled, call)) : afterBody(ending, call)
  },
}

function afterBody(ending: Ending, call: OperatorCall): unknown {
  const handler = call.slot('catch')
  if (!('error' in ending) || isCancellation(ending.error) || handler === undefined || !handler.hasSteps) {
    return afterCatch(ending, call)
  }
  const caught = attempt(() => handler.run({ phase: 'catch', error: ending.error.toJSON() }))
  return caught instanceof Promise ? caught.then((settled) => afterCatch(settled, call)) : afterCatch(caught, call)
}

function afterCatch(ending: Ending, call: OperatorCall): unknown {
  if (call.slot('finally')?.hasSteps !== true) return conclude(ending, null)
  const pending = 'error' in ending ? ending.error : null
  const shield = pending !== null && isCancellation(pending) ? call.shielded(SHIELD_MS) : null
  const cleanup = (shield?.call ?? call).slot('finally')!
  const done = attempt(() => cleanup.run({ phase: 'finally', error: pending === null ? null : pending.toJSON() }))
  const finish = (settled: Ending): unknown => {
    shield?.release()
    return concludeFinally(ending, settled)
  }
  return done instanceof Promise ? done.then(finish) : finish(done)
}

/** An error or a signal of `finally` takes the place of everything before it. */
function concludeFinally(ending: Ending, done: Ending): unknown {
  if ('error' in done) {
    if ('error' in ending && done.error.cause === undefined) done.error.cause = ending.error
    throw done.error
  }
  return done.result instanceof Signal ? done.result : conclude(ending, done.result)
}

function conclude(ending: Ending, cleanup: SlotResult | null): unknown {
  if ('error' in ending) throw ending.error
  const { result } = ending
  if (result instanceof Signal || cleanup === null || cleanup.written().length === 0) return result
  const merged = result instanceof Scope ? Scope.over(result) : Scope.root(result.toObject())
  const kept = new Set(result.written())
  for (const key of cleanup.written()) if (!kept.has(key)) merged.set(key, cleanup.get(key))
  return merged
}

function attempt(run: () => SlotResult | Signal | Promise<SlotResult | Signal>): Ending | Promise<Ending> {
  try {
    const result = run()
    return result instanceof Promise ? result.then((settled) => ({ result: settled }), failed) : { result }
  } catch (thrown) {
    return failed(thrown)
  }
}

function failed(thrown: unknown): Ending {
  return { error: normaliseError(thrown) }
}

function isCancellation(error: KernelError): boolean {
  return error instanceof ExecutionCancelledError
}
