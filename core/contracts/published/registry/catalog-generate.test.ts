import { expect, test } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { registryCatalogGenerate } from './catalog-generate.ts'

const catalogue = {
  registries: [{ id: 'main', url: 'https://a.test', priority: 3 }, { id: 'bare', type: 'http' }, {}],
  namespaces: { a: {} },
  packages: [
    { id: 'lcod://a/b', registryId: 'main', versionsPath: 'b.json', priority: 7 },
    { id: 'lcod://a/gone', registryId: 'main', versionsPath: 'gone.json' },
    { id: 'lcod://a/lost', versionsPath: 'b.json' },
    { id: 'lcod://a/void', registryId: 'main' },
  ],
}
const versions = [
  { version: '1.0.0', manifest: 'm1', sha256: 'x' },
  { version: '1.1.0', manifest: 'm2', priority: 1, registryId: 'other' },
  { version: '1.2.0' },
  {},
]
const files = { 'reg/catalog.json': JSON.stringify(catalogue), 'reg/b.json': JSON.stringify({ versions }) }

test('registryCatalogGenerate() makes lines and document', async () => {
  const result = await createMemoryCall({ files }).run(registryCatalogGenerate, { rootPath: 'reg' })
  const { packagesJsonl, ...rest } = result as { packagesJsonl: string }
  expect(packagesJsonl.endsWith('}\n')).toBe(true)
  const lines = packagesJsonl.trimEnd().split('\n')
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { kind: 'registry', id: 'main', type: 'git', url: 'https://a.test', priority: 3 },
    { kind: 'registry', id: 'bare', type: 'http', url: null },
    {
      kind: 'component',
      id: 'lcod://a/b',
      version: '1.0.0',
      manifest: 'm1',
      registryId: 'main',
      sha256: 'x',
      priority: 7,
    },
    { kind: 'component', id: 'lcod://a/b', version: '1.1.0', manifest: 'm2', registryId: 'other', priority: 1 },
  ])
  expect(rest).toEqual({
    registryJson: {
      schema: 'lcod-registry@1',
      registries: catalogue.registries.slice(0, 2),
      namespaces: { a: {} },
      packages: { 'lcod://a/b': { registry: 'main' }, 'lcod://a/gone': { registry: 'main' } },
    },
    packages: [
      {
        id: 'lcod://a/b',
        versions: [
          { version: '1.0.0', manifest: 'm1', registryId: 'main', priority: 7 },
          { version: '1.1.0', manifest: 'm2', registryId: 'other', priority: 1 },
        ],
      },
    ],
    warnings: [
      'registry "bare" has no url',
      'package "lcod://a/b@1.2.0" has no manifest',
      expect.stringMatching(/gone\.json cannot be read/),
      'package "lcod://a/lost" has no registryId',
      'package "lcod://a/void" has no versionsPath',
    ],
  })
})

test.each([
  [{}, 'ENOENT'],
  [{ 'catalog.json': '{' }, 'source_invalid'],
  [{ 'catalog.json': '[]' }, 'source_invalid'],
])('registryCatalogGenerate() with the files %j fails with %s', async (present, code) => {
  await expect(createMemoryCall({ files: present }).run(registryCatalogGenerate)).rejects.toMatchObject({ code })
})
