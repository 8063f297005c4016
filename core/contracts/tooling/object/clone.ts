import { cloneValue, type Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Copies an object with everything in it.
 *
 * @returns an empty object for what is no object.
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 * Spec: contracts.md 3.1.12 `object/clone`.
 */
export const toolingObjectClone = defineContract<{ value: Dict }>({
  id: 'lcod://tooling/object/clone@0.1.0',
  summary: 'Copies an object with everything in it.',
  input: {
    type: 'object',
    properties: { value: { type: 'object', default: {}, 'x-lenient': true, description: 'The object' } },
  },
  output: { type: 'object', required: ['clone'], properties: { clone: { type: 'object', description: 'The copy' } } },
  example: { input: { value: { a: [1] } }, output: { clone: { a: [1] } } },
  run: ({ value }) => ({ clone: cloneValue(value) }),
})
