import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { registryNormalizeSource } from './normalize-source.ts'

test('registryNormalizeSource() gives an entry or a warning', () => {
  expect(runPure(registryNormalizeSource, { entry: { id: 'a', path: 'p' } })).toEqual({
    entry: { id: 'a', type: 'path', path: 'p' },
    warnings: [],
  })
  expect(runPure(registryNormalizeSource, { entry: { path: 'p' } })).toEqual({
    entry: null,
    warnings: ['registry source entry is missing an id'],
  })
})

test.each([undefined, null, 'text', []])('registryNormalizeSource() of %j is null', (entry) => {
  expect(runPure(registryNormalizeSource, { entry })).toEqual({ entry: null, warnings: [] })
})
