import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { pathIsAbsolute } from './is-absolute.ts'

test.each([
  ['/', true],
  ['/a', true],
  ['//host/a', true],
  ['\\\\host\\a', true],
  ['C:\\a', true],
  ['c:/a', true],
  ['C:a', false],
  ['\\a', false],
  ['a/b', false],
  ['./a', false],
  ['', false],
  [undefined, false],
  [null, false],
])('pathIsAbsolute() of %j is %s', (path, absolute) => {
  expect(runPure(pathIsAbsolute, { path })).toEqual({ absolute })
})
