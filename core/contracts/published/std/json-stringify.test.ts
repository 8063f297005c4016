import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { jsonStringify } from './json-stringify.ts'

test.each<[Record<string, unknown>, string]>([
  [{ value: { b: [1], a: 'é' } }, '{"b":[1],"a":"é"}'],
  [{ value: { b: 1, a: 2 }, indent: 2, sortKeys: true, trailingNewline: true }, '{\n  "a": 2,\n  "b": 1\n}\n'],
  [{ value: 'é', asciiOnly: true }, '"\\u00e9"'],
  [{ indent: null }, 'null'],
])('jsonStringify() of %j', (input, json) => {
  expect(runPure(jsonStringify, input)).toEqual({ json })
})

test('jsonStringify() refuses a value that contains itself', () => {
  const value: Record<string, unknown> = {}
  value['self'] = value
  expect(() => runPure(jsonStringify, { value })).toThrow('Value contains itself')
})
