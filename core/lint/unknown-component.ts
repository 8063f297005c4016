import type { Composition, Step } from '../compose/composition.ts'
import { nearestName } from '../compose/nearest-name.ts'
import type { Problem } from '../compose/problem.ts'
import type { RegistryScope } from '../resolve/registry.ts'
import { completeId, type PackageContext } from '../resolve/relative-id.ts'
import { isDict, own } from '../values.ts'
import type { LintRule } from './lint-rule.ts'

/**
 * An id that nothing here has: a typo, or a component that is missing.
 *
 * Spec: engine.md 4.2.
 */
export const unknownComponent: LintRule = {
  code: 'unknown_component',
  summary: 'A step that calls an id which nothing here has.',
  advice: 'Correct the id, or name the folder of the component with `--components`.',
  check: ({ composition, registry, context }) => checkCalls(composition, registry, context),
}

/**
 * A problem for each step that calls an id which nothing here has. A warning where bindings, a resolver, or components
 * registered while the compose runs can still give it a meaning; an error in the namespaces that are the kernel's own.
 */
export function checkCalls(composition: Composition, registry: RegistryScope, context?: PackageContext): Problem[] {
  const inline = new Set<string>()
  const problems: Problem[] = []
  collectInline(composition.steps, inline)
  const visit = (steps: readonly Step[], pointer: string) => {
    for (const [index, step] of steps.entries()) {
      const here = `${pointer}/${index}`
      const id = completeId(step.call, context)
      if (!inline.has(id) && registry.resolve(id) === undefined)
        problems.push(unknownCall(step, id, here, composition, registry))
      for (const [name, slot] of Object.entries(step.slots)) visit(slot, `${here}/slots/${name}`)
    }
  }
  visit(composition.steps, '/compose')
  return problems
}

/** Components that `registry/scope` brings along are known inside it; where exactly is not worth a false alarm. */
function collectInline(steps: readonly Step[], ids: Set<string>): void {
  for (const step of steps) {
    const components = own(step.in, 'components')
    for (const component of Array.isArray(components) ? components : []) {
      const id: unknown = isDict(component) ? own(component, 'id') : undefined
      if (typeof id === 'string') ids.add(id)
    }
    const bindings = own(step.in, 'bindings')
    if (isDict(bindings)) for (const contract of Object.keys(bindings)) ids.add(contract)
    for (const slot of Object.values(step.slots)) collectInline(slot, ids)
  }
}

function unknownCall(
  step: Step,
  id: string,
  pointer: string,
  composition: Composition,
  registry: RegistryScope,
): Problem {
  const near = nearestName(
    id,
    Array.from(registry.list(), (component) => component.id),
  )
  const [start, end] = step.at ?? []
  return {
    severity: isKernels(id) ? 'error' : 'warning',
    code: 'unknown_component',
    message: `Nothing here has the id "${id}"`,
    pointer: `${pointer}/call`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    ...(composition.file === undefined || start === undefined || end === undefined
      ? {}
      : { source: { file: composition.file, start, end } }),
  }
}

/** `flow` and `kernel` are not for components: nobody brings what they lack. */
function isKernels(id: string): boolean {
  return /^lcod:\/\/(flow|kernel)\//.test(id)
}
