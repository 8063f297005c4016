import { type Dict, hasOwn, isDict, setOwn } from '../values.ts'
import type { HeldValues } from './held-values.ts'
import { type Path, readPathIn } from './path.ts'
import type { SelectorPlan, SpreadPlan, StepPlan } from './plan.ts'
import { spreadInto } from './readers.ts'
import { Scope } from './scope.ts'

/** Finds one value of `out` in a result. A result is a JSON value or the scope a component ended with. */
type Selector = (result: unknown) => unknown

function linkSelector(plan: SelectorPlan): Selector {
  switch (plan.op) {
    case 'result':
      return wholeOf
    case 'const':
      return () => plan.value
    case 'field':
      return linkField(plan.name, plan.path)
    case 'list': {
      const items = plan.items.map(linkSelector)
      return (result) => items.map((item) => item(result) ?? null)
    }
    case 'template': {
      const entries = plan.entries.map(([key, value]) => [key, linkSelector(value)] as const)
      return (result) => {
        const object: Dict = {}
        for (const [key, select] of entries) setOwn(object, key, select(result))
        return object
      }
    }
  }
}

function linkField(name: string, path: Path | undefined): Selector {
  return (result) => {
    const value = fieldOf(result, name)
    return value === undefined && path !== undefined ? readPathIn(wholeOf(result), path) : value
  }
}

function wholeOf(result: unknown): unknown {
  return result instanceof Scope ? result.toObject() : result
}

function fieldOf(result: unknown, name: string): unknown {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return undefined
  if (result instanceof Scope) return result.get(name)
  return hasOwn(result, name) ? (result as Dict)[name] : undefined
}

/** Told of each key that a step writes, with the value before and after. */
export type WriteObserver = (key: string, value: unknown, previous: unknown) => void

/** Applies `out`: copies from a result into the scope of the step. */
export type Writer = (scope: Scope, result: unknown, held: HeldValues, observe?: WriteObserver) => void

/**
 * Prepares the `out` of a step. Spreads first, aliases over them; an alias that finds nothing still writes absence,
 * an optional one leaves the key alone.
 *
 * Everything is read before anything is written: the result may be a view over the very scope that is written.
 *
 * Spec: engine.md 1.8.
 */
export function linkOutput(step: StepPlan): Writer {
  const spreads = step.outSpreads.map((spread) => ({ select: linkSelector(spread.source), spread }))
  const aliases = step.out.map((entry) => ({
    key: entry.key,
    select: linkSelector(entry.plan),
    optional: entry.optional,
  }))
  if (spreads.length === 0 && aliases.length === 0) return writeNothing
  if (spreads.length === 0 && aliases.length === 1) {
    const { key, select, optional } = aliases[0]!
    return (scope, result, held, observe) => {
      const value = select(result)
      if (!optional || (value !== undefined && value !== null)) write(scope, key, value, held, observe)
    }
  }
  return (scope, result, held, observe) => {
    const keys: string[] = []
    const values: unknown[] = []
    for (const { select, spread } of spreads) collectSpread(select(result), spread, keys, values)
    for (const { key, select, optional } of aliases) {
      const value = select(result)
      if (optional && (value === undefined || value === null)) continue
      keys.push(key)
      values.push(value)
    }
    for (let at = 0; at < keys.length; at++) write(scope, keys[at]!, values[at], held, observe)
  }
}

function writeNothing(): void {}

function collectSpread(payload: unknown, spread: SpreadPlan<SelectorPlan>, keys: string[], values: unknown[]): void {
  if (!isDict(payload)) return
  spreadInto({}, payload, spread, (_target, key, value) => {
    if (key === '__proto__') return
    keys.push(key)
    values.push(value)
  })
}

function write(scope: Scope, key: string, value: unknown, held: HeldValues, observe: WriteObserver | undefined): void {
  if ((typeof value === 'string' || Array.isArray(value)) && value.length > held.heavyLength) {
    held.write(scope, key, value)
  }
  if (observe !== undefined) observe(key, value, scope.get(key))
  scope.set(key, value)
}
