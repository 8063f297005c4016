import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { toolingObjectHas } from './has.ts'

const target = { a: { b: null, l: ['x'] } }

test.each([
  [['a', 'b'], { hasKey: true, value: null }],
  [['a', 'l', '0'], { hasKey: true, value: 'x' }],
  [['a', 'x'], { hasKey: false, value: null }],
  [['a', 'b', 'c'], { hasKey: false, value: null }],
  [['constructor'], { hasKey: false, value: null }],
  [[null], { hasKey: false, value: null }],
  [[], { hasKey: false, value: null }],
])('toolingObjectHas() of %j', (path, result) => {
  expect(runPure(toolingObjectHas, { target, path })).toEqual(result)
})

test('toolingObjectHas() finds nothing in what is no object', () => {
  expect(runPure(toolingObjectHas, { target: 'text', path: ['length'] })).toEqual({ hasKey: false, value: null })
})
