import { describeKind, isDict } from '../../values.ts'
import { defineContract } from '../define-contract.ts'

const anyValue = { description: 'Any value' }
const ok = { type: 'boolean', description: 'The answer' }

/** Whether a value is a list, and how long. Spec: contracts.md 3.2.1. */
export const valueIsArray = defineContract<{ value?: unknown }>({
  id: 'lcod://tooling/value/is_array@0.1.0',
  summary: 'Tells whether a value is a list.',
  input: { type: 'object', properties: { value: anyValue } },
  output: {
    type: 'object',
    required: ['ok', 'length'],
    properties: { ok, length: { type: 'integer', description: '0 for what is no list' } },
  },
  example: { input: { value: [1, 2] }, output: { ok: true, length: 2 } },
  run: ({ value }) => ({ ok: Array.isArray(value), length: Array.isArray(value) ? value.length : 0 }),
})

/** Whether a value is an object and no list. Spec: contracts.md 3.2.1. */
export const valueIsObject = defineContract<{ value?: unknown }>({
  id: 'lcod://tooling/value/is_object@0.1.0',
  summary: 'Tells whether a value is an object.',
  input: { type: 'object', properties: { value: anyValue } },
  output: { type: 'object', required: ['ok'], properties: { ok } },
  example: { input: { value: [] }, output: { ok: false } },
  run: ({ value }) => ({ ok: describeKind(value) === 'an object' }),
})

/** A list: the value, else the fallback, else an empty one. Spec: contracts.md 3.2.1. */
export const valueDefaultArray = defineContract<{ value?: unknown; fallback?: unknown }>({
  id: 'lcod://tooling/value/default_array@0.1.0',
  summary: 'Gives a list whatever the value is.',
  input: {
    type: 'object',
    properties: { value: anyValue, fallback: { description: 'List in place of what is none' } },
  },
  output: {
    type: 'object',
    required: ['resolved'],
    properties: { resolved: { type: 'array', description: 'The list' } },
  },
  example: { input: { value: 'text', fallback: [1] }, output: { resolved: [1] } },
  run: ({ value, fallback }) => ({ resolved: [value, fallback].find(Array.isArray) ?? [] }),
})

/** An object: the value, else the fallback, else an empty one. Spec: contracts.md 3.2.1. */
export const valueDefaultObject = defineContract<{ value?: unknown; fallback?: unknown }>({
  id: 'lcod://tooling/value/default_object@0.1.0',
  summary: 'Gives an object whatever the value is.',
  input: {
    type: 'object',
    properties: { value: anyValue, fallback: { description: 'Object in place of what is none' } },
  },
  output: {
    type: 'object',
    required: ['resolved'],
    properties: { resolved: { type: 'object', description: 'The object' } },
  },
  example: { input: { value: null, fallback: { a: 1 } }, output: { resolved: { a: 1 } } },
  run: ({ value, fallback }) => ({ resolved: [value, fallback].find(isDict) ?? {} }),
})

/** Two lists as one; what is no list counts as empty. Spec: contracts.md 3.2.2. */
export const arrayConcat = defineContract<{ left: unknown[]; right: unknown[] }>({
  id: 'lcod://tooling/array/concat@0.1.0',
  summary: 'Joins two lists.',
  input: {
    type: 'object',
    properties: {
      left: { type: 'array', default: [], 'x-lenient': true, description: 'The first list' },
      right: { type: 'array', default: [], 'x-lenient': true, description: 'The second list' },
    },
  },
  output: { type: 'object', required: ['items'], properties: { items: { type: 'array', description: 'Both lists' } } },
  example: { input: { left: [1], right: [2] }, output: { items: [1, 2] } },
  run: ({ left, right }) => ({ items: [...left, ...right] }),
})

/** The objects of a list. Spec: contracts.md 3.2.2. */
export const arrayFilterObjects = defineContract<{ items: unknown[] }>({
  id: 'lcod://tooling/array/filter_objects@0.1.0',
  summary: 'Keeps the objects of a list.',
  input: {
    type: 'object',
    properties: { items: { type: 'array', default: [], 'x-lenient': true, description: 'The list' } },
  },
  output: { type: 'object', required: ['items'], properties: { items: { type: 'array', description: 'Its objects' } } },
  example: { input: { items: [1, { a: 1 }, null, []] }, output: { items: [{ a: 1 }] } },
  run: ({ items }) => ({ items: items.filter(isDict) }),
})
