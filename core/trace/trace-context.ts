import { bytesToHex } from '../bytes/hex.ts'
import type { RandomPort } from '../host/random.ts'

/** A W3C trace context as its two headers carry it. */
export interface TraceContext {
  /** `00-<trace id>-<span id>-<flags>`, lower-case hexadecimal. */
  readonly traceparent: string
  readonly tracestate?: string
}

/** A valid trace context, taken apart. */
export interface TraceParent {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** Span that called, 16 hexadecimal digits. */
  readonly spanId: string
  /** 2 hexadecimal digits. */
  readonly flags: string
  readonly tracestate?: string
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const MAX_STATE_LENGTH = 512

/**
 * Takes a trace context apart.
 *
 * @returns `undefined` without one and for one that is not valid: the rules are to go on as if there was none. A
 * `tracestate` that cannot stand in a header is dropped.
 * Spec: none, ours; W3C Trace Context.
 */
export function parseTraceContext(context: TraceContext | undefined): TraceParent | undefined {
  const match = TRACEPARENT.exec(context?.traceparent.trim() ?? '')
  if (context === undefined || match === null) return undefined
  const [, version, traceId = '', spanId = '', flags = '', rest] = match
  const isKnown = version !== 'ff' && !(version === '00' && rest !== undefined)
  if (!isKnown || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  const { tracestate } = context
  const isUsable =
    tracestate !== undefined && /^[\x20-\x7e]+$/.test(tracestate) && tracestate.length <= MAX_STATE_LENGTH
  return { traceId, spanId, flags, ...(isUsable ? { tracestate } : {}) }
}

/** The context for what one request leads to: the same trace, a span of its own. */
export function childContext(parent: TraceParent, random: RandomPort): TraceContext & { readonly spanId: string } {
  const spanId = bytesToHex(random.bytes(8))
  const { traceId, flags, tracestate } = parent
  return {
    traceparent: `00-${traceId}-${spanId}-${flags}`,
    spanId,
    ...(tracestate === undefined ? {} : { tracestate }),
  }
}
