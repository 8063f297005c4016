import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { stringTrim } from './trim.ts'

test.each([
  [undefined, 'a b'],
  ['both', 'a b'],
  ['start', 'a b \n'],
  ['end', '\t a b'],
])('stringTrim() with mode %s', (mode, value) => {
  expect(runPure(stringTrim, { text: '\t a b \n', mode })).toEqual({ value })
})

test.each([undefined, null, 3, ['a']])('stringTrim() refuses the text %j', (text) => {
  expect(() => runPure(stringTrim, { text })).toThrow('text must be a string')
})

test('stringTrim() refuses an unknown mode', () => {
  expect(() => runPure(stringTrim, { text: 'a', mode: 'left' })).toThrow('mode must be one of both, start, end')
})
