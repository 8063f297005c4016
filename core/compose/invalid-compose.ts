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
  const first = firstError(problems)
  return new KernelError('invalid_compose', `Invalid compose file: ${file}`, {
    data: { file, problems },
    source: first?.source,
    hint: first?.hint,
  })
}

/** The same for a compose that has no text: the message names the first error itself, since no code frame can. */
export function invalidComposeValue(problems: readonly Problem[], file?: string): KernelError {
  const first = firstError(problems)
  const where = first?.pointer ?? '/compose'
  return new KernelError('invalid_compose', `Invalid compose step at ${where}: ${first?.message ?? 'Unknown reason'}`, {
    data: file === undefined ? { problems } : { file, problems },
    hint: first?.hint,
  })
}

function firstError(problems: readonly Problem[]): Problem | undefined {
  return problems.find((problem) => problem.severity === 'error')
}
