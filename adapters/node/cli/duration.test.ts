import { expect, test } from 'vitest'
import { parseDuration } from './duration.ts'

test.each([
  ['0', 0],
  ['1500', 1500],
  ['2.5', 2.5],
  ['250ms', 250],
  ['30s', 30_000],
  ['1.5s', 1500],
  ['2M', 120_000],
  ['1h', 3_600_000],
  ['1m30s', 90_000],
  ['1h 2m 3s 4ms', 3_723_004],
])('parseDuration() reads %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected)
})

test.each(['', 'soon', '-1', '5d', '1m30', 's', '1e3', '.5s'])('parseDuration() refuses "%s"', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})
