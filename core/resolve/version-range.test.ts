import { expect, test } from 'vitest'
import { newestFirst, parseRange } from './version-range.ts'

test.each([
  ['', ['1.2.3', 'odd'], []],
  ['*', ['1.2.3'], []],
  ['latest', ['0.0.1'], []],
  ['1', ['1.0.0', '1.9.9'], ['2.0.0', '1.0.0-rc.1']],
  ['1.x', ['1.4.0'], ['2.0.0']],
  ['1.2', ['1.2.9'], ['1.3.0']],
  ['1.2.*', ['1.2.9'], ['1.3.0']],
  ['^1.2.3', ['1.2.3', '1.9.0'], ['1.2.2', '2.0.0', '1.3.0-beta']],
  ['^0.2.3', ['0.2.9'], ['0.3.0', '0.2.2']],
  ['~1.2.3', ['1.2.4'], ['1.3.0', '1.2.2']],
  ['~1', ['1.0.5'], ['1.1.0']],
  ['>=1.2.0', ['1.2.0', '3.0.0'], ['1.1.9']],
  ['>=1.2.0 <2', ['1.9.0'], ['2.0.0', '1.0.0']],
  ['> 1.0.0', ['1.0.1'], ['1.0.0']],
  ['^1.0.0 || ^3.0.0', ['1.5.0', '3.1.0'], ['2.0.0']],
  ['v1.2.3', ['1.2.3', 'v1.2.3'], ['1.2.4']],
  ['1.2.3', ['1.2.3'], ['1.2.4']],
  ['1.2.3-rc.1', ['1.2.3-rc.1'], ['1.2.3']],
  ['nightly', ['nightly'], ['1.0.0']],
])('parseRange(%j) fits %j and not %j', (range, fits, others) => {
  const test = parseRange(range)
  expect(fits.filter((version) => !test(version))).toEqual([])
  expect(others.filter(test)).toEqual([])
})

test('newestFirst() sorts by numbers and puts what is no version last', () => {
  expect(['1.2.0', 'odd', '1.10.0', '0.9.0'].sort(newestFirst)).toEqual(['1.10.0', '1.2.0', '0.9.0', 'odd'])
})
