import { expect, test } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { componentBuildArtifacts } from './build-artifacts.ts'
import { toolingMakePackageDoc } from './make-package-doc.ts'
import { toolingMakeRepoDocs } from './make-repo-docs.ts'

const component = (name: string) => `schemaVersion = "2.0"
id = "lcod://a/${name}@1.0.0"
version = "1.0.0"
kind = "component"
summary = "Does ${name}."
[palette]
icon = "mdi:cube"
[tool]
inputSchema = "in.json"
[inputs.x]
schema = '{"type":"string"}'
`
const files = {
  'pkg/lcp.toml': 'schemaVersion = "2.0"\nid = "lcod://a@1.0.0"\nkind = "workspace-package"\nsummary = "All."\n',
  'pkg/components/z/lcp.toml': component('one'),
  'pkg/components/y/lcp.toml': component('two'),
  'pkg/node_modules/n/lcp.toml': component('no'),
  'old/lcp.toml': 'schemaVersion = "1.0"\nid = "lcod://a/old@1.0.0"\n',
  'bare/lcp.toml': 'id = "lcod://a/bare@1.0.0"\nsummary = "Bare."\n',
}
const setUp = () => {
  const { host, run } = createMemoryCall({ files })
  const exists = async (path: string) => (await host.files.info(`${host.files.cwd}/${path}`)) !== null
  return { cwd: host.files.cwd, run, exists }
}

test('componentBuildArtifacts() writes what follows from a descriptor', async () => {
  const { cwd, run, exists } = setUp()
  expect(await run(componentBuildArtifacts, { descriptorPath: 'pkg/components/z/lcp.toml' })).toMatchObject({
    descriptor: { id: 'lcod://a/one@1.0.0' },
    readme: expect.stringContaining('# lcod://a/one@1.0.0'),
    inputSchema: { properties: { x: { type: 'string' } } },
    outputSchema: {},
    readmePath: `${cwd}/pkg/components/z/README.md`,
    inputSchemaPath: `${cwd}/pkg/components/z/in.json`,
    outputSchemaPath: '',
    readmeWriteResult: { path: `${cwd}/pkg/components/z/README.md` },
    outputSchemaWriteResult: {},
  })
  expect(await exists('pkg/components/z/in.json')).toBe(true)
})

test('componentBuildArtifacts() takes other paths, and writes nothing when told so', async () => {
  const { cwd, run, exists } = setUp()
  const input = { descriptorPath: 'pkg/components/z/lcp.toml', write: false, readmePath: '../R.md' }
  expect(await run(componentBuildArtifacts, input)).toMatchObject({
    readmePath: `${cwd}/pkg/components/R.md`,
    readmeWriteResult: {},
  })
  expect(await exists('pkg/components/R.md')).toBe(false)
})

test('componentBuildArtifacts() leaves the README of an old descriptor alone, and takes one without version', async () => {
  const { run, exists } = setUp()
  const old = run(componentBuildArtifacts, { descriptorPath: 'old/lcp.toml' })
  await expect(old).rejects.toMatchObject({
    code: 'invalid_manifest',
    message: expect.stringMatching(/has schemaVersion "1\.0", expected "2\.0"$/),
  })
  expect(await exists('old/README.md')).toBe(false)
  expect(await run(componentBuildArtifacts, { descriptorPath: 'bare/lcp.toml' })).toMatchObject({
    readme: expect.stringContaining('# lcod://a/bare@1.0.0'),
  })
})

test('toolingMakePackageDoc() takes a package that does not say its kind, and no other kind', async () => {
  const { run, exists } = setUp()
  const result = await run(toolingMakePackageDoc, { packageDescriptorPath: 'bare/lcp.toml', componentsDir: '../old' })
  expect(result).toMatchObject({ components: [{ id: 'lcod://a/old@1.0.0', generated: false, readmePath: '' }] })
  expect(await exists('old/README.md')).toBe(false)
  const wrong = run(toolingMakePackageDoc, { packageDescriptorPath: 'pkg/components/z/lcp.toml' })
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_manifest' })
})

test('toolingMakePackageDoc() lists components by id', async () => {
  const { run, exists } = setUp()
  const result = await run(toolingMakePackageDoc, { packageDescriptorPath: 'pkg/lcp.toml' })
  expect(result).toMatchObject({
    components: [
      { id: 'lcod://a/one@1.0.0', relativePath: 'components/z/lcp.toml', readmeRelative: 'components/z/README.md' },
      { id: 'lcod://a/two@1.0.0', generated: true, icon: 'mdi:cube' },
    ],
    readme: expect.stringContaining('[README](components/y/README.md)'),
  })
  expect(await exists('pkg/README.md')).toBe(true)
  const bare = { packageDescriptorPath: 'pkg/lcp.toml', componentsDir: 'gone', generateComponentDocs: false }
  expect(await run(toolingMakePackageDoc, bare)).toMatchObject({ components: [] })
})

test('toolingMakeRepoDocs() takes every descriptor its own way', async () => {
  const { run, exists } = setUp()
  const { processed } = (await run(toolingMakeRepoDocs, { roots: ['pkg', 'old', 1], write: false })) as {
    processed: unknown
  }
  expect(processed).toMatchObject([
    { root: 'pkg', processedCount: 3, skippedCount: 0 },
    { root: 'old', processedCount: 0, descriptors: [{ relativePath: 'lcp.toml', reason: 'schema-version' }] },
  ])
  expect(await exists('pkg/README.md')).toBe(false)
})
