/** What the catalogue says of one code. */
export interface ErrorEntry {
  /** What happened, one sentence. */
  readonly meaning: string
  /** What the reader can do, one sentence. */
  readonly fix: string
}

/** Keeps the literal codes of one area, so that `ErrorCode` is a closed union. */
export function defineErrors<const T extends Record<string, ErrorEntry>>(errors: T): T {
  return errors
}
