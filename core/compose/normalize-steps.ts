import { type Dict, describeKind, isAbsent, isDict, own, setOwn } from '../values.ts'
import { expandBindings } from './expand-bindings.ts'
import { defaultSlotOf } from './flow-call.ts'
import { joinPointer } from './pointer.ts'
import type { Report } from './report.ts'

export interface NormalizeStepsOptions {
  /** Where the list stands, for the pointers of problems. Default `/compose`. */
  readonly pointer?: string
  readonly report: Report
}

/** Slots inside slots; only a compose that contains itself is deeper. */
const MAX_DEPTH = 128

/**
 * Expands sugar in a list of steps and gives it back as data, for tools: unknown keys are kept, and the slots stand
 * under both `slots` and `children`. Idempotent; `steps` is not changed.
 *
 * Unlike `readSteps` it asks only what expansion needs: steps are objects, `in` and `out` are objects, sugar is well
 * formed. What fails that is reported and left out.
 *
 * Spec: engine.md 1.9, 1.10.
 */
export function normalizeSteps(
  steps: readonly unknown[],
  { pointer = '/compose', report }: NormalizeStepsOptions,
): Dict[] {
  return normalizeList(steps, pointer, { report, depth: MAX_DEPTH })
}

interface Place {
  readonly report: Report
  readonly depth: number
}

function normalizeList(steps: readonly unknown[], pointer: string, { report, depth }: Place): Dict[] {
  if (depth <= 0) {
    report({ code: 'too_deep', message: 'Slots are nested too deep', pointer })
    return []
  }
  return steps.flatMap((step, index) => {
    const at = joinPointer(pointer, index)
    if (isDict(step)) return [normalizeStep(step, at, { report, depth })]
    report({ code: 'invalid_step', message: `A step must be an object, found ${describeKind(step)}`, pointer: at })
    return []
  })
}

function normalizeStep(step: Dict, pointer: string, place: Place): Dict {
  const normalized: Dict = {}
  for (const key of Object.keys(step)) {
    const value = step[key]
    const bindings = (key === 'in' || key === 'out') && !isAbsent(value)
    setOwn(normalized, key, bindings ? normalizeBindings(value, key, joinPointer(pointer, key), place.report) : value)
  }
  const field = isContainer(own(step, 'slots')) ? 'slots' : 'children'
  const slots = normalizeSlots(own(step, field), step['call'], joinPointer(pointer, field), place)
  return slots === undefined ? normalized : { ...normalized, slots, children: slots }
}

function normalizeBindings(value: unknown, side: 'in' | 'out', pointer: string, report: Report): unknown {
  if (isDict(value)) return expandBindings(value, side, pointer, report)
  const message = `"${side}" of a step must be an object, found ${describeKind(value)}`
  report({ code: 'invalid_bindings', message, pointer })
  return value
}

function normalizeSlots(value: unknown, call: unknown, pointer: string, { report, depth }: Place): Dict | undefined {
  const inner = { report, depth: depth - 1 }
  if (Array.isArray(value)) return { [defaultSlotOf(call)]: normalizeList(value, pointer, inner) }
  if (!isDict(value)) return undefined
  const slots: Dict = {}
  for (const name of Object.keys(value)) {
    const slot = value[name]
    setOwn(slots, name, Array.isArray(slot) ? normalizeList(slot, joinPointer(pointer, name), inner) : slot)
  }
  return slots
}

function isContainer(value: unknown): boolean {
  return Array.isArray(value) || isDict(value)
}
