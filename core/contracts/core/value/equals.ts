import { sameValue } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Compares two JSON values by their content: the order of keys does not count, the order of items does, and numbers are
 * compared as numbers. An absent side is null.
 *
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 * Spec: contracts.md 1.5 `value/equals`.
 */
export const valueEquals = defineContract<{ left: unknown; right: unknown }>({
  id: 'lcod://contract/core/value/equals@1',
  aliases: ['lcod://core/value/equals@1'],
  summary: 'Compares two values by their content.',
  input: {
    type: 'object',
    properties: {
      left: { default: null, description: 'Any value' },
      right: { default: null, description: 'Any value' },
    },
  },
  output: {
    type: 'object',
    required: ['equal'],
    properties: { equal: { type: 'boolean', description: 'Whether the two are the same JSON' } },
  },
  example: { input: { left: { a: 1, b: [2] }, right: { b: [2], a: 1 } }, output: { equal: true } },
  run: ({ left, right }) => ({ equal: sameValue(left, right) }),
})
