import { expect, test } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { registryResolution } from './resolution.ts'

const lines = ['1.0.0', '1.2.0'].map((version) => ({ kind: 'component', id: 'lcod://a/b', version, manifest: 'm' }))

test('registryResolution() picks an entry for each request', async () => {
  const requests = [{ id: 'lcod://a/b', range: '^1.1.0' }, { id: 'lcod://a/none' }, {}, 'text']
  const input = { sources: [{ id: 'r', type: 'inline', lines, jsonl: '{' }], requests }
  expect(await createMemoryCall().run(registryResolution, input)).toMatchObject({
    entries: [{ version: '1.0.0' }, { version: '1.2.0' }],
    packages: { 'lcod://a/b': [{ version: '1.0.0' }, { version: '1.2.0' }] },
    resolved: [{ id: 'lcod://a/b', entry: { version: '1.2.0', registryId: 'r' } }],
    warnings: [
      'registry "r" line 1: invalid JSON',
      'registry: no entry found for lcod://a/none',
      'registry: a request without an id was left out',
      'registry: a request without an id was left out',
    ],
  })
})

test('registryResolution() without sources and requests is empty', async () => {
  expect(await createMemoryCall().run(registryResolution)).toEqual({
    registries: [],
    entries: [],
    packages: {},
    resolved: [],
    warnings: [],
  })
})
