import {
  type ErrorFrame,
  ExecutionCancelledError,
  KernelError,
  type SourceRange,
} from '../../../core/errors/kernel-error.ts'

/** An error as it crosses between page and worker: class identity does not survive, so everything is data. */
export interface WireError {
  readonly code: string
  readonly message: string
  /** JSON; left out when it is not. */
  readonly data?: unknown
  readonly hint?: string
  readonly source?: SourceRange
  readonly frames: readonly ErrorFrame[]
  /** Why it was cancelled, as text; only for cancellations. */
  readonly cancelled?: string
}

/** The data of whatever was thrown. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof KernelError)) {
    return { code: 'unexpected_error', message: error instanceof Error ? error.message : String(error), frames: [] }
  }
  const { code, message, data, hint, source, frames } = error
  const json = toJson(data)
  return {
    code,
    message,
    frames: [...frames],
    ...(json === undefined ? {} : { data: json }),
    ...(hint === undefined ? {} : { hint }),
    ...(source === undefined ? {} : { source }),
    ...(error instanceof ExecutionCancelledError ? { cancelled: describeReason(error.reason) } : {}),
  }
}

/** The error that the data stands for. */
export function fromWireError(wire: WireError): KernelError {
  if (wire.cancelled !== undefined) return withFrames(new ExecutionCancelledError(wire.cancelled), wire)
  const { code, message, data, hint, source } = wire
  return withFrames(new KernelError(code, message, { data, hint, source }), wire)
}

function withFrames<T extends KernelError>(error: T, wire: WireError): T {
  error.frames.push(...wire.frames)
  return error
}

function toJson(value: unknown): unknown {
  if (value === undefined) return undefined
  try {
    const text: string | undefined = JSON.stringify(value)
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    // A cycle has no JSON: the code and the message have to do.
    return undefined
  }
}

function describeReason(reason: unknown): string {
  if (reason === undefined) return ''
  return reason instanceof Error ? reason.message : String(reason)
}
