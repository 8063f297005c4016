import { expect, test } from 'vitest'
import { MAX_VALUE_DEPTH, MAX_VALUE_PARTS, ValueWalk } from './value-limits.ts'

test('ValueWalk.enter() refuses the level after the last one', () => {
  const walk = new ValueWalk()
  expect(() => walk.enter(MAX_VALUE_DEPTH - 1, 1)).not.toThrow()
  expect(() => walk.enter(MAX_VALUE_DEPTH, 1)).toThrow(expect.objectContaining({ code: 'value_too_deep' }))
})

test('ValueWalk.enter() adds up the parts of all containers', () => {
  const walk = new ValueWalk()
  walk.enter(0, MAX_VALUE_PARTS)
  expect(() => walk.enter(1, 1)).toThrow(expect.objectContaining({ code: 'value_too_large' }))
})
