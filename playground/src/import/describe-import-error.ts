import { ExecutionCancelledError, KernelError } from '../../../core/errors/kernel-error.ts'
import { isDict, own } from '../../../core/values.ts'

export interface ImportAttempt {
  readonly url: string
  /** What the requests went through; empty when they went directly. */
  readonly corsProxy: string
}

/** Why an import failed, for people: services answer alike for what is private and what is not there. */
export function describeImportError(error: unknown, { url, corsProxy }: ImportAttempt): string {
  if (error instanceof ExecutionCancelledError) return 'The import was cancelled'
  if (!(error instanceof KernelError)) return error instanceof Error ? error.message : String(error)
  const status = isDict(error.data) ? own(error.data, 'status') : undefined
  if (error.code === 'git_auth_failed' || status === 404)
    return `There is no repository at ${url} that everybody may read: check the address`
  if (typeof status === 'number' && corsProxy !== '')
    return `The proxy ${corsProxy}, or the server behind it, refused with status ${status}`
  if (error.code === 'git_remote_failed' && corsProxy === '' && error.hint !== undefined)
    return `${error.message}. ${error.hint}`
  return error.code === 'ENOSPC' ? 'There is no room for it in this browser' : error.message
}
