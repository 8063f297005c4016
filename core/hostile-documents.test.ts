import { stringify } from 'smol-toml'
import { describe, it } from 'vitest'
import { declaredLoggers } from './lint/loggers.ts'
import { checkWorkspace } from './manifest/check-workspace.ts'
import { componentArtefacts } from './manifest/component-artefacts.ts'
import { declaredInputs } from './manifest/declared-inputs.ts'
import { generatePackageReadme } from './manifest/generate-package-readme.ts'
import { showField } from './manifest/input-field.ts'
import { readManifestTable } from './manifest/manifest-table.ts'
import { readManifest } from './manifest/read-manifest.ts'
import { readWorkspace } from './manifest/workspace-file.ts'
import { addRequirement } from './resolve/add-requirement.ts'
import { readLock } from './resolve/lock-file.ts'
import { addSources, readResolveConfig } from './resolve/resolve-config.ts'
import { descriptorText, LIST_HEADER, memoryProject } from './resolve/testing/memory-project.ts'
import { endsWell } from './testing/ends-well.ts'
import { fc } from './testing/fc.ts'
import { type Hostile, hostileDocument, hostileText, oneReplaced } from './testing/hostile-values.ts'
import { chromeTrace } from './trace/formats/chrome-trace.ts'
import { diffTraces } from './trace/formats/diff-traces.ts'
import { jsonlTrace } from './trace/formats/jsonl-trace.ts'
import { otlpTrace } from './trace/formats/otlp-trace.ts'
import { prettyTrace } from './trace/formats/pretty-trace.ts'
import { readTrace } from './trace/formats/read-trace.ts'
import { BUSY_COMPOSE, recordTrace, renderTrace } from './trace/formats/testing/record-trace.ts'
import { buildTraceTree } from './trace/formats/trace-tree.ts'
import { treeText } from './trace/formats/tree-text.ts'
import { readTests } from './unit-tests/read-tests.ts'
import { type Dict, isDict } from './values.ts'

const SCHEMA = '{"type":["array","null"],"items":{"enum":[1,"a"]},"default":[]}'
const MANIFEST = {
  schemaVersion: '2.0',
  id: 'lcod://demo/a@1.0.0',
  version: '1.0.0',
  kind: 'component',
  summary: 'Does a.',
  namespace: 'demo',
  name: 'a',
  palette: { icon: 'mdi:cube', category: 'x' },
  inputs: { b: { summary: 'B', schema: SCHEMA, required: true, default: '[]', example: '[1]' } },
  outputs: { r: { summary: 'R', schema: '{' } },
  slots: { body: { summary: 'Runs.', example: 'compose: []' } },
  deps: { requires: ['lcod://demo/b@1'] },
  hints: { timeoutMs: 5, retries: 1, idempotent: true },
  tool: { inputSchema: 'in.json' },
  documentation: { body: 'More.' },
  workspace: { packages: ['p'], componentsDir: 'components', readmePath: 'README.md', scopeAliases: { x: 'y/z' } },
  logging: { app: 'info', db: { level: 'warn', description: 'd', pool: {} } },
}
const LOCK = {
  schemaVersion: '1.0',
  resolverVersion: 'x',
  components: [
    {
      id: 'lcod://demo/a@1.0.0',
      resolved: 'lcod://demo/a@1.0.0',
      integrity: 'sha256-x',
      source: { type: 'path', path: '.', composeIntegrity: 'x', files: { a: 'sha256-y' }, registryId: 'r' },
      bindings: [{ contract: 'lcod://c@1', implementation: 'lcod://i@1' }],
      dependencies: [{ id: 'lcod://demo/b@1', requested: 'lcod://demo/b@1', resolved: 'lcod://demo/b@1.0.0' }],
    },
    { id: 'lcod://demo/b@1.0.0', source: { type: 'git', url: 'https://host/b.git', ref: 'main', commit: 'c' } },
  ],
}
const CONFIG = {
  sources: {
    'lcod://demo/b@1': { type: 'git', url: '../b', ref: 'main', subdir: 'x', depth: 1, auth: { token: 't' } },
    'lcod://demo/c@1': { type: 'http', url: 'https://host/c.toml', headers: { a: 'b' }, integrity: 'sha256-x' },
  },
  replace: { 'lcod://demo/d@1': 'lcod://demo/e@1', 'lcod://demo/f@1': { type: 'path', path: './f' } },
  allowlist: ['demo/*'],
  registry: { sources: [{ id: 'r', type: 'path', path: './registry', priority: 5, defaults: {} }] },
  mirrors: { 'https://host/': ['https://mirror/'] },
  bindings: { 'lcod://c@1': 'lcod://i@1' },
  assets: ['data'],
}
const LIST = [
  { type: 'manifest', schema: 'lcod-manifest/list@1', id: 'l', priority: 1, defaults: { priority: 2 } },
  { type: 'component', id: 'lcod://demo/b@1.0.0', compose: 'b/compose.yaml', lcp: 'b/lcp.toml', integrity: 'sha256-x' },
  { type: 'list', id: 'm', url: 'https://host/m.jsonl', namespaces: ['demo'], path: 'm.jsonl', git: { url: 'x' } },
]
const SOURCES = { sources: [{ id: 's', type: 'file', path: 'list.jsonl', priority: 1, url: 'https://host/l.jsonl' }] }
const CATALOGUE = {
  schema: 'lcod-registry/catalogue@1',
  id: 'c',
  origin: { type: 'git', url: 'https://github.com/a/b.git', commit: 'c', path: '/x/' },
  components: [{ id: 'lcod://demo/b', version: '1.0.0', manifest: 'b/lcp.toml', artifact: { url: 'https://host/b' } }],
}
const TESTS = [
  { name: 't', input: { a: 1 }, expect: { b: 2 }, mocks: { 'lcod://a/b@1': { output: { x: 1 } } }, timeoutMs: 5 },
]

/** TOML text of a table; what TOML cannot say is left out. */
function toml(value: unknown): string {
  try {
    return stringify(withoutNulls(isDict(value) ? value : { value }) as Dict)
  } catch {
    // Too deep for its writer: as deep as its readers get it.
    return `a${'.a'.repeat(5_000)} = 1`
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined).map(withoutNulls)
  if (!isDict(value)) return value
  const kept = Object.entries(value).filter(([, part]) => part !== null && part !== undefined)
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutNulls(part)]))
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    return '['.repeat(100_000) + ']'.repeat(100_000)
  }
}

const lines = (value: unknown) => (Array.isArray(value) ? value.map(json).join('\n') : json(value))

/** A document of somebody who means well but for one part, and sometimes one of somebody who does not. */
const documentLike = (honest: unknown): fc.Arbitrary<Hostile> =>
  fc.oneof({ arbitrary: oneReplaced(honest, fc.oneof(hostileDocument, hostileText)), weight: 5 }, hostileDocument)

/** Documents are large, and one sample goes through many readers. */
const numRuns = Math.ceil((fc.readConfigureGlobal().numRuns ?? 300) / 3)

async function holds(document: fc.Arbitrary<Hostile>, read: (value: unknown) => unknown): Promise<void> {
  await fc.assert(
    fc.asyncProperty(document, (hostile) => endsWell(() => read(hostile.make()))),
    { numRuns },
  )
}

describe('what others wrote is read, or refused by a declared error', () => {
  it('lcp.toml', () =>
    holds(documentLike(MANIFEST), async (value) => {
      const text = toml(value)
      declaredLoggers(text, 'lcp.toml')
      for (const input of declaredInputs(text)) showField(input, input.fallback)
      await endsWell(() => addRequirement(text, 'lcod://demo/z@1', 'lcp.toml'))
      await endsWell(() => readManifest(text, 'lcp.toml'))
      await endsWell(() => {
        const table = readManifestTable(text, 'lcp.toml')
        componentArtefacts(table, '/work')
        generatePackageReadme(table, [{ id: 'a', summary: 's', icon: 'mdi:x', link: '\ud800' }])
      })
    }))

  it('workspace.lcp.toml', () =>
    holds(documentLike({ id: 'lcod://demo/w@1.0.0', workspace: MANIFEST.workspace }), async (value) => {
      await checkWorkspace(toml(value), { file: 'workspace.lcp.toml', hasPackage: async () => false })
      readWorkspace(toml(value), 'workspace.lcp.toml')
    }))

  it('lcp.lock', () => holds(documentLike(LOCK), (value) => readLock(toml(value), 'lcp.lock')))

  it('resolve.config.json', () =>
    holds(documentLike(CONFIG), (value) => {
      const { sources } = readResolveConfig(json(value), '/app/resolve.config.json')
      addSources(json(value), sources, 'resolve.config.json')
    }))

  it('tests', () =>
    holds(documentLike(TESTS), (value) => {
      readTests(json(value), { file: 'tests.json' })
      readTests(json(value), { file: 'tests.yaml' })
    }))

  it('a project with its configuration, lists and catalogues', () => {
    const files = fc.record({
      config: documentLike(CONFIG),
      sources: documentLike(SOURCES),
      list: documentLike(LIST),
      catalogue: documentLike(CATALOGUE),
      manifest: documentLike(MANIFEST),
    })
    return fc.assert(
      fc.asyncProperty(files, fc.nat(5), async (drawn, which) => {
        const { config, sources, list, catalogue, manifest } = drawn
        // One or all of them hostile: an honest configuration leads to the lists, and these to the manifests.
        const given = (at: number, one: Hostile, honest: unknown) => (which === at || which === 5 ? one.make() : honest)
        const project = memoryProject({
          files: {
            'lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/a@1', 'lcod://demo/b@1']),
            'compose.yaml': 'compose: []',
            'resolve.config.json': json(given(0, config, CONFIG)),
            'sources.json': json(given(1, sources, SOURCES)),
            'list.jsonl': lines(given(2, list, LIST)),
            'registry/packages.jsonl': `${LIST_HEADER}\n${lines(given(2, list, LIST))}`,
            'b/lcp.toml': toml(given(3, manifest, MANIFEST)),
            'b/compose.yaml': 'compose: []',
          },
          http: ['https://host/l.jsonl', 'https://host/m.jsonl', 'https://host/c.toml', 'https://host/b'].map(
            (url) => ({
              url,
              body: json(given(4, catalogue, CATALOGUE)),
            }),
          ),
        })
        await endsWell(async () => (await project.open()).resolve())
      }),
      { numRuns },
    )
  })

  it('traces', async () => {
    const recorded = await recordTrace(BUSY_COMPOSE)
    const honest = buildTraceTree(recorded)
    const some = recorded.filter((_, at) => at % 3 === 0).slice(0, 20)
    await holds(documentLike(some), (value) => {
      const { events } = readTrace([...lines(value).split('\n'), ...recorded.map(json)])
      const ids = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), newSpanId: () => 'c'.repeat(16), now: () => 0 }
      for (const format of [prettyTrace(), chromeTrace(), otlpTrace(ids), jsonlTrace()]) renderTrace(format, events)
      const tree = buildTraceTree(events)
      treeText(tree, { values: true })
      for (const _ of diffTraces(honest, tree));
    })
  })
})
