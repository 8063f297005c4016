import { type Dict, describeKind, isDict } from '../../../../core/values.ts'
import type { ErrorScreen } from '../output.ts'

/** An input that is no object becomes the member `input` of one, with a warning. Spec: engine.md 10.1. */
export function toInputObject(value: unknown, screen: ErrorScreen): Dict {
  if (isDict(value)) return value
  screen.write(`warning: The input is ${describeKind(value)}, not an object; the compose finds it as "input"\n`)
  return { input: value }
}
