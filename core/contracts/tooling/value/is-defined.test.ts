import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { valueIsDefined } from './is-defined.ts'

test.each([0, '', false, [], {}])('valueIsDefined() holds %j for a value', (value) => {
  expect(runPure(valueIsDefined, { value })).toEqual({ ok: true })
})

test.each([undefined, null])('valueIsDefined() holds %j for none', (value) => {
  expect(runPure(valueIsDefined, { value })).toEqual({ ok: false })
})
