import { expect, test } from 'vitest'
import { closingQuote } from './closing-quote.ts'

test.each([
  ['""', 0, 1],
  ['["a"]', 1, 3],
  ['"\\""', 0, 3],
  ['"\\\\"', 0, 3],
  ['"\\\\\\"', 0, -1],
  ['"open', 0, -1],
])('closingQuote() of %j from %i is %i', (text, opening, end) => {
  expect(closingQuote(text, opening)).toBe(end)
})
