import { type FileErrorCode, fileError, isFileErrorCode } from '../../../core/errors/file-error.ts'
import { KernelError } from '../../../core/errors/kernel-error.ts'

/** Names of exceptions that storage APIs throw, Firefox's own ones among them. */
const CODES: ReadonlyMap<string, FileErrorCode> = new Map<string, FileErrorCode>([
  ['NotFoundError', 'ENOENT'],
  ['TypeMismatchError', 'ENOTDIR'],
  ['NotAllowedError', 'EACCES'],
  ['SecurityError', 'EACCES'],
  ['InvalidModificationError', 'EEXIST'],
  ['NoModificationAllowedError', 'EBUSY'],
  ['NotReadableError', 'EBUSY'],
  ['InvalidStateError', 'EBUSY'],
  ['QuotaExceededError', 'ENOSPC'],
  ['NS_ERROR_FILE_NO_DEVICE_SPACE', 'ENOSPC'],
  ['NS_ERROR_DOM_FILE_QUOTA_EXCEEDED_ERR', 'ENOSPC'],
])

/** The `name` of whatever was thrown; `''` when it has none. */
export function errorName(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
}

/** The files port's error for whatever a storage API threw at `path`; errors of the kernel stay as they are. */
function toFileError(error: unknown, path: string): KernelError {
  if (error instanceof KernelError) return error
  const own = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (isFileErrorCode(own)) return fileError(own, path, error)
  return fileError(CODES.get(errorName(error)) ?? 'EIO', path, error)
}

/** Runs an operation on `path`, turning what it throws into the port's errors. */
export async function guardPath<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation()
  } catch (error) {
    throw toFileError(error, path)
  }
}
