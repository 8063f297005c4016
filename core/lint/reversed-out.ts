import type { RegistryScope } from '../resolve/registry.ts'
import { completeId, type PackageContext } from '../resolve/relative-id.ts'
import { isDict, own } from '../values.ts'
import { type LintRule, stepsOf, warning } from './lint-rule.ts'
import { outAliases, selectedField } from './out-aliases.ts'

/**
 * `out` reads alias: field. Written the other way round it takes a field that the result does not have.
 *
 * Spec: engine.md 1.8; contracts.md 10, trap 1.
 */
export const reversedOut: LintRule = {
  code: 'reversed_out',
  summary: 'An entry of `out` whose field the called component does not have, while it has one named like the alias.',
  advice: '`out` is written `alias: field`: the key of the state first, then the field of the result.',
  check({ composition, registry, context }) {
    return stepsOf(composition).flatMap((placed) => {
      const fields = outputFields(placed.step.call, registry, context)
      if (fields === undefined) return []
      return outAliases(placed.step).flatMap(({ key, selector }) => {
        const field = selectedField(selector)
        if (field === undefined || fields.includes(field)) return []
        const reversed = fields.includes(key)
        const message = reversed
          ? `"${key}: ${field}" looks reversed: the result has a field "${key}" and none named "${field}"`
          : `The result has no field "${field}", only ${fields.map((name) => `"${name}"`).join(', ')}`
        return [
          warning(reversedOut, { ...placed, composition }, message, reversed ? `Write "${field}: ${key}"` : undefined),
        ]
      })
    })
  },
}

/** Fields of a component's result, when it declares them and gives no others. */
function outputFields(
  call: string,
  registry: RegistryScope,
  context: PackageContext | undefined,
): string[] | undefined {
  const component = known(completeId(call, context), registry)
  if (component === undefined) return undefined
  if (component.kind === 'compose') return component.outputs?.length ? [...component.outputs] : undefined
  const properties = component.output === undefined ? undefined : own(component.output, 'properties')
  if (!isDict(properties) || own(component.output ?? {}, 'additionalProperties') !== undefined) return undefined
  const names = Object.keys(properties)
  return names.length === 0 ? undefined : names
}

function known(id: string, registry: RegistryScope): ReturnType<RegistryScope['resolve']> {
  try {
    return registry.resolve(id)
  } catch {
    // Bound to something that is missing: another rule's business.
    return undefined
  }
}
