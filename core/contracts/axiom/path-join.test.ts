import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { axiomPathJoin } from './path-join.ts'

test.each([
  [{ base: '/a/b', segment: 'c' }, '/a/b/c'],
  [{ base: '/a/b', segment: '/c' }, '/c'],
  [{ base: 'a', segment: ['b', '..', null, 'c'] }, 'a/c'],
  [{ base: '/cache', segment: '.' }, '/cache'],
  [{ base: '/a/b', segment: '..' }, '/a'],
  [{ base: 'a/b/c', segment: '../../x' }, 'a/x'],
  [{ base: 'a', segments: ['b', 'c'] }, 'a/b/c'],
  [{ base: 'C:\\a', segment: 'b' }, 'C:/a/b'],
  [{ base: '', segment: '' }, '.'],
  [{}, '.'],
  [{ base: null, segment: null }, '.'],
])('axiomPathJoin() of %j', (input, path) => {
  expect(runPure(axiomPathJoin, input)).toEqual({ path })
})

test('axiomPathJoin() refuses what is no path', () => {
  expect(() => runPure(axiomPathJoin, { base: 1 })).toThrow('base must be a string')
  expect(() => runPure(axiomPathJoin, { segment: {} })).toThrow('segment must be a string or an array')
  expect(() => runPure(axiomPathJoin, { segment: [true] })).toThrow('segment must hold strings and numbers')
})
