import { sameValue } from '../../../values.ts'
import { valueEquals } from '../../core/value/equals.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Compares two values by their content, and gives both back with the answer. An absent side is null.
 *
 * @returns `result` with `equal`, `left` and `right`.
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 * Spec: contracts.md 7.1 `value.deep_equal`.
 */
export const valueDeepEqual = defineContract<{ left: unknown; right: unknown }>({
  id: 'lcod://tooling/value.deep_equal@0.1.0',
  summary: 'Compares two values by their content.',
  input: valueEquals.input,
  output: {
    type: 'object',
    required: ['result'],
    properties: { result: { type: 'object', description: 'equal, left and right' } },
  },
  example: {
    input: { left: { a: 1, b: 2 }, right: { b: 2, a: 1 } },
    output: { result: { equal: true, left: { a: 1, b: 2 }, right: { b: 2, a: 1 } } },
  },
  run: ({ left, right }) => ({ result: { equal: sameValue(left, right), left, right } }),
})
