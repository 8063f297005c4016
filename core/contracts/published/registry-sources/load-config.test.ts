import { expect, test } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { registrySourcesLoadConfig } from './load-config.ts'

const own = { schema: 'lcod-resolver/sources@1', sources: [{ id: 'own' }] }
const files = {
  'a/lcod.sources.jsonl': '{}',
  'a/sources.json': '{}',
  'b/sources.json': JSON.stringify(own),
  'c/sources.json': '{',
  'd/sources.json': '[]',
  'e/sources.json': '{"sources":[],"description":"d"}',
}
const load = async (input: Record<string, unknown>) => {
  const { host, run } = createMemoryCall({ files })
  return { cwd: host.files.cwd, config: await run(registrySourcesLoadConfig, input) }
}

test('registrySourcesLoadConfig() prefers a list of JSON lines', async () => {
  const { config, cwd } = await load({ projectRoot: 'a' })
  expect(config).toEqual({
    sourcesConfig: {
      schema: own.schema,
      sources: [{ id: 'lcod-manifest', entrypoint: { type: 'file', path: './lcod.sources.jsonl' } }],
    },
    sourcesPath: `${cwd}/a/lcod.sources.jsonl`,
    sourcesBaseDir: `${cwd}/a`,
    warnings: [],
    valid: true,
  })
})

test('registrySourcesLoadConfig() reads the document of the project, or the one that is named', async () => {
  expect((await load({ projectRoot: 'b' })).config).toMatchObject({ sourcesConfig: own, warnings: [] })
  const { config, cwd } = await load({ projectRoot: 'a', sourcesPath: '../b/sources.json' })
  expect(config).toMatchObject({ sourcesConfig: own, sourcesBaseDir: `${cwd}/b` })
  const text = JSON.stringify(own)
  expect((await load({ projectRoot: 'c', sourcesText: text })).config).toMatchObject({ sourcesConfig: own })
})

test('registrySourcesLoadConfig() takes a list at a URL', async () => {
  const url = 'https://a.test/x.JSONL'
  expect((await load({ sourcesPath: url })).config).toMatchObject({
    sourcesConfig: { sources: [{ entrypoint: { type: 'https', url } }] },
    sourcesPath: url,
  })
})

test.each([
  [{ projectRoot: 'none' }, /There are no sources at/],
  [{ projectRoot: 'c' }, /are no JSON/],
  [{ projectRoot: 'd' }, /are no object/],
  [{ sourcesPath: 'gone.jsonl' }, /There is no list of sources/],
  [{ sourcesPath: 'https://a.test/x.json' }, /is not downloaded/],
])('registrySourcesLoadConfig() of %j takes the default sources', async (input, warning) => {
  expect((await load({ ...input, defaultSourcesSpec: own })).config).toMatchObject({
    sourcesConfig: own,
    sourcesPath: 'builtin:default',
    warnings: [expect.stringMatching(warning)],
  })
  expect((await load(input)).config).toMatchObject({ sourcesConfig: { sources: [{ id: 'lcod-registry' }] } })
})

test('registrySourcesLoadConfig() fills an empty document', async () => {
  expect((await load({ projectRoot: 'e', defaultSourcesSpec: own })).config).toMatchObject({
    sourcesConfig: { ...own, description: 'd' },
    warnings: [expect.stringMatching(/are empty/)],
  })
})
