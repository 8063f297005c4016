import { expect, test } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { resolverContextPrepare } from './context-prepare.ts'

test('resolverContextPrepare() completes what is missing', async () => {
  const { host, run } = createMemoryCall()
  expect(await run(resolverContextPrepare)).toEqual({
    projectPath: host.files.cwd,
    cacheRoot: host.files.cwd,
    sources: {},
    replaceAlias: {},
    replaceSpec: {},
    allowlist: null,
    warnings: [],
  })
})

test('resolverContextPrepare() cleans what is there', async () => {
  const normalizedConfig = { sources: [], replaceAlias: { a: 'b' }, replaceSpec: { c: {} }, allowlist: ['', 1, 'd'] }
  const input = { projectPath: '/p', cacheRoot: '/c', normalizedConfig, warnings: ['w', 2], registryWarnings: ['r'] }
  expect(await createMemoryCall().run(resolverContextPrepare, input)).toEqual({
    projectPath: '/p',
    cacheRoot: '/c',
    sources: {},
    replaceAlias: { a: 'b' },
    replaceSpec: { c: {} },
    allowlist: ['d'],
    warnings: ['w', 'r'],
  })
})
