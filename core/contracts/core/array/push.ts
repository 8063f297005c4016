import { KernelError } from '../../../errors/kernel-error.ts'
import { defineContract } from '../../define-contract.ts'
import { holdsPart } from '../value/holds-part.ts'

const id = 'lcod://contract/core/array/push@1'

interface PushInput {
  items: unknown[]
  value?: unknown
  clone: boolean
}

/**
 * Adds one value at the end of an array. An absent value is added as null.
 *
 * With `clone: false` the very array that was passed grows, and whoever else holds it sees that: published composes
 * build lists in place this way. It is one of the two exceptions to the rule that inputs do not change; a frozen array
 * is copied all the same, since it belongs to the compose's text or to a host that forbids the change.
 *
 * @returns the array with the value, and its new length.
 * @throws {KernelError} `invalid_input` when `items` is no array, or would contain itself with `clone: false`.
 * Spec: contracts.md 1.1 `array/push`.
 */
export const arrayPush = defineContract<PushInput>({
  id,
  aliases: ['lcod://axiom/array/push@1', 'lcod://core/array/push@1'],
  summary: 'Adds one value at the end of an array.',
  input: {
    type: 'object',
    required: ['items', 'value'],
    properties: {
      items: { type: 'array', description: 'The array to add to' },
      value: { description: 'The value to add; null when absent' },
      clone: { type: 'boolean', default: true, description: 'False changes the given array instead of a copy' },
    },
  },
  output: {
    type: 'object',
    required: ['items', 'length'],
    properties: {
      items: { type: 'array', description: 'The array with the value at its end' },
      length: { type: 'integer', minimum: 1, description: 'How many items it has now' },
    },
  },
  example: { input: { items: [1, 2], value: 3 }, output: { items: [1, 2, 3], length: 3 } },
  run({ items, value = null, clone }) {
    const target = clone || Object.isFrozen(items) ? items.slice() : items
    if (target === items && holdsPart(value, new Set([items]))) {
      throw new KernelError('invalid_input', 'value must not contain the array that it is added to', {
        data: { component: id, input: 'value' },
      })
    }
    const length = target.push(value)
    return { items: target, length }
  },
})
