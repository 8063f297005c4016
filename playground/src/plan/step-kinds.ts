import type { ComponentInfo } from '../../../core/run/component.ts'

/** What the time of a step is spent on that does not wait: computing in the kernel, or in a script. */
export type StepKind = 'computing' | 'script'

/** Tells steps that run a script from the others, by what the components that they call need. */
export function stepKinds(components: readonly ComponentInfo[]): (call: string) => StepKind {
  const scripts = new Set<string>()
  for (const { id, aliases = [], needs = [] } of components) {
    if (needs.includes('scripts')) for (const name of [id, ...aliases]) scripts.add(name)
  }
  return (call) => (scripts.has(call) ? 'script' : 'computing')
}
