import { expect, test } from 'vitest'
import { applyReplacements, isAllowed } from './replacements.ts'

test('applyReplacements() follows aliases until a source or the end', () => {
  const override = { type: 'path', path: 'c' }
  expect(applyReplacements('a', { a: 'b', b: 'c', c: 'd' }, { c: override })).toEqual({ target: 'c', override })
  expect(applyReplacements('a', {}, {})).toEqual({ target: 'a' })
})

test('applyReplacements() stops at an alias that leads back', () => {
  expect(applyReplacements('a', { a: 'b', b: 'a' }, {})).toEqual({
    target: 'b',
    warning: 'Replacement cycle detected: a -> b -> a',
  })
})

test.each([
  [null, true],
  [['lcod://demo/x@1'], true],
  [['lcod://demo'], true],
  [['lcod://demo/'], true],
  [['lcod://de*'], true],
  [['lcod://dem'], false],
  [['lcod://other'], false],
  [[], false],
])('isAllowed() under the rules %j is %j', (rules, allowed) => {
  expect(isAllowed('lcod://demo/x@1', rules)).toBe(allowed)
})
