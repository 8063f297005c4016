import { describe, expect, test } from 'vitest'
import { composeText, descriptorText, LIST_HEADER, listed, listLine, memoryProject } from './testing/memory-project.ts'

const ID = 'lcod://demo/a@1.4.0'
const app = { '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/a@1']) }
const SCHEMA = 'lcod-resolver/sources@1'
const web = 'https://registry.example/'
const list = (...versions: string[]) =>
  [LIST_HEADER, ...versions.map((version) => listLine(`lcod://demo/a@${version}`))].join('\n')

const project = (files: Record<string, string>, http: ReadonlyArray<{ url: string; body: string }> = []) =>
  memoryProject({ files: { ...app, ...files }, http })

const found = async ({ open }: ReturnType<typeof memoryProject>, options = {}) =>
  (await (await open(options)).resolve()).components.map(({ id, source }) => [id, source['lcp'] ?? source['path']])

describe('sources.json', () => {
  test('has defaults that its entries complete', async () => {
    const { open, host } = project(
      {
        '/app/sources.json': JSON.stringify({
          schema: SCHEMA,
          defaults: {
            priority: 50,
            entrypoint: { type: 'https', url: `${web}list.jsonl` },
            transport: { headers: { 'x-team': 'demo', accept: 'text/plain' } },
          },
          sources: [
            { id: 'later', priority: 60, entrypoint: { type: 'file', path: 'none.jsonl', url: `${web}none.jsonl` } },
            { id: 'first', transport: { headers: { accept: 'application/json' } } },
          ],
        }),
      },
      [
        { url: `${web}list.jsonl`, body: list('1.4.0') },
        { url: `${web}demo/a/1.4.0/lcp.toml`, body: descriptorText(ID) },
        { url: `${web}demo/a/1.4.0/compose.yaml`, body: composeText('a') },
      ],
    )
    expect((await (await open()).resolve()).components).toMatchObject([{ id: ID }])
    expect(host.http.requests[0]?.url).toBe(`${web}list.jsonl`)
    expect(host.http.requests[0]?.headers).toContainEqual(['accept', 'application/json'])
  })

  test('without sources is refused, and of another schema worth a warning', async () => {
    await expect(project({ '/app/sources.json': `{"schema":"${SCHEMA}"}` }).open()).rejects.toMatchObject({
      code: 'source_invalid',
      message: '"/app/sources.json" needs a list under "sources"',
    })
    const other = project({ '/app/sources.json': '{"schema":"x@1","sources":[]}' })
    await other.open()
    expect(other.warnings).toEqual([`"/app/sources.json" has the schema "x@1", expected "${SCHEMA}"`])
  })

  test('may be a list of another kind when it is named', async () => {
    const catalogues = {
      schema: 'lcod-registry/catalogues@1',
      catalogues: [{ id: 'a', path: '../registry/list.jsonl' }],
    }
    const files = { ...listed(ID), '/registry/list.jsonl': list('1.4.0'), '/app/all.json': JSON.stringify(catalogues) }
    expect(await found(project(files), { sourcesPath: '/app/all.json' })).toEqual([
      [ID, '/registry/demo/a/1.4.0/lcp.toml'],
    ])
  })
})

describe('registry.sources of the configuration', () => {
  const line = (version: string) => ({ ...JSON.parse(listLine(`lcod://demo/a@${version}`)), ...placed(version) })
  const placed = (version: string) => ({
    compose: `../registry/demo/a/${version}/compose.yaml`,
    lcp: `../registry/demo/a/${version}/lcp.toml`,
  })
  const files = { ...listed(ID), ...listed('lcod://demo/a@1.5.0') }
  const config = (sources: object) => ({ '/app/resolve.config.json': JSON.stringify(sources) })

  test.each([
    ['lines', { type: 'inline', lines: [line('1.4.0')] }],
    ['JSON lines', { type: 'jsonl', jsonl: `${JSON.stringify(line('1.4.0'))}\n` }],
  ])('may hold its %s itself; paths are those of the project', async (_, source) => {
    const inline = project({ ...files, ...config({ registry: { sources: [{ id: 'own', ...source }] } }) })
    expect(await found(inline)).toEqual([[ID, '/registry/demo/a/1.4.0/lcp.toml']])
    expect(inline.warnings).toEqual([])
  })

  test('are chosen by sources of type registry: by id, and by version', async () => {
    const registry = {
      sources: [
        { id: 'near', type: 'inline', lines: [line('1.5.0')] },
        { id: 'far', type: 'inline', lines: [{ ...line('1.5.0'), registryId: 'near' }, line('1.4.0')], priority: 200 },
      ],
    }
    const pinned = (spec: object) =>
      found(project({ ...files, ...config({ registry, sources: { 'lcod://demo/a': { type: 'registry', ...spec } } }) }))
    expect(await pinned({})).toMatchObject([['lcod://demo/a@1.5.0', expect.anything()]])
    expect(await pinned({ version: '~1.4.0' })).toMatchObject([[ID, expect.anything()]])
    expect(await pinned({ registryId: 'far', version: '1.4' })).toMatchObject([[ID, expect.anything()]])
    await expect(pinned({ registryId: 'near', version: '~1.4.0' })).rejects.toMatchObject({
      code: 'dependency_not_found',
      message: expect.stringContaining(
        'its source takes version ~1.4.0 of the registry "near" alone, and the lists have 1.5.0',
      ),
    })
  })
})

test('projectLists() takes the fallback when a project names no list at all', async () => {
  const files = { ...listed(ID), '/registry/list.jsonl': list('1.4.0') }
  const fallback = { fallbackSources: '/registry/list.jsonl' }
  expect(await found(project(files), fallback)).toEqual([[ID, '/registry/demo/a/1.4.0/lcp.toml']])
  const own = project({ ...files, '/app/lcod.sources.jsonl': LIST_HEADER })
  await expect(found(own, fallback)).rejects.toMatchObject({ code: 'dependency_not_found' })
  await expect(found(project(app), { fallbackSources: '/none.jsonl' })).rejects.toMatchObject({
    code: 'dependency_not_found',
  })
})
