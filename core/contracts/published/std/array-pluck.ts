import { hasOwn, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Takes one field of each object of a list.
 *
 * @returns `values` in the order of the list, without an entry for what is no object or lacks the field.
 * @throws {KernelError} `invalid_input` without a field.
 * Spec: contracts.md 7.1 `array/pluck`.
 */
export const arrayPluck = defineContract<{ items: readonly unknown[]; field: string }>({
  id: 'lcod://tooling/array/pluck@0.1.0',
  summary: 'Takes one field of each object of a list.',
  input: {
    type: 'object',
    required: ['field'],
    properties: {
      items: { type: 'array', default: [], 'x-lenient': true, description: 'The list' },
      field: { type: 'string', description: 'Name of the field' },
    },
  },
  output: {
    type: 'object',
    required: ['values'],
    properties: { values: { type: 'array', description: 'The values of the field' } },
  },
  example: { input: { items: [{ id: 1 }, { id: 2 }], field: 'id' }, output: { values: [1, 2] } },
  run: ({ items, field }) => ({
    values: items.flatMap((item) => (isDict(item) && hasOwn(item, field) ? [own(item, field)] : [])),
  }),
})
