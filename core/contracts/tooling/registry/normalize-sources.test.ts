import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { registryNormalizeSources } from './normalize-sources.ts'

test('registryNormalizeSources() keeps good ones and warns of bad ones', () => {
  expect(runPure(registryNormalizeSources, { entries: [{ id: 'a', path: 'p' }, 'x', null, [], { id: 'b' }] })).toEqual({
    entries: [{ id: 'a', type: 'path', path: 'p' }],
    warnings: ['registry source "b" (type=path) is missing "path"'],
  })
})

test.each([undefined, null, {}])('registryNormalizeSources() of %j is empty', (entries) => {
  expect(runPure(registryNormalizeSources, { entries })).toEqual({ entries: [], warnings: [] })
})
