import { cloneValue } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Copies a value with everything in it, so that a change in place to one of the two leaves the other alone.
 *
 * @returns null for an absent value.
 * @throws {KernelError} `value_too_deep`, also for a value that contains itself; `value_too_large`.
 * Spec: contracts.md 1.5 `value/clone`.
 */
export const valueClone = defineContract<{ value: unknown }>({
  id: 'lcod://contract/core/value/clone@1',
  aliases: ['lcod://core/value/clone@1'],
  summary: 'Copies a value with everything in it.',
  input: { type: 'object', properties: { value: { default: null, description: 'Any value' } } },
  output: { type: 'object', required: ['value'], properties: { value: { description: 'The copy' } } },
  example: { input: { value: { a: [1] } }, output: { value: { a: [1] } } },
  run: ({ value }) => ({ value: cloneValue(value) }),
})
