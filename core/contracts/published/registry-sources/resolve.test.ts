import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../../adapters/memory/index.ts'
import { runText } from '../../../testing/run-text.ts'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { registrySourcesCollectEntries } from './collect-entries.ts'
import { registrySourcesCollectQueue } from './collect-queue.ts'
import { registrySourcesPrepareEnv } from './prepare-env.ts'
import { registrySourcesProcessPointer } from './process-pointer.ts'
import { registrySourcesResolve } from './resolve.ts'

const header = '{"type":"manifest","schema":"lcod-manifest/list@1"}'
const component = (id: string) => `{"type":"component","id":"${id}","compose":"c.yaml"}`
/** Two lists that lead to each other. */
const files = {
  'app/lcod.sources.jsonl': `${header}\n${component('lcod://a/one@1')}\n{"type":"list","path":"in/more.jsonl"}`,
  'app/in/more.jsonl': `${header}\n${component('lcod://a/two@1')}\n{"type":"list","path":"../lcod.sources.jsonl"}`,
}
const merged = [{ id: 'lcod-manifest', type: 'inline', lines: [{ id: 'lcod://a/one@1' }, { id: 'lcod://a/two@1' }] }]

test('registrySourcesResolve() reads every list once', async () => {
  const { host, run } = createMemoryCall({ files })
  const root = `${host.files.cwd}/app`
  expect(await run(registrySourcesResolve, { projectPath: 'app' })).toMatchObject({
    registrySources: merged,
    warnings: [],
    sourcesPath: `${root}/lcod.sources.jsonl`,
    projectRoot: root,
    cacheDir: `${root}/.lcod/cache`,
    downloadsRoot: `${root}/.lcod/cache/catalogues`,
  })
})

test('registrySourcesResolve() downloads what the default sources lead to', async () => {
  const sources = [{ id: 'web', entrypoint: { type: 'https', url: 'https://a.test/l.jsonl' }, priority: 7 }]
  const step = { call: registrySourcesResolve.id, in: { defaultSourcesSpec: { sources } }, out: { r: '$' } }
  const http = [{ url: 'https://a.test/l.jsonl', body: `${header}\n${component('lcod://a/b@1')}` }]
  const { r } = await runText(JSON.stringify({ compose: [step] }), { host: createMemoryHost({ http }) })
  expect(r).toMatchObject({ registrySources: [{ id: 'web', priority: 7 }], sourcesPath: 'builtin:default' })
})

test('collect_entries, collect_queue and process_pointer take a part of the way each', async () => {
  const { host, run } = createMemoryCall({ files })
  const base = `${host.files.cwd}/app`
  const pointer = { id: 'lcod-manifest', entrypoint: { type: 'file', path: 'lcod.sources.jsonl' } }
  const sourcesConfig = { sources: [pointer, { id: 'void' }] }
  expect(await run(registrySourcesCollectEntries, { sourcesConfig, sourcesBaseDir: 'app' })).toMatchObject({
    registrySources: merged,
    warnings: ['The source "void" names no url'],
  })
  expect(await run(registrySourcesCollectQueue, { queue: [pointer, 1], sourcesBaseDir: 'app' })).toMatchObject({
    contributions: [{ lines: [{ id: 'lcod://a/one@1' }] }, { lines: [{ id: 'lcod://a/two@1' }] }],
    warnings: [],
  })
  const processed = await run(registrySourcesProcessPointer, { pointer: { ...pointer, baseDir: base } })
  expect(processed).toMatchObject({ children: [{ id: 'lcod-manifest' }], slots: [{ id: 'lcod-manifest' }] })
})

test('registrySourcesPrepareEnv() makes every folder absolute', async () => {
  const { host, run } = createMemoryCall()
  const { cwd } = host.files
  expect(await run(registrySourcesPrepareEnv, { projectPath: 'p', cacheDir: '../c', cwd: 'w' })).toEqual({
    projectRoot: `${cwd}/w/p`,
    cacheDir: `${cwd}/w/c`,
    downloadsRoot: `${cwd}/w/c/catalogues`,
  })
  expect(await run(registrySourcesPrepareEnv)).toMatchObject({ projectRoot: cwd })
})
