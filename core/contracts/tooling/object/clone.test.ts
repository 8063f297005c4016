import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { toolingObjectClone } from './clone.ts'

test('toolingObjectClone() copies all levels', () => {
  const value = { a: { b: [1] } }
  const { clone } = runPure(toolingObjectClone, { value }) as { clone: typeof value }
  expect(clone).toEqual(value)
  expect(clone.a.b).not.toBe(value.a.b)
})

test.each([undefined, null, 'text', [1]])('toolingObjectClone() makes an empty object of %j', (value) => {
  expect(runPure(toolingObjectClone, { value })).toEqual({ clone: {} })
})
