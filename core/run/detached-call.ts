import { type Dict, isDict } from '../values.ts'
import { type Context, Frame, NO_ITERATION, NO_VARS } from './frame.ts'
import { invoke } from './invoke.ts'
import { type LinkedStep, linkStep } from './link.ts'
import { resolveComponent } from './resolve-step.ts'
import { Scope } from './scope.ts'
import { StepCall } from './step-call.ts'

/**
 * Calls a component outside any step: from a script, another native or the logger. It has no slots; what it defers runs
 * when `owner`, or else this call, is over.
 *
 * @returns its result as plain JSON, or a Signal from `flow/break` and `flow/continue`; a promise when it waits.
 */
export function callDetached(ctx: Context, id: string, input: unknown, owner?: StepCall): unknown {
  const resolved = resolveComponent(ctx, id)
  return resolved instanceof Promise
    ? resolved.then((component) => start(ctx, id, component, input, owner))
    : start(ctx, id, resolved, input, owner)
}

type Resolved = Exclude<ReturnType<typeof resolveComponent>, Promise<unknown>>

function start(ctx: Context, id: string, component: Resolved, input: unknown, owner: StepCall | undefined): unknown {
  const caller = owner?.frame
  const frame = new Frame(
    ctx,
    Scope.empty,
    caller?.vars ?? NO_VARS,
    (caller?.depth ?? 0) + 1,
    caller?.iteration ?? NO_ITERATION,
  )
  // What it tells, the step that calls tells.
  frame.unrecorded = caller?.unrecorded ?? null
  const call = new StepCall(detachedStep(id, owner?.step.plan.path ?? ''), frame, ctx, owner ?? null)
  const result = invoke(component, asInput(input), call)
  if (result instanceof Promise) {
    return result.then(
      async (value) => {
        if (owner === undefined) await call.cleanUp()
        return plain(value)
      },
      async (error) => {
        if (owner === undefined) await call.cleanUp()
        throw error
      },
    )
  }
  if (owner === undefined && call.hasCleanups) return call.cleanUp().then(() => plain(result))
  return plain(result)
}

function plain(result: unknown): unknown {
  return result instanceof Scope ? result.toObject() : result
}

/** A component takes an object: nothing becomes `{}`, anything else `{ value }` (engine.md 2.9). */
function asInput(input: unknown): Dict {
  if (input === undefined || input === null) return {}
  return isDict(input) ? input : { value: input }
}

/** Of detached calls alone: they are known by it. */
const NO_SLOTS = Object.freeze({})

/** Whether a call was made from outside any step, or stands in a compose that was called so. */
export function isDetached(call: { readonly step: LinkedStep; readonly frame: Frame }): boolean {
  for (let at: typeof call | null = call; at !== null; at = at.frame.ctx.activation.caller) {
    if (at.step.plan.slots === NO_SLOTS) return true
  }
  return false
}

function detachedStep(id: string, path: string): LinkedStep {
  return linkStep({ call: id, path, inSpreads: [], in: [], outSpreads: [], out: [], slots: NO_SLOTS })
}
