import { KernelError } from './kernel-error.ts'

/** Why a file operation failed. */
export type FileErrorCode = 'ENOENT' | 'EACCES' | 'EEXIST' | 'EISDIR' | 'ENOTDIR' | 'ENOSPC' | 'EBUSY' | 'EIO'

const reasons: Readonly<Record<FileErrorCode, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'access refused by the system',
  EEXIST: 'exists already',
  EISDIR: 'is a folder, a file was expected',
  ENOTDIR: 'not a folder, or below something that is not',
  ENOSPC: 'storage is full',
  EBUSY: 'in use',
  EIO: 'storage failed',
}

/** True for the codes of the files port. */
export function isFileErrorCode(code: unknown): code is FileErrorCode {
  return typeof code === 'string' && Object.hasOwn(reasons, code)
}

/**
 * The error every files driver throws: `ENOENT: no such file or folder: "/a/b"`, with `data.path`.
 *
 * The code stands in the message too, because composes match on either (contracts.md 1.8).
 */
export function fileError(code: FileErrorCode, path: string, cause?: unknown): KernelError {
  return new KernelError(code, `${code}: ${reasons[code]}: "${path}"`, { data: { path }, cause })
}
