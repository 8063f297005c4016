import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { mergeDicts } from './merge-dicts.ts'

interface MergeInput {
  left: Dict
  right: Dict
  deep: boolean
  arrayStrategy: 'replace' | 'concat'
}

/**
 * Merges two objects into a new one; the right side wins.
 *
 * With `deep`, objects on both sides are merged in turn, and two arrays are replaced or joined as `arrayStrategy` says.
 * A side that is no object counts as empty.
 *
 * @returns the merged object under `value`; `conflicts` lists all top-level keys of `right`, sorted, and is left out when
 * there are none. The name promises less than that, but published composes and tests rely on it.
 * @throws {KernelError} `invalid_input` for another `arrayStrategy`; `value_too_deep`.
 * Spec: contracts.md 1.2 `object/merge`.
 */
export const objectMerge = defineContract<MergeInput>({
  id: 'lcod://contract/core/object/merge@1',
  aliases: ['lcod://axiom/object/merge@1', 'lcod://core/object/merge@1'],
  summary: 'Merges two objects into a new one; the right side wins.',
  input: {
    type: 'object',

    properties: {
      left: { type: 'object', default: {}, 'x-lenient': true, description: 'The object to start from' },
      right: { type: 'object', default: {}, 'x-lenient': true, description: 'The object that wins' },
      deep: { type: 'boolean', default: false, description: 'Merge objects inside as well' },
      arrayStrategy: {
        enum: ['replace', 'concat'],
        default: 'replace',
        description: 'What two arrays under one key become when `deep`',
      },
    },
  },
  output: {
    type: 'object',
    required: ['value'],
    properties: {
      value: { type: 'object', description: 'The merged object' },
      conflicts: { type: 'array', items: { type: 'string' }, description: 'The top-level keys of `right`, sorted' },
    },
  },
  example: {
    input: { left: { a: 1, b: { x: 1 } }, right: { b: { y: 2 } }, deep: true },
    output: { value: { a: 1, b: { x: 1, y: 2 } }, conflicts: ['b'] },
  },
  run({ left, right, deep, arrayStrategy }) {
    const value = mergeDicts(left, right, { deep, arrays: arrayStrategy })
    const conflicts = Object.keys(right).filter((key) => right[key] !== undefined)
    return conflicts.length === 0 ? { value } : { value, conflicts: conflicts.sort() }
  },
})
