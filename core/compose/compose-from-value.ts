import { ensureBounded } from '../ensure-bounded.ts'
import { isDict, own } from '../values.ts'
import type { Composition, Step } from './composition.ts'
import { invalidComposeValue } from './invalid-compose.ts'
import type { Problem } from './problem.ts'
import { toProblem } from './problem-list.ts'
import { readSteps } from './read-steps.ts'

/**
 * Inline composes are run again and again (in loops, per request); values never change, so one reading is enough.
 * Keyed by the list itself, which keeps plans that are cached by their steps alive for the same time.
 */
const readBefore = new WeakMap<object, readonly Step[]>()

/** Steps of inline composes stand under `compose`, as in a file. */
const POINTER = '/compose'

/**
 * Checks and normalises a compose that is a value already: in a registry scope, a test, an HTTP handler.
 *
 * Takes a list of steps, or an object with one under `compose`. The same list gives the same `steps` each time.
 *
 * @param file Name for messages.
 * @throws {KernelError} `invalid_compose` with the message `Invalid compose step at <pointer>: <why>` and all problems
 *   in `data.problems`; `value_too_deep`, `value_too_large` for what no document could say.
 * Spec: engine.md 1.9, "Where normalisation happens".
 */
export function composeFromValue(value: unknown, file?: string): Composition {
  const steps = readOnce(isDict(value) ? own(value, 'compose') : value, file)
  return file === undefined ? { steps } : { steps, file }
}

function readOnce(list: unknown, file: string | undefined): readonly Step[] {
  const known = Array.isArray(list) ? readBefore.get(list) : undefined
  if (known !== undefined) return known
  ensureBounded(list)
  const problems: Problem[] = []
  const steps = readSteps(list, { pointer: POINTER, report: (finding) => problems.push(toProblem(finding)) })
  if (steps === undefined) throw invalidComposeValue(problems, file)
  if (Array.isArray(list)) readBefore.set(list, steps)
  return steps
}
