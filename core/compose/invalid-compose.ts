import { KernelError } from '../errors/kernel-error.ts'
import type { Problem } from './problem.ts'

/**
 * The error for a document that has problems.
 *
 * `data.problems` holds all of them; the place of the first error is the error's `source`, its hint the error's hint.
 *
 * @param problems What `parseCompose` gave, at least one of them an error.
 * Spec: engine.md Appendix C, `invalid_compose`.
 */
export function invalidCompose(problems: readonly Problem[], file: string): KernelError {
  const first = problems.find((problem) => problem.severity === 'error')
  return new KernelError('invalid_compose', `Invalid compose file: ${file}`, {
    data: { problems },
    source: first?.source,
    hint: first?.hint,
  })
}

/** The same for a compose that has no text: the message names the first error itself, since no code frame can. */
export function invalidComposeValue(problems: readonly Problem[]): KernelError {
  const first = problems.find((problem) => problem.severity === 'error')
  const why = first === undefined ? 'unknown reason' : first.message
  return new KernelError('invalid_compose', `Invalid compose step at ${first?.pointer ?? '/compose'}: ${why}`, {
    data: { problems },
    hint: first?.hint,
  })
}
