/** `true` grants everything of the kind; a list grants what it names; absent or an empty list grants nothing. */
export type Grant = boolean | readonly string[]

/** What a run may reach (DESIGN.md 6). Deny by default. */
export interface Permissions {
  /** Absolute path roots that may be read. */
  readonly read?: Grant
  /** Absolute path roots that may be written. */
  readonly write?: Grant
  /** Hosts: `example.com`, `example.com:8080`, `*.example.com`. */
  readonly net?: Grant
  /** Names of environment variables; `LCOD_*` style prefixes end with `*`. */
  readonly env?: Grant
  readonly git?: Grant
  /** Addresses a server may listen on: `127.0.0.1:8080`. */
  readonly listen?: Grant
}

/** Everything: for code that is trusted as much as the process itself. */
export const ALL_PERMISSIONS: Permissions = { read: true, write: true, net: true, env: true, git: true, listen: true }
