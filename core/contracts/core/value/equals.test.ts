import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { valueEquals } from './equals.ts'

test.each([
  [
    { a: 1, b: { c: [1, 2] } },
    { b: { c: [1, 2] }, a: 1 },
  ],
  [1, 1.0],
  [0, -0],
  [undefined, null],
  [{ a: undefined }, {}],
  [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
])('valueEquals() holds %j and %j for the same', (left, right) => {
  expect(runPure(valueEquals, { left, right })).toEqual({ equal: true })
})

test.each([
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [1, '1'],
  [0, false],
  [{ a: null }, {}],
  [{ a: 1 }, { a: 1, b: 2 }],
  [null, {}],
  [JSON.parse('{"__proto__":{}}'), { x: 1 }],
])('valueEquals() tells %j from %j', (left, right) => {
  expect(runPure(valueEquals, { left, right })).toEqual({ equal: false })
})

test('valueEquals() ends on values that contain themselves', () => {
  const left: unknown[] = []
  left.push(left)
  const right: unknown[] = []
  right.push(right)
  expect(() => runPure(valueEquals, { left, right })).toThrow(expect.objectContaining({ code: 'value_too_deep' }))
})
