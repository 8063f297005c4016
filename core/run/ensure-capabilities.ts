import type { Host } from '../host/index.ts'
import type { RegistryScope } from '../resolve/registry.ts'
import type { StepPlan } from './plan.ts'
import { missingCapability } from './run-state.ts'

/**
 * Refuses a plan before it runs when a component that it names needs a port the host lacks. Ids that only a loader or an
 * inner registry level knows are checked when they are called.
 *
 * @throws {KernelError} `host_capability_missing`.
 */
export function ensureCapabilities(steps: readonly StepPlan[], registry: RegistryScope, host: Host): void {
  for (const step of steps) {
    for (const capability of needsOf(step.call, registry)) {
      if (host[capability] === undefined) throw missingCapability(capability, step.call, host)
    }
    for (const name of Object.keys(step.slots)) ensureCapabilities(step.slots[name]!, registry, host)
  }
}

function needsOf(id: string, registry: RegistryScope) {
  try {
    return registry.resolve(id)?.needs ?? []
  } catch {
    // A binding to nothing is an error of the step that calls it, if it is ever reached.
    return []
  }
}
