import type { Dict } from '../../../values.ts'
import { childOf } from '../../core/object/child.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Tells whether a path of keys leads to a value, and gives it. Null is a value.
 *
 * @returns `hasKey` false and `value` null when it does not, for an empty path and for what is no object.
 * Spec: contracts.md 3.1.12 `object/has`.
 */
export const toolingObjectHas = defineContract<{ target: Dict; path: unknown[] }>({
  id: 'lcod://tooling/object/has@0.1.0',
  summary: 'Tells whether a path of keys leads to a value.',
  input: {
    type: 'object',
    properties: {
      target: { type: 'object', default: {}, 'x-lenient': true, description: 'Where to look' },
      path: {
        type: 'array',
        default: [],
        'x-lenient': true,
        items: { type: 'string' },
        description: 'Keys, outermost first',
      },
    },
  },
  output: {
    type: 'object',
    required: ['hasKey', 'value'],
    properties: {
      hasKey: { type: 'boolean', description: 'Whether there is a value' },
      value: { description: 'The value, or null' },
    },
  },
  example: { input: { target: { a: { b: 1 } }, path: ['a', 'b'] }, output: { hasKey: true, value: 1 } },
  run({ target, path }) {
    let value: unknown = path.length === 0 ? undefined : target
    for (const segment of path) {
      value = typeof segment === 'string' || typeof segment === 'number' ? childOf(value, segment) : undefined
    }
    return value === undefined ? { hasKey: false, value: null } : { hasKey: true, value }
  },
})
