import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { jsonStableStringify } from './stable-stringify.ts'

test('jsonStableStringify() gives equal text for equal values', () => {
  const text = '{"a":[{"c":1,"d":2}],"b":null}'
  expect(runPure(jsonStableStringify, { value: { b: null, a: [{ d: 2, c: 1 }] } })).toEqual({ text, warning: null })
  expect(runPure(jsonStableStringify, { value: { a: [{ c: 1, d: 2 }], b: null } })).toEqual({ text, warning: null })
})

test('jsonStableStringify() warns of values without a JSON text', () => {
  const cycle: unknown[] = []
  cycle.push(cycle)
  expect(runPure(jsonStableStringify, { value: cycle })).toEqual({ text: null, warning: 'Value contains itself' })
})

test('jsonStableStringify() takes an absent value for null', () => {
  expect(runPure(jsonStableStringify)).toEqual({ text: 'null', warning: null })
})
