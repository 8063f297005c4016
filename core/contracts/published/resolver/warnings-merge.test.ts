import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { resolverWarningsMerge } from './warnings-merge.ts'

test.each([
  [undefined, []],
  [[], []],
  [
    [['a', ''], 'b', [1, null, 'c'], { d: 'e' }],
    ['a', 'c'],
  ],
])('resolverWarningsMerge() of %j gives %j', (buckets, warnings) => {
  expect(runPure(resolverWarningsMerge, { buckets })).toEqual({ warnings })
})
