/** The command line cannot be understood. Shown without a trace; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** What to do instead: one sentence, no final period. */
  readonly hint?: string

  constructor(message: string, hint?: string) {
    super(message)
    if (hint !== undefined) this.hint = hint
  }
}
