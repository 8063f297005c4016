import type { ClockPort } from './clock.ts'
import type { EnvPort } from './env.ts'
import type { FilesPort } from './files.ts'
import type { GitPort } from './git.ts'
import type { HashPort } from './hash.ts'
import type { HttpPort } from './http.ts'
import type { ListenPort } from './listen.ts'
import type { LogPort } from './log.ts'
import type { RandomPort } from './random.ts'
import type { SchemasPort } from './schemas.ts'
import type { ScriptsPort } from './scripts.ts'
import type { StorePort } from './store.ts'

/**
 * What a kernel may ask of the place it runs in. An absent member means "this host cannot": a compose that needs it is
 * refused with `host_capability_missing`, naming the contract and the host.
 */
export interface Host {
  /** `node`, `browser`, `workerd`, `memory`: for messages and reports. */
  readonly name: string
  readonly clock: ClockPort
  readonly random: RandomPort
  readonly log: LogPort
  readonly env: EnvPort
  readonly files?: FilesPort
  readonly http?: HttpPort
  readonly git?: GitPort
  readonly listen?: ListenPort
  readonly hash?: HashPort
  readonly scripts?: ScriptsPort
  readonly schemas?: SchemasPort
  readonly store?: StorePort
}

/** The members of `Host` that a host may lack. */
export type Capability = 'files' | 'http' | 'git' | 'listen' | 'scripts' | 'schemas' | 'store'
