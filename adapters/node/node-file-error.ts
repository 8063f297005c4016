import { type FileErrorCode, fileError, isFileErrorCode } from '../../core/errors/file-error.ts'
import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'

/** Codes of the system that mean one of the port's codes. */
const meanings: Readonly<Record<string, FileErrorCode>> = {
  EPERM: 'EACCES',
  EROFS: 'EACCES',
  ENOTEMPTY: 'EEXIST',
  EDQUOT: 'ENOSPC',
  EFBIG: 'ENOSPC',
  ETXTBSY: 'EBUSY',
  EMFILE: 'EBUSY',
  ENFILE: 'EBUSY',
  // Names that the system cannot hold name nothing.
  ENAMETOOLONG: 'ENOENT',
  ERR_INVALID_ARG_VALUE: 'ENOENT',
}

/** The code Node gave an error, or `undefined`. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** What the files port throws for an error of `node:fs`. */
export function toFileError(cause: unknown, path: string): KernelError {
  if (cause instanceof KernelError) return cause
  const code = systemCode(cause)
  if (code === 'ABORT_ERR') return new ExecutionCancelledError(cause)
  if (isFileErrorCode(code)) return fileError(code, path, cause)
  return fileError(meanings[code ?? ''] ?? 'EIO', path, cause)
}

/** Runs a file operation with its errors turned into the port's. */
export async function withFileErrors<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation()
  } catch (cause) {
    throw toFileError(cause, path)
  }
}

/** Like `withFileErrors`, but `null` when nothing is at the path. */
export async function unlessMissing<T>(path: string, operation: () => Promise<T>): Promise<T | null> {
  try {
    return await operation()
  } catch (cause) {
    const error = toFileError(cause, path)
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  }
}
