import type { Path } from '../../../../core/run/path.ts'
import {
  planValue,
  type SelectorPlan,
  type SpreadPlan,
  type StepPlan,
  type ValuePlan,
} from '../../../../core/run/plan.ts'
import { type Dict, isDict, setOwn } from '../../../../core/values.ts'

/** A step as modules see it: canonical, as data. */
export interface StepData {
  readonly call: string
  readonly in: Dict
  readonly out: Dict
  readonly slots: Readonly<Record<string, readonly StepData[]>>
  readonly collectPath?: string
}

/** A compiled step as data that can be run again. Ids are complete. */
export function stepData(plan: StepPlan): StepData {
  const slots = Object.entries(plan.slots).map(([name, steps]) => [name, steps.map(stepData)] as const)
  return {
    call: plan.call,
    in: bindingsOf(plan.inSpreads, plan.in, valueData),
    out: bindingsOf(plan.outSpreads, plan.out, selectorData),
    slots: Object.fromEntries(slots),
    ...(plan.collectText === undefined ? {} : { collectPath: plan.collectText }),
  }
}

interface Entry<Plan> {
  readonly key: string
  readonly plan: Plan
  readonly optional: boolean
}

function bindingsOf<Plan>(
  spreads: readonly SpreadPlan<Plan>[],
  entries: readonly Entry<Plan>[],
  dataOf: (plan: Plan, key: string) => unknown,
): Dict {
  const bindings: Dict = {}
  if (spreads.length > 0) {
    bindings['__lcod_spreads__'] = spreads.map((spread) => ({ ...spread, source: dataOf(spread.source, '') }))
  }
  for (const { key, plan, optional } of entries) {
    const data = dataOf(plan, key)
    setOwn(bindings, key, optional ? { __lcod_optional__: true, value: data } : data)
  }
  return bindings
}

function valueData(plan: ValuePlan, key: string): unknown {
  switch (plan.op) {
    case 'const':
      return key === 'bindings' || isPlain(plan.value) ? plan.value : { __lcod_literal__: plan.value }
    case 'state':
      return `$.${pathText(plan.path)}`
    case 'slot':
      return `$slot.${pathText(plan.path)}`
    case 'root':
      return `$${plan.root}.${pathText(plan.path)}`
    case 'whole':
      return '__lcod_state__'
    case 'array':
      return plan.items.map((item) => valueData(item, ''))
    case 'object':
      return objectOf(plan.entries, valueData)
  }
}

/** Whether a value means itself when it is written as it is. */
function isPlain(value: unknown): boolean {
  const again = planValue(value)
  return again.op === 'const' && again.value === value
}

function selectorData(plan: SelectorPlan): unknown {
  switch (plan.op) {
    case 'result':
      return '$'
    case 'field':
      return plan.name
    case 'const':
      return plan.value
    case 'template':
      return objectOf(plan.entries, selectorData)
    case 'list':
      return plan.items.map(selectorData)
  }
}

function objectOf<Plan>(entries: ReadonlyArray<readonly [string, Plan]>, dataOf: (plan: Plan, key: string) => unknown) {
  const object: Dict = {}
  for (const [key, plan] of entries) setOwn(object, key, dataOf(plan, key))
  return object
}

function pathText({ keys }: Path): string {
  return keys.join('.')
}

/** A list of steps, by what only steps have. */
export function isStepList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((step) => isDict(step) && typeof step['call'] === 'string')
}
