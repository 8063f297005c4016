import { ExecutionCancelledError, KernelError } from '../../errors/kernel-error.ts'
import { normaliseError } from '../../errors/normalise-error.ts'
import type { ServerResponse } from '../../host/listen.ts'
import { RequestRefused } from './request-refused.ts'
import { errorResponse } from './to-response.ts'

/** What a failure is to whoever runs the host: refusals and clients that have gone away are everyday business. */
export function failureToReport(thrown: unknown): KernelError | undefined {
  if (thrown instanceof RequestRefused) return undefined
  const error = normaliseError(thrown)
  if (!(error instanceof ExecutionCancelledError)) return error
  return error.reason instanceof KernelError ? error.reason : undefined
}

/** What a client is told of a failure: its message, and nothing of where it happened. */
export function failureResponse(thrown: unknown): ServerResponse {
  if (thrown instanceof RequestRefused) return errorResponse(thrown.status, thrown.message, thrown.headers)
  const error = normaliseError(thrown)
  if (!(error instanceof ExecutionCancelledError)) return errorResponse(500, error.message)
  const { reason } = error
  if (reason instanceof HandlerTimeout) return errorResponse(504, reason.message)
  return errorResponse(503, reason instanceof KernelError ? reason.message : 'The request was cancelled')
}

/** Why the run of a request is cancelled whose handler takes too long. */
export class HandlerTimeout extends KernelError {
  constructor(timeoutMs: number) {
    super('timed_out', `No answer within ${timeoutMs} ms`, { data: { timeoutMs } })
  }
}
