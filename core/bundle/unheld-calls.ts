import type { Step } from '../compose/composition.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { Component, ComposeComponent, RegistryScope } from '../resolve/registry.ts'
import { completeId, type PackageContext } from '../resolve/relative-id.ts'
import type { Bundle } from './open-bundle.ts'

/** A call that nothing answers. */
export interface UnheldCall {
  /** What is called, completed. */
  readonly id: string
  /** Who calls it first: the bundle, or a component of it. */
  readonly by: string
}

/**
 * The ids that composes of a bundle call and that neither it nor the kernel has. A compose may still bring them itself, in
 * a registry scope, or somebody bind them: they are worth a warning.
 *
 * @param kernel What the kernel knows.
 * @returns each id once, sorted.
 * @throws {KernelError} `invalid_compose`, `invalid_manifest` and `component_swapped` for a component that is broken.
 */
export async function unheldCalls(bundle: Bundle, kernel: RegistryScope): Promise<UnheldCall[]> {
  const bound = new Set(Object.keys(bundle.bindings))
  const unheld = new Map<string, string>()
  const look = async (steps: readonly Step[], context: PackageContext | undefined, by: string): Promise<void> => {
    for (const { call, slots } of steps) {
      const id = completeId(call, context)
      const isKnown = bound.has(id) || unheld.has(id) || kernel.resolve(id) !== undefined
      if (!isKnown && (await held(bundle, id)) === undefined) unheld.set(id, by)
      for (const inner of Object.values(slots)) await look(inner, context, by)
    }
  }
  await look(bundle.composition.steps, bundle.manifest.context, bundle.id)
  for (const id of bundle.componentIds) {
    const component = await held(bundle, id)
    if (component?.kind === 'compose') await look(await stepsOf(component), component.context, id)
  }
  return Array.from(unheld, ([id, by]) => ({ id, by })).sort((left, right) => (left.id < right.id ? -1 : 1))
}

async function held(bundle: Bundle, id: string): Promise<Component | undefined> {
  return unlessMissing(async () => bundle.loader.load(id))
}

/** None for a contract, which has no compose. */
async function stepsOf({ composition }: ComposeComponent): Promise<readonly Step[]> {
  const found = await unlessMissing(async () => (typeof composition === 'function' ? composition() : composition))
  return found?.steps ?? []
}

async function unlessMissing<Found>(find: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof KernelError && error.code === 'component_not_found') return undefined
    throw error
  }
}
