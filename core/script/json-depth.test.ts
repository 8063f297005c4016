import { describe, expect, test } from 'vitest'
import { nestsDeeperThan } from './json-depth.ts'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('nestsDeeperThan()', () => {
  test.each([
    ['', 0, false],
    ['[]', 0, true],
    ['[]', 1, false],
    ['{"a":[{}]}', 2, true],
    ['{"a":[{}]}', 3, false],
    [nested(200), 200, false],
    [nested(201), 200, true],
    ['[[],[],[],[],[]]', 2, false],
    ['"[[[["', 0, false],
    ['["[{", "\\"[[", "\\\\", "]"]', 1, false],
    ['["\\\\", [[]]]', 2, true],
    ['["unterminated [[[[', 1, false],
  ])('of %s within %i is %s', (text, limit, expected) => {
    expect(nestsDeeperThan(text, limit)).toBe(expected)
  })

  test('takes time in proportion to a text of quotes', () => {
    expect(nestsDeeperThan('"\\"'.repeat(100_000), 10)).toBe(false)
    expect(nestsDeeperThan(`"${'\\'.repeat(1_000_000)}`, 10)).toBe(false)
  })
})
