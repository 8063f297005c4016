import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { testkitNormalizeOutput } from './testkit-normalize-output.ts'

test.each<[unknown, unknown]>([
  [undefined, null],
  ['text', 'text'],
  [[1], [1]],
  [{ other: 1 }, { other: 1 }],
  [
    { result: 'no object', other: 1 },
    { result: 'no object', other: 1 },
  ],
  [{ result: { result: { other: 1 } } }, { other: 1 }],
  [
    { value: 1, other: 2 },
    { value: 1, warnings: [], error: null },
  ],
  [{ warnings: 'text' }, { value: null, warnings: [], error: null }],
  [
    { error: { code: 'x' }, warnings: ['w'] },
    { value: null, warnings: ['w'], error: { code: 'x' } },
  ],
])('testkitNormalizeOutput() of %j is %j', (value, expected) => {
  expect(runPure(testkitNormalizeOutput, { value })).toEqual({ value: expected })
})

test('testkitNormalizeOutput() follows results however deep', () => {
  let value: unknown = { value: 1 }
  for (let depth = 0; depth < 900; depth++) value = { result: value }
  expect(runPure(testkitNormalizeOutput, { value })).toEqual({ value: { value: 1, warnings: [], error: null } })
})
