import type { Host } from '../host/index.ts'
import type { Permissions } from './permissions.ts'

/** Placeholder until the real guard lands: grants everything. */
export function guardHost(host: Host, _permissions: Permissions): Host {
  return host
}
