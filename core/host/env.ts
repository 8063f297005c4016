/** Process environment and facts of the machine. What a run may read is decided by its permissions. */
export interface EnvPort {
  /** The value of a variable, or `undefined`. Read anew at each call. */
  get(name: string): string | undefined
  /**
   * Throws `permission_denied` when the run may not read a variable; absent where everything may be read. `get` gives
   * `undefined` for such names, so that looking alone never fails.
   */
  ensureGranted?(name: string): void
  /** All names, for hosts that can list them. */
  names(): string[]
  /** Paths use `/`. */
  readonly info: {
    readonly tmpDir: string
    readonly homeDir: string | null
    /** Node's vocabulary: `linux`, `darwin`, `win32`; `browser` and `workerd` elsewhere. */
    readonly platform: string
    readonly pid?: number
  }
}
