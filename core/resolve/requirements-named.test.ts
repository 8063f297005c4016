import { expect, test } from 'vitest'
import { requirementsNamed } from './requirements-named.ts'

const ids = ['lcod://a/b@1', 'lcod://a/b@2.1.0', 'lcod://a/b@^3.0.0', 'lcod://a/bc@1']

test.each([
  ['lcod://a/b', ids.slice(0, 3)],
  ['lcod://a/b@1', ['lcod://a/b@1']],
  ['lcod://a/b@1.4.0', ['lcod://a/b@1']],
  ['lcod://a/b@2', ['lcod://a/b@2.1.0']],
  ['lcod://a/b@3.2.1', ['lcod://a/b@^3.0.0']],
  ['lcod://a/b@4', []],
  ['lcod://a', []],
])('requirementsNamed() understands %s', (id, expected) => {
  expect(requirementsNamed(ids, id)).toEqual(expected)
})
