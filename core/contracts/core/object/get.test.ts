import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { objectGet } from './get.ts'

const object = { user: { name: 'Ida', tags: ['x', 'y'], nick: null }, 0: 'zero' }

test.each([
  [['user', 'name'], 'Ida'],
  [['user', 'tags', 1], 'y'],
  [['user', 'tags', '0'], 'x'],
  [['0'], 'zero'],
  [[0], 'zero'],
  [['user', 'nick'], null],
  [[], object],
])('objectGet() finds %j', (path, value) => {
  expect(runPure(objectGet, { object, path, default: 'none' })).toEqual({ value, found: true })
})

test.each([
  [['nope']],
  [['user', 'tags', -1]],
  [['user', 'tags', 2]],
  [['user', 'name', 0]],
  [['constructor', 'name']],
  [['user', 'nick', 'x']],
])('objectGet() gives the default, or null, for %j', (path) => {
  expect(runPure(objectGet, { object, path, default: 'none' })).toEqual({ value: 'none', found: false })
  expect(runPure(objectGet, { object, path })).toEqual({ value: null, found: false })
})

test('objectGet() refuses what is no container and no path', () => {
  expect(() => runPure(objectGet, { object: 'text', path: [] })).toThrow('object must be an object or an array')
  expect(() => runPure(objectGet, { object: {}, path: 'a.b' })).toThrow('path must be an array')
  expect(() => runPure(objectGet, { object: {}, path: [''] })).toThrow('path[0] must be')
})
