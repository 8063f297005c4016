import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { pathDirname } from './dirname.ts'

test.each([
  ['a/b/c', 'a/b'],
  ['a/b/', 'a'],
  ['a', '.'],
  ['a//', '.'],
  ['', '.'],
  [undefined, '.'],
  [null, '.'],
  ['/', '/'],
  ['///', '/'],
  ['/a', '/'],
  ['\\', '\\'],
  ['C:\\x\\y.txt', 'C:\\x'],
  ['a\\b/c', 'a\\b'],
  ['a/../b', 'a/..'],
  ['./a', '.'],
])('pathDirname() of %j is %j', (path, dirname) => {
  expect(runPure(pathDirname, { path })).toEqual({ dirname })
})

test('pathDirname() refuses what is no string', () => {
  expect(() => runPure(pathDirname, { path: 1 })).toThrow('path must be a string')
})
