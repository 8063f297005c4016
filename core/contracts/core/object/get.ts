import { defineContract } from '../../define-contract.ts'
import { checkPath } from './check-path.ts'
import { childOf } from './child.ts'

const id = 'lcod://contract/core/object/get@1'

interface GetInput {
  object: unknown
  path: unknown[]
  default?: unknown
}

/**
 * Reads the value under a path of keys and indexes.
 *
 * The container decides what a segment means: digits are an index on an array and a key on an object. Only own keys
 * exist. An empty path is the object itself.
 *
 * @returns `found` false and `value` the default, or null, when a part of the path is missing.
 * @throws {KernelError} `invalid_input` when `object` is neither object nor array, or a segment is neither a non-empty
 * string nor an integer.
 * Spec: contracts.md 1.2 `object/get`.
 */
export const objectGet = defineContract<GetInput>({
  id,
  aliases: ['lcod://axiom/object/get@1', 'lcod://core/object/get@1'],
  summary: 'Reads the value under a path of keys and indexes.',
  input: {
    type: 'object',
    required: ['object', 'path'],
    properties: {
      object: { type: ['object', 'array'], description: 'Where to look' },
      path: { type: 'array', items: { type: ['string', 'integer'] }, description: 'Keys and indexes, outermost first' },
      default: { description: 'The value when the path leads nowhere; null when absent' },
    },
  },
  output: {
    type: 'object',
    required: ['value', 'found'],
    properties: {
      value: { description: 'What is there, or the default' },
      found: { type: 'boolean', description: 'Whether the path leads to a value; null is one' },
    },
  },
  example: {
    input: { object: { tags: ['x', 'y'] }, path: ['tags', 1] },
    output: { value: 'y', found: true },
  },
  run({ object, path, default: fallback = null }) {
    let value: unknown = object
    for (const segment of checkPath(path, id)) value = childOf(value, segment)
    return value === undefined ? { value: fallback, found: false } : { value, found: true }
  },
})
