import { expect, test } from 'vitest'
import { blankComments } from './blank-comments.ts'

test.each([
  ['1 // one', '1       '],
  ['// a\r\n1', '    \r\n1'],
  ['[1, /* x\n y */ 2]', '[1,     \n      2]'],
  ['"// not" /**/', '"// not"     '],
  ['"\\"/*" 1', '"\\"/*" 1'],
  ['{"a": "http://x"}', '{"a": "http://x"}'],
  ['1 /* a */ /* b */', '1                '],
])('blankComments() of %j', (text, blanked) => {
  expect(blankComments(text)).toBe(blanked)
})

test.each([
  ['1 /* open', 2],
  ['/*/', 0],
  ['"a" /*', 4],
])('blankComments() finds the open comment in %j', (text, offset) => {
  expect(blankComments(text)).toEqual({ offset, message: 'Comment is not closed' })
})
