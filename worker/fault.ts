import { ensureBounded } from '../core/ensure-bounded.ts'
import { type ErrorShape, ExecutionCancelledError, KernelError } from '../core/errors/kernel-error.ts'

/** Statuses that the Worker answers errors with. */
export type FaultStatus = 400 | 401 | 404 | 405 | 408 | 413 | 415 | 422 | 429 | 500

/** What a client gets for a request that failed. */
export interface FaultBody {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly hint?: string
    readonly data?: unknown
    /** Pointer of the step that failed, such as `/compose/0`. */
    readonly path?: string
  }
}

/** A request that is refused before anything runs. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: FaultStatus
  readonly code: string

  constructor(status: FaultStatus, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/**
 * Status and body for whatever was thrown: of the kernel's errors what composes see, of others nothing but that they
 * happened.
 */
export function toFault(thrown: unknown): { readonly status: FaultStatus; readonly body: FaultBody } {
  if (thrown instanceof Refusal) {
    return { status: thrown.status, body: { error: { code: thrown.code, message: thrown.message } } }
  }
  if (!(thrown instanceof KernelError)) {
    return { status: 500, body: { error: { code: 'internal_error', message: 'The Worker failed' } } }
  }
  const hint = hintOf(thrown)
  const path = thrown.frames[0]?.path
  const more = { ...(hint === undefined ? {} : { hint }), ...(path === undefined ? {} : { path }) }
  return { status: statusOf(thrown), body: { error: { ...shapeOf(thrown), ...more } } }
}

/** Without data that no JSON can be made of. */
function shapeOf(error: KernelError): ErrorShape {
  const { data, ...shape } = error.toJSON()
  try {
    ensureBounded(data)
  } catch {
    return shape
  }
  return data === undefined ? shape : { ...shape, data }
}

/** Settings that grant what a run was refused. */
const SETTINGS: Readonly<Record<string, string>> = { net: 'LCOD_NET', env: 'LCOD_ENV', git: 'LCOD_GIT' }

/** The hint of an error; the kernel's own names flags of a command line, which a Worker has not. */
function hintOf({ code, hint, data }: KernelError): string | undefined {
  if (code !== 'permission_denied' || !isObject(data)) return hint
  const setting = SETTINGS[String(data['kind'])]
  return setting === undefined ? 'Runs read and write /work and /tmp alone' : `The setting ${setting} grants it`
}

function statusOf(error: KernelError): FaultStatus {
  switch (error.code) {
    case 'invalid_compose':
      return 400
    case 'component_not_found':
    case 'contract_unbound':
      return 404
    case 'budget_exceeded':
      return isObject(error.data) && error.data['budget'] === 'wallMs' ? 408 : 422
    case 'timed_out':
      return 408
    default:
      return error instanceof ExecutionCancelledError && error.reason instanceof KernelError
        ? statusOf(error.reason)
        : 422
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
