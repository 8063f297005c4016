import { parseComponentId } from '../resolve/component-id.ts'
import type { RegistryScope } from '../resolve/registry.ts'
import { completeId } from '../resolve/relative-id.ts'
import { type LintRule, stepsOf, warning } from './lint-rule.ts'

/**
 * A component that the compose calls and `[deps]` of its `lcp.toml` does not require: a resolver does not find it, and no
 * lock holds it. What the kernel has itself needs neither.
 *
 * Spec: contracts.md 4.3, rule 10.
 */
export const undeclaredDependency: LintRule = {
  code: 'undeclared_dependency',
  summary: 'A component that the compose calls and `requires` under `[deps]` of lcp.toml does not list.',
  advice: 'Add the id to `requires`; `lcod resolve` then locks it.',
  check({ composition, registry, context, requires }) {
    if (requires === undefined) return []
    const declared = new Set(requires.map(pathOf))
    return stepsOf(composition).flatMap((placed) => {
      const id = completeId(placed.step.call, context)
      const path = pathOf(id)
      if (declared.has(path) || isKernels(id, registry)) return []
      // Once is enough, at the first step that calls it.
      declared.add(path)
      return [
        warning(
          undeclaredDependency,
          { ...placed, composition },
          `"${id}" is called and not required under [deps]`,
          `Add "${id}" to requires`,
        ),
      ]
    })
  },
}

function pathOf(id: string): string {
  return parseComponentId(id).path
}

/** Whether the kernel has the component itself. */
function isKernels(id: string, registry: RegistryScope): boolean {
  return registry.resolve(id)?.kind === 'native'
}
