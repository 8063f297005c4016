import { expect, test } from 'vitest'
import { arrayIndex, childOf } from './child.ts'

test('childOf() lets the container decide what a segment means', () => {
  expect(childOf(['a', 'b'], '1')).toBe('b')
  expect(childOf(['a', 'b'], 1)).toBe('b')
  expect(childOf({ 0: 'zero' }, '0')).toBe('zero')
  expect(childOf({ 0: 'zero' }, 0)).toBe('zero')
})

test.each([
  [['a'], -1],
  [['a'], '-1'],
  [['a'], '00'],
  [['a'], 'length'],
  [['a'], 7],
  [{}, 'constructor'],
  [{}, '__proto__'],
  ['text', 0],
  [null, 'a'],
])('childOf() finds nothing in %j under %j', (container, segment) => {
  expect(childOf(container, segment)).toBeUndefined()
})

test('arrayIndex() gives -1 for what is no index', () => {
  expect([arrayIndex(2), arrayIndex('2'), arrayIndex(-2), arrayIndex('x'), arrayIndex('')]).toEqual([2, 2, -1, -1, -1])
})
