import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { jsonEncode } from './encode.ts'

test('jsonEncode() gives text and its length in UTF-8', () => {
  expect(runPure(jsonEncode, { value: { b: 'é', a: [1] } })).toEqual({ text: '{"b":"é","a":[1]}', bytes: 18 })
})

test('jsonEncode() takes an absent value for null', () => {
  expect(runPure(jsonEncode)).toEqual({ text: 'null', bytes: 4 })
})

test.each([
  [2, '[\n  1\n]'],
  [99, '[\n          1\n]'],
  [-1, '[1]'],
  [1.9, '[\n 1\n]'],
  [null, '[1]'],
])('jsonEncode() with space %s', (space, text) => {
  expect(runPure(jsonEncode, { value: [1], space })).toMatchObject({ text })
})

test('jsonEncode() with asciiOnly escapes each UTF-16 unit from U+007F up', () => {
  expect(runPure(jsonEncode, { value: '~\u007fé🙂', asciiOnly: true })).toEqual({
    text: '"~\\u007f\\u00e9\\ud83d\\ude42"',
    bytes: 27,
  })
})

test('jsonEncode() returns an error for values without a JSON text', () => {
  const cycle: unknown[] = []
  cycle.push(cycle)
  expect(runPure(jsonEncode, { value: cycle })).toEqual({
    error: { code: 'UNSERIALISABLE', message: 'Value contains itself' },
  })
  expect(runPure(jsonEncode, { value: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) })).toEqual({
    error: { code: 'UNSERIALISABLE', message: 'Value is nested in more than 1000 levels' },
  })
})

test('jsonEncode() refuses options of the wrong type', () => {
  expect(() => runPure(jsonEncode, { value: 1, space: '2' })).toThrow('space must be a number')
  expect(() => runPure(jsonEncode, { value: 1, sortKeys: 'yes' })).toThrow('sortKeys must be a boolean')
})
