import { expect, test } from 'vitest'
import { writeTar } from '../package/write-tar.ts'
import { integrityOf } from './integrity.ts'
import { composeText, descriptorText, memoryProject } from './testing/memory-project.ts'

const encoder = new TextEncoder()
const web = 'https://registry.example/'
const packed = writeTar([
  { path: 'lcp.toml', content: encoder.encode(descriptorText('lcod://demo/a@1.4.0')) },
  { path: 'compose.yaml', content: encoder.encode(composeText('packed')) },
])
const manifest = JSON.stringify({
  schema: 'lcod-registry/manifest@1',
  id: 'lcod://demo/a@1.4.0',
  artifact: { url: `${web}a.lcpkg`, sha256: integrityOf(packed).slice('sha256-'.length) },
})
const catalogue = JSON.stringify({
  schema: 'lcod-registry/catalogue@1',
  id: 'demo',
  origin: { type: 'http', url: `${web}files`, path: 'manifests' },
  components: [
    {
      id: 'lcod://demo/a',
      versions: [
        { version: '2.0.0', manifest: 'a/2.json' },
        { version: '1.4.0', manifest: './a/1.json', sha256: integrityOf(encoder.encode(manifest)) },
      ],
    },
  ],
})
const catalogues = JSON.stringify({
  schema: 'lcod-registry/catalogues@1',
  catalogues: [{ id: 'demo', url: 'catalogue.json' }, { id: 'nowhere' }],
})
const answers = [
  { url: `${web}lists/catalogues.json`, body: catalogues },
  { url: `${web}lists/catalogue.json`, body: catalogue },
  { url: `${web}files/manifests/a/1.json`, body: manifest },
  { url: `${web}a.lcpkg`, body: packed },
]
const app = { '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/a@1']) }

function sources(checksum?: string): Record<string, string> {
  const entrypoint = { type: 'https', url: `${web}lists/catalogues.json` }
  const source = { id: 'all', entrypoint, ...(checksum === undefined ? {} : { checksum }) }
  return { ...app, '/app/sources.json': JSON.stringify({ schema: 'lcod-resolver/sources@1', sources: [source] }) }
}

test('sources.json leads through catalogues to a packed component, each digest compared', async () => {
  const { open, warnings } = memoryProject({ files: sources(integrityOf(encoder.encode(catalogues))), http: answers })
  const { components } = await (await open()).resolve()
  expect(components).toMatchObject([{ id: 'lcod://demo/a@1.4.0', source: { type: 'http', url: `${web}a.lcpkg` } }])
  expect(warnings).toEqual(['The source "nowhere" names neither a path nor a URL'])
})

test('a list that is not the one its pointer promised is refused', async () => {
  const { open } = memoryProject({ files: sources('0'.repeat(64)), http: answers })
  await expect((await open()).resolve()).rejects.toMatchObject({ code: 'integrity_mismatch' })
})

test('an artefact that is not the one its description promised is refused', async () => {
  const other = answers.map((one) => (one.url.endsWith('.lcpkg') ? { ...one, body: 'other' } : one))
  const { open, host } = memoryProject({ files: sources(), http: other })
  await expect((await open()).resolve()).rejects.toMatchObject({ code: 'integrity_mismatch' })
  const folders = await host.files.list('/app/.lcod/cache/http')
  const kept = await Promise.all(folders.map(({ name }) => host.files.list(`/app/.lcod/cache/http/${name}`)))
  expect(kept.flat().map(({ name }) => name)).not.toContain('package.lcpkg')
})

test('a registry of the configuration is a folder with packages.jsonl', async () => {
  const line = { kind: 'component', id: 'lcod://demo/a', version: '1.4.0', manifest: 'm/1.json', registryId: 'own' }
  const { open } = memoryProject({
    files: {
      ...app,
      '/app/resolve.config.json': JSON.stringify({
        registry: { sources: [{ id: 'own', type: 'path', path: '../registry' }] },
        sources: { unused: { type: 'http', url: web } },
      }),
      '/registry/packages.jsonl': `{"kind":"registry","id":"own"}\n${JSON.stringify(line)}\n`,
      '/registry/m/1.json': manifest,
    },
    http: answers,
  })
  expect((await (await open()).resolve()).components).toMatchObject([{ id: 'lcod://demo/a@1.4.0' }])
})

test('a configuration that cannot be used is refused with its place', async () => {
  const { open } = memoryProject({
    files: { ...app, '/app/resolve.config.json': '{"sources":{"lcod://demo/a@1":{"type":"ftp"}}}' },
  })
  await expect(open()).rejects.toMatchObject({
    code: 'source_invalid',
    message:
      '/app/resolve.config.json has no proper source under sources["lcod://demo/a@1"]: the source type "ftp" is not one of path, git, http, registry',
  })
})
