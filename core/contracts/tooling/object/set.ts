import { type Dict, isDict, own, setOwn } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Writes a value under a path of keys, into a copy.
 *
 * Segments that are no text or empty are left out; what is no object on the way is replaced by one; an empty path puts
 * the value in the place of the whole object. An absent value is null.
 *
 * @returns the new object, and the given one under `previous`; what is no object counts as an empty one.
 * Spec: contracts.md 3.1.12 `object/set`.
 */
export const toolingObjectSet = defineContract<{ target: Dict; path: unknown[]; value?: unknown }>({
  id: 'lcod://tooling/object/set@0.1.0',
  summary: 'Writes a value under a path of keys.',
  input: {
    type: 'object',
    properties: {
      target: { type: 'object', default: {}, 'x-lenient': true, description: 'Where to write' },
      path: {
        type: 'array',
        default: [],
        'x-lenient': true,
        items: { type: 'string' },
        description: 'Keys, outermost first',
      },
      value: { description: 'The value to write' },
    },
  },
  output: {
    type: 'object',
    required: ['object', 'previous'],
    properties: {
      object: { description: 'The object with the value' },
      previous: { type: 'object', description: 'The object as it was' },
    },
  },
  example: {
    input: { target: { a: 1 }, path: ['b', 'c'], value: 2 },
    output: { object: { a: 1, b: { c: 2 } }, previous: { a: 1 } },
  },
  run({ target, path, value = null }) {
    const keys = path.filter((segment) => typeof segment === 'string' && segment !== '') as string[]
    return { object: withValue(target, keys, value), previous: target }
  },
})

function withValue(target: Dict, keys: readonly string[], value: unknown): unknown {
  const last = keys.at(-1)
  if (last === undefined) return value
  const object = { ...target }
  let container = object
  for (const key of keys.slice(0, -1)) {
    const child = own(container, key)
    const copy = isDict(child) ? { ...child } : {}
    setOwn(container, key, copy)
    container = copy
  }
  setOwn(container, last, value)
  return object
}
