import { urlWithoutSecrets } from '../../core/errors/http-error.ts'
import { KernelError } from '../../core/errors/kernel-error.ts'

/** What isomorphic-git threw, as the port's error. Errors of the kernel, which its files and requests throw, pass. */
export function toGitError(thrown: unknown, url: string): KernelError {
  const cause = firstCause(thrown)
  if (cause instanceof KernelError) return cause
  const { code, message, data } = describe(cause)
  const remote = urlWithoutSecrets(url)
  if (code === 'UserCanceledError' || data.statusCode === 401) return authFailed(remote, cause)
  if (code === 'UnsafeFilepathError') {
    return new KernelError('git_unsafe_path', 'The repository holds an unsafe path', { cause })
  }
  const why = data.statusCode === undefined ? message : `it answered ${data.statusCode}`
  return new KernelError('git_remote_failed', `Cloning ${remote} failed: ${why}`, {
    cause,
    data: { url: remote, ...(data.statusCode === undefined ? {} : { status: data.statusCode }) },
  })
}

function authFailed(remote: string, cause: unknown): KernelError {
  return new KernelError('git_auth_failed', `${remote} wants other credentials`, {
    cause,
    data: { url: remote },
    hint: 'Give auth.secret the name of a granted environment variable that holds a token',
  })
}

/** Work done in parallel fails with a list. */
function firstCause(thrown: unknown): unknown {
  if (thrown instanceof Error && 'errors' in thrown && Array.isArray(thrown.errors)) return thrown.errors[0] ?? thrown
  return thrown
}

function describe(cause: unknown): { code?: string; message: string; data: { statusCode?: number } } {
  if (!(cause instanceof Error)) return { message: String(cause), data: {} }
  const { code, data } = cause as Error & { code?: string; data?: { statusCode?: number } }
  const status = data?.statusCode
  return {
    message: cause.message.replace(/\s+/g, ' ').trim().slice(0, 300),
    ...(code === undefined ? {} : { code }),
    data: typeof status === 'number' ? { statusCode: status } : {},
  }
}
