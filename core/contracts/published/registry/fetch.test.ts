import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../../adapters/memory/index.ts'
import { integrityOf } from '../../../resolve/integrity.ts'
import { failText, runText } from '../../../testing/run-text.ts'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { registryFetch } from './fetch.ts'

const text = '{"id":"x"}'
const digest = (value: string) => integrityOf(new TextEncoder().encode(value))
const entry = { id: 'lcod://a/b c', version: '1.0.0', manifest: 'm.json', registryId: 'r' }
const cache = { root: 'cache' }
const place = 'cache/manifests/a/b-c/1.0.0/manifest.json'

test('registryFetch() copies a manifest and an artefact, and keeps what is as promised', async () => {
  const { host, run } = createMemoryCall({ files: { 'reg/m.json': text, 'x.bin': 'data' } })
  const artifact = { url: 'x.bin', sha256: digest('data'), path: 'in/y.bin' }
  const input = { entry: { ...entry, artifact }, registry: { url: `${host.files.cwd}/reg` }, cache }
  const first = await run(registryFetch, input)
  expect(first).toMatchObject({
    manifest: { id: 'x' },
    manifestIntegrity: digest(text),
    artifactIntegrity: digest('data'),
    downloaded: true,
  })
  expect(String((first as { artifactPath: string }).artifactPath)).toMatch(/artifacts\/a\/b-c\/1\.0\.0\/y\.bin$/)
  expect(await run(registryFetch, input)).toMatchObject({ downloaded: false })
  expect(await run(registryFetch, { ...input, forceRefresh: true })).toMatchObject({ downloaded: true })
})

test('registryFetch() fetches anew what is not as promised', async () => {
  const { run } = createMemoryCall({ files: { 'm.json': text, [place]: '{}' } })
  const input = { entry: { ...entry, sha256: digest(text) }, cache }
  expect(await run(registryFetch, input)).toMatchObject({ manifest: { id: 'x' }, downloaded: true })
})

test('registryFetch() does not keep what was changed', async () => {
  const { host, run } = createMemoryCall({ files: { 'm.json': text } })
  const input = { entry: { ...entry, sha256: digest('other') }, cache }
  await expect(run(registryFetch, input)).rejects.toMatchObject({ code: 'integrity_mismatch' })
  expect(await host.files.info(`${host.files.cwd}/${place}`)).toBeNull()
})

test('registryFetch() downloads relative to the registry', async () => {
  const http = [{ url: 'https://r.test/base/m.json', body: text }]
  const step = {
    call: registryFetch.id,
    in: { entry, registry: { url: 'https://r.test/base' }, cache },
    out: { r: '$' },
  }
  const compose = JSON.stringify({ compose: [step] })
  const { r } = await runText(compose, { host: createMemoryHost({ http }) })
  expect(r).toMatchObject({ manifest: { id: 'x' }, downloaded: true })
  expect(await failText(compose, { host: createMemoryHost({ http: [] }) })).toHaveProperty('code')
})

test.each([
  [{ entry: { ...entry, id: '' }, cache }, /entry\.id must be/],
  [{ entry: { ...entry, registryId: null }, cache }, /registry\.id must be/],
  [{ entry, cache: {} }, /cache\.root must be/],
  [{ entry, cache: null }, /cache must be/],
])('registryFetch() refuses %j', async (input, message) => {
  const failing = createMemoryCall().run(registryFetch, input)
  await expect(failing).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) })
})

test('registryFetch() refuses a manifest that is no JSON', async () => {
  const { run } = createMemoryCall({ files: { 'm.json': '{' } })
  await expect(run(registryFetch, { entry, cache })).rejects.toMatchObject({ code: 'source_invalid' })
})

test.each(['..', '../../x', '.'])('registryFetch() keeps the version %j in its folder', async (version) => {
  const { host, run } = createMemoryCall({ files: { 'm.json': text } })
  const { manifestPath } = (await run(registryFetch, { entry: { ...entry, version }, cache })) as {
    manifestPath: string
  }
  expect(manifestPath.startsWith(`${host.files.cwd}/cache/manifests/a/b-c/`)).toBe(true)
  expect(manifestPath.split('/').at(-1)).toBe('manifest.json')
})
