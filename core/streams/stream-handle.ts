import { KernelError } from '../errors/kernel-error.ts'
import { type Dict, isAbsent, isDict, own } from '../values.ts'

/** Where the bytes of a stream come from. */
export interface StreamStorage {
  readonly kind: 'memory' | 'file' | 'external'
  /** For `file`: absolute path. */
  readonly path?: string
  /** Bytes, when known. */
  readonly size?: number
}

/** What a compose holds of a stream: plain JSON. Only `id` counts when it is passed back. */
export interface StreamHandle {
  readonly id: string
  /** What a read gives unless it says `decode`: `utf-8`, `json`, `base64`, `hex` or `binary`. */
  readonly encoding: string
  readonly mediaType?: string
  readonly storage: StreamStorage
  readonly metadata: Dict
}

/** True for a value that has the shape of a handle: an object with a non-empty string `id`. It may be closed already. */
export function isStreamHandle(value: unknown): value is { readonly id: string } {
  if (!isDict(value)) return false
  const id = own(value, 'id')
  return typeof id === 'string' && id !== ''
}

/**
 * The id of a handle.
 *
 * @throws {KernelError} `stream_invalid_handle` when there is none.
 */
export function streamId(value: unknown): string {
  if (isStreamHandle(value)) return value.id
  throw new KernelError('stream_invalid_handle', isAbsent(value) ? 'stream handle required' : 'Invalid stream handle')
}
