import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { stringEnsureTrailingNewline } from './ensure-trailing-newline.ts'

test.each([
  [{ text: 'a' }, 'a\n'],
  [{ text: 'a\n' }, 'a\n'],
  [{ text: 'a\n\n' }, 'a\n\n'],
  [{ text: '' }, '\n'],
  [{}, '\n'],
  [{ text: null, newline: null }, '\n'],
  [{ text: 'a\n', newline: '\r\n' }, 'a\n\r\n'],
  [{ text: 'a', newline: '' }, 'a'],
])('stringEnsureTrailingNewline() of %j', (input, text) => {
  expect(runPure(stringEnsureTrailingNewline, input)).toEqual({ text })
})

test('stringEnsureTrailingNewline() refuses a number', () => {
  expect(() => runPure(stringEnsureTrailingNewline, { text: 1 })).toThrow('text must be a string')
})
