import { KernelError } from '../errors/kernel-error.ts'
import type { Capability, Host } from './index.ts'

/**
 * A port that a component needs only for some inputs.
 *
 * @throws {KernelError} `host_capability_missing` naming the component and the host.
 */
export function requirePort<C extends Capability>(host: Host, capability: C, component: string): NonNullable<Host[C]> {
  const port = host[capability]
  if (port !== undefined) return port
  throw new KernelError(
    'host_capability_missing',
    `"${component}" needs ${capability}, which the host "${host.name}" does not have`,
    { data: { capability, component, host: host.name } },
  )
}
