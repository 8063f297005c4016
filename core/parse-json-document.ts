import { KernelError } from './errors/kernel-error.ts'
import { nestsDeeperThan } from './script/json-depth.ts'
import { MAX_VALUE_DEPTH } from './value-limits.ts'

/**
 * The value of a JSON text that somebody else wrote: a file, an answer, a line of a list. It is never nested so deeply
 * that walking through it, or writing it again, could use up the stack of a host.
 *
 * @throws {KernelError} `value_too_deep`; a `SyntaxError` for text that is no JSON. Callers tell either in the words of
 * the document that they read.
 */
export function parseJsonDocument(text: string): unknown {
  if (nestsDeeperThan(text, MAX_VALUE_DEPTH)) {
    throw new KernelError('value_too_deep', `It is nested in more than ${MAX_VALUE_DEPTH} levels`)
  }
  return JSON.parse(text)
}
