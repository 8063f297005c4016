import { expect, test } from 'vitest'
import { foldPath } from './fold-path.ts'

test.each([
  [['a', 'b'], 'a/b'],
  [['/a', 'b/../c'], '/a/c'],
  [['/a/b', '/c'], '/c'],
  [['a', 'C:\\x', 'y'], 'C:/x/y'],
  [['a', '..', '..', 'b'], '../b'],
  [['/', '..', 'a'], '/a'],
  [['C:/', '..'], 'C:/'],
  [['/cache', '.'], '/cache'],
  [['a\\b', './c'], 'a/b/c'],
  [['a/'], 'a/'],
  [['a', '..'], '.'],
  [['', ''], '.'],
  [[], '.'],
  [['a//b'], 'a/b'],
])('foldPath() of %j is %j', (parts, path) => {
  expect(foldPath(parts)).toBe(path)
})
