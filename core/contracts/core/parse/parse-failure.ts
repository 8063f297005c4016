import { KernelError } from '../../../errors/kernel-error.ts'

/** Where a text is wrong, as far as the parser can tell. */
export interface ParsePlace {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column?: number
}

/** The error of a parser: `JSON parse error: <why> (line 2, column 5)`, with format and place in `data`. */
export function parseFailure(
  format: 'JSON' | 'TOML' | 'CSV',
  reason: string,
  { place, cause }: { readonly place?: ParsePlace | undefined; readonly cause?: unknown } = {},
): KernelError {
  return new KernelError('parse_failed', `${format} parse error: ${reason}${describe(place)}`, {
    data: { format: format.toLowerCase(), ...place },
    cause,
  })
}

function describe(place: ParsePlace | undefined): string {
  if (place === undefined) return ''
  return place.column === undefined ? ` (line ${place.line})` : ` (line ${place.line}, column ${place.column})`
}
