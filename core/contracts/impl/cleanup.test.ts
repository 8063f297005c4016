import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { implCleanup } from './cleanup.ts'

test('implCleanup() says so', () => {
  expect(runPure(implCleanup, { ignored: 1 })).toEqual({ cleaned: true })
})
