import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { implFail } from './fail.ts'

test('implFail() fails', () => {
  expect(() => runPure(implFail)).toThrow(expect.objectContaining({ code: 'unexpected_error', message: 'boom' }))
})
