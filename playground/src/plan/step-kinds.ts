import type { ComponentInfo } from '../../../core/run/component.ts'

/** What the time of a step is spent on: computing in the kernel, in a script, or waiting for the host. */
export type StepKind = 'computing' | 'script' | 'waiting'

/** Called steps that wait for a clock, which is no port they need. */
const WAITS = new Set(['lcod://impl/delay@1'])

/**
 * Tells steps apart by what they call. What needs a port of the host waits for it most of its time; the trace has
 * nothing of that, so the descriptions of the components decide. Unknown ones, such as a workspace's own, compute: what
 * they call tells its own time.
 */
export function stepKinds(components: readonly ComponentInfo[]): (call: string) => StepKind {
  const kinds = new Map<string, StepKind>()
  for (const { id, aliases = [], needs = [] } of components) {
    const kind = needs.includes('scripts') ? 'script' : needs.length > 0 || WAITS.has(id) ? 'waiting' : 'computing'
    for (const name of [id, ...aliases]) kinds.set(name, kind)
  }
  return (call) => kinds.get(call) ?? 'computing'
}
