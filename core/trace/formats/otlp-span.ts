/** A value as OTLP writes it in JSON: 64-bit integers are text. */
export type OtlpValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly boolValue: boolean }
  | { readonly arrayValue: { readonly values: readonly OtlpValue[] } }

export interface OtlpAttribute {
  readonly key: string
  readonly value: OtlpValue
}

export interface OtlpSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly OtlpAttribute[]
  readonly events: Array<{
    readonly name: string
    readonly timeUnixNano: string
    readonly attributes: readonly OtlpAttribute[]
  }>
  /** Empty for what did not fail. */
  readonly status: { readonly code?: number; readonly message?: string }
}

export const SPAN_KIND = { internal: 1, server: 2, client: 3 } as const
export const STATUS_ERROR = 2

/** Attributes of an object's members; those that are `undefined` or no scalar or list of scalars are left out. */
export function otlpAttributes(values: object): OtlpAttribute[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const converted = otlpValue(value)
    return converted === undefined ? [] : [{ key, value: converted }]
  })
}

function otlpValue(value: unknown): OtlpValue | undefined {
  switch (typeof value) {
    case 'string':
      return { stringValue: value }
    case 'boolean':
      return { boolValue: value }
    case 'number':
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
    default: {
      if (!Array.isArray(value)) return undefined
      return { arrayValue: { values: value.map(otlpValue).filter((item) => item !== undefined) } }
    }
  }
}
