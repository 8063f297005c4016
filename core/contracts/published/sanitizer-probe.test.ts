import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { sanitizerProbe } from './sanitizer-probe.ts'

test('sanitizerProbe() shows the whole input beside the declared one', () => {
  expect(runPure(sanitizerProbe, { more: 1 })).toEqual({
    result: { rawInput: { more: 1 }, sanitized: { expect: null } },
  })
})
