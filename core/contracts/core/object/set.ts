import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { checkPath } from './check-path.ts'
import { setAtPath } from './set-at-path.ts'

const id = 'lcod://contract/core/object/set@1'

interface SetInput {
  object: unknown[] | Dict
  path: unknown[]
  value?: unknown
  clone: boolean
  createMissing: boolean
}

/**
 * Writes a value under a path of keys and indexes, making what is missing on the way.
 *
 * A missing or null part becomes an array when a number follows it in the path, else an object. Writing past the end of
 * an array fills the gap with null. Only the containers along the path are copied.
 *
 * With `clone: false` the very object that was passed changes, and whoever else holds it sees that: published composes
 * fill an object of their state this way. It is one of the two exceptions to the rule that inputs do not change; frozen
 * containers are copied all the same, since they belong to the compose's text or to a host that forbids the change.
 *
 * @returns the object with the value, and `created` true when there was nothing under the path.
 * @throws {KernelError} `invalid_input` when `object` is neither object nor array, the path is empty or has a segment
 * that is neither a non-empty string nor an integer, a segment is missing and `createMissing` is false, a part on the
 * way is neither object nor array, an array cannot have the index, or the object would contain itself with `clone: false`.
 * Spec: contracts.md 1.2 `object/set`, 10 item 8.
 */
export const objectSet = defineContract<SetInput>({
  id,
  aliases: ['lcod://axiom/object/set@1', 'lcod://core/object/set@1'],
  summary: 'Writes a value under a path of keys and indexes.',
  input: {
    type: 'object',
    required: ['object', 'path', 'value'],
    properties: {
      object: { type: ['object', 'array'], description: 'Where to write' },
      path: {
        type: 'array',
        minItems: 1,
        items: { type: ['string', 'integer'] },
        description: 'Keys and indexes, outermost first',
      },
      value: { description: 'The value to write; null when absent' },
      clone: { type: 'boolean', default: true, description: 'False changes the given object instead of a copy' },
      createMissing: {
        type: 'boolean',
        default: true,
        description: 'False refuses a path whose containers are missing',
      },
    },
  },
  output: {
    type: 'object',
    required: ['object', 'created'],
    properties: {
      object: { type: ['object', 'array'], description: 'The object with the value' },
      created: { type: 'boolean', description: 'Whether there was nothing under the path' },
    },
  },
  example: {
    input: { object: { a: 1 }, path: ['b', 0], value: 'x' },
    output: { object: { a: 1, b: ['x'] }, created: true },
  },
  run({ object, path, value = null, clone, createMissing }) {
    return setAtPath(object, checkPath(path, id), value, { inPlace: !clone, createMissing })
  },
})
