import { expect, test } from 'vitest'
import { isComponentId } from './component-id.ts'

test.each([
  ['lcod://acme/greet@1.0.0', true],
  ['lcod://tooling/array/find_last.x-y@0.1.0-rc.1+build', true],
  ['lcod://acme/greet', false],
  ['lcod://greet@1.0.0', false],
  ['acme/greet@1.0.0', false],
  ['lcod://acme/../greet@1.0.0', false],
  ['lcod://acme//greet@1.0.0', false],
  ['lcod://acme/gr eet@1.0.0', false],
  ['lcod://acme/greet@1.0.0/../x', false],
  ['lcod://acme\\greet/x@1.0.0', false],
])('isComponentId() of %s is %s', (id, expected) => {
  expect(isComponentId(id)).toBe(expected)
})
