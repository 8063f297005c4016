import { isDict, own } from '../values.ts'
import type { Composition, Step } from './composition.ts'
import { invalidComposeValue } from './invalid-compose.ts'
import type { Problem } from './problem.ts'
import { readSteps } from './read-steps.ts'

export interface ComposeFromValueOptions {
  /** Name for messages. */
  readonly file?: string
  /** Where the list stands, for the pointers in messages. Default `/compose`. */
  readonly pointer?: string
}

/**
 * Inline composes are run again and again (in loops, per request); values never change, so one reading is enough.
 * Keyed by the list itself, which keeps plans that are cached by their steps alive for the same time.
 */
const readBefore = new WeakMap<object, readonly Step[]>()

/**
 * Checks and normalises a compose that is a value already: in a registry scope, a test, an HTTP handler.
 *
 * Takes a list of steps, or an object with one under `compose`. The same list gives the same `steps` each time.
 *
 * @throws {KernelError} `invalid_compose` with the message `Invalid compose step at <pointer>: <why>` and all problems
 *   in `data.problems`.
 * Spec: engine.md 1.9, "Where normalisation happens".
 */
export function composeFromValue(value: unknown, options: ComposeFromValueOptions = {}): Composition {
  const list = isDict(value) ? own(value, 'compose') : value
  const steps = readOnce(list, options.pointer ?? '/compose')
  return { steps, ...(options.file === undefined ? {} : { file: options.file }) }
}

function readOnce(list: unknown, pointer: string): readonly Step[] {
  const known = typeof list === 'object' && list !== null ? readBefore.get(list) : undefined
  if (known !== undefined) return known
  const problems: Problem[] = []
  const steps = readSteps(list, {
    pointer,
    report: ({ part: _, severity = 'error', ...finding }) => problems.push({ ...finding, severity }),
  })
  if (steps === undefined) throw invalidComposeValue(problems)
  readBefore.set(list as object, steps)
  return steps
}
