import { expect, test } from 'vitest'
import { nestsDeeper } from './nests-deeper.ts'

test.each([
  ['[[1]]', 2, false],
  ['[[1]]', 1, true],
  ['[[],[],{}]', 2, false],
  ['{"a":{"b":[]}}', 2, true],
  ['["[[[[[", 1]', 1, false],
  ['["\\"[[[", 1]', 1, false],
  ['["\\\\", [1]]', 1, true],
  ['"[[[[[', 1, false],
  ['"a" [[', 1, true],
  ['', 0, false],
])('nestsDeeper() of %j than %i is %s', (text, levels, answer) => {
  expect(nestsDeeper(text, levels)).toBe(answer)
})
