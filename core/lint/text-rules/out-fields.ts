import { selectorSegments } from '../../analysis/step-result.ts'
import { nearestName } from '../../compose/nearest-name.ts'
import { didYouMean, type TextRule } from './text-rule.ts'

/** Entries of `out` that take a field the result cannot have; most often they are written the wrong way round. */
export const outFields: TextRule = function* ({ step, result, component }) {
  if (result.isOpen || component === undefined) return
  const names = [...result.names()]
  if (names.length === 0) return
  for (const binding of step.outputs) {
    const [field] = binding.spread ? [] : selectorSegments(binding)
    // A field may have dots in its name; paths need "$.".
    if (field === undefined || field === '' || names.includes(field)) continue
    const { name, optional, node, pointer } = binding
    const isReversed = node.value !== '=' && names.includes(name)
    const listed = names.slice(0, 8).map((one) => `"${one}"`)
    const message = isReversed
      ? `"${name}: ${field}" looks reversed: the result has a field "${name}" and none named "${field}"`
      : `The result has no field "${field}", only ${listed.join(', ')}${names.length > 8 ? ', …' : ''}`
    yield {
      code: 'reversed_out',
      severity: 'warning',
      message,
      pointer,
      range: node,
      ...(isReversed
        ? { hint: `Write "${field}${optional ? '?' : ''}: ${name}"` }
        : didYouMean(nearestName(field, names))),
    }
  }
}
