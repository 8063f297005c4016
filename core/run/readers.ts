import { cloneValue, type Dict, hasOwn, isDict, setOwn } from '../values.ts'
import type { Frame } from './frame.ts'
import { readPath, readPathIn } from './path.ts'
import type { CollectPlan, SpreadPlan, StepPlan, ValuePlan } from './plan.ts'
import type { SlotResult } from './slot-result.ts'

/** Makes one value of `in` from the frame a step runs in. */
export type Reader = (frame: Frame) => unknown

/** Prepares the readers of a value once, so that running it is a call and not an interpretation. */
function linkValue(plan: ValuePlan): Reader {
  switch (plan.op) {
    case 'const': {
      const { value } = plan
      return typeof value === 'object' && value !== null && !isStepDefinition(value)
        ? () => cloneValue(value)
        : () => value
    }
    case 'state': {
      const { path } = plan
      if (path.keys.length === 1 && path.bracketed === undefined) {
        const key = path.keys[0]!
        return (frame) => frame.scope.get(key)
      }
      return (frame) => readPath(frame.scope, path)
    }
    case 'slot': {
      const { path } = plan
      if (path.keys.length === 1 && path.bracketed === undefined) {
        const key = path.keys[0]!
        return (frame) => (hasOwn(frame.vars, key) ? frame.vars[key] : undefined)
      }
      return (frame) => readPathIn(frame.vars, path)
    }
    case 'root': {
      const { root, path } = plan
      return (frame) => readPath(frame.ctx.run.roots[root], path)
    }
    case 'whole':
      return (frame) => frame.scope.toObject()
    case 'array': {
      const items = plan.items.map(linkValue)
      return (frame) => items.map((item) => item(frame) ?? null)
    }
    case 'object': {
      const entries = plan.entries.map(([key, value]) => [key, linkValue(value)] as const)
      return (frame) => {
        const object: Dict = {}
        for (const [key, read] of entries) {
          const value = read(frame)
          if (value !== undefined) setOwn(object, key, value)
        }
        return object
      }
    }
  }
}

function isStepDefinition(value: object): boolean {
  return hasOwn(value, 'call') && typeof (value as Dict)['call'] === 'string'
}

/**
 * Prepares the whole input of a step: spreads first, explicit keys over them. A key whose expression finds nothing is
 * left out; an optional one also when it finds null.
 *
 * Spec: engine.md 1.7; contracts.md 0.2.
 */
export function linkInput(step: StepPlan): (frame: Frame) => Dict {
  const spreads = step.inSpreads.map(linkSpread)
  const entries = step.in.map((entry) => ({ key: entry.key, read: linkValue(entry.plan), optional: entry.optional }))
  if (spreads.length === 0 && entries.length === 1 && !entries[0]!.optional) {
    const { key, read } = entries[0]!
    return (frame) => {
      const value = read(frame)
      const input: Dict = {}
      // Assigned, not written as a computed key: V8 makes computed keys by a slow path.
      if (value !== undefined) input[key] = value
      return input
    }
  }
  return (frame) => {
    const input: Dict = {}
    for (const spread of spreads) spread(frame, input)
    for (const { key, read, optional } of entries) {
      const value = read(frame)
      if (optional && (value === undefined || value === null)) continue
      if (value !== undefined) input[key] = value
      else if (spreads.length > 0) delete input[key]
    }
    return input
  }
}

function linkSpread(spread: SpreadPlan<ValuePlan>): (frame: Frame, input: Dict) => void {
  const read = linkValue(spread.source)
  return (frame, input) => spreadInto(input, read(frame), spread, putPresent)
}

function putPresent(target: Dict, key: string, value: unknown): void {
  if (value === undefined) delete target[key]
  else setOwn(target, key, value)
}

/** Copies the keys a spread names, or all of them, when the payload is a plain object; else nothing. */
export function spreadInto(
  target: Dict,
  payload: unknown,
  spread: Pick<SpreadPlan<unknown>, 'pick' | 'optional'>,
  put: (target: Dict, key: string, value: unknown) => void,
): void {
  if (!isDict(payload)) return
  if (spread.pick === undefined) {
    for (const key of Object.keys(payload)) put(target, key, payload[key])
    return
  }
  for (const key of spread.pick) {
    if (hasOwn(payload, key)) put(target, key, payload[key])
    else if (!spread.optional) put(target, key, undefined)
  }
}

/** What a loop collects after each turn: `undefined` when the turn left nothing there. */
export type Collector = (result: SlotResult, vars: Dict) => unknown

export function linkCollect(plan: CollectPlan): Collector {
  switch (plan.op) {
    case 'whole':
      return (result) => result.toObject()
    case 'state': {
      const { path } = plan
      return (result) => readPath(result, path)
    }
    case 'slot': {
      const { path } = plan
      return (_result, vars) => readPathIn(vars, path)
    }
    case 'nothing':
      return () => undefined
  }
}
