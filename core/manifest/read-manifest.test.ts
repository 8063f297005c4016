import { expect, test } from 'vitest'
import { readManifest } from './read-manifest.ts'

test('readManifest() reads id, declared names, schemas, hints and context', () => {
  const manifest = readManifest(
    `
schemaVersion = "2.0"
id = "lcod://demo/pkg@0.2.0"
version = "0.2.0"
summary = "Greets."
[workspace]
componentsDir = "parts"
[workspace.scopeAliases]
internal = "int"
[hints]
timeoutMs = 500
retries = 2
idempotent = true
pure = true
[deps]
requires = ["lcod://demo/other@1", 3]
[inputs.who]
summary = "Name"
required = true
schema = '{"type":"string"}'
[inputs.style]
summary = "Any"
[outputs.text]
summary = "Greeting"
schema = '{"type":"string"}'
[slots.decorate]
summary = "Changes the text"
`,
    'lcp.toml',
  )
  expect(manifest).toEqual({
    id: 'lcod://demo/pkg@0.2.0',
    version: '0.2.0',
    summary: 'Greets.',
    inputs: ['who', 'style'],
    outputs: ['text'],
    slots: ['decorate'],
    requires: ['lcod://demo/other@1'],
    inputSchema: { type: 'object', properties: { who: { type: 'string' } }, required: ['who'] },
    outputSchema: { type: 'object', properties: { text: { type: 'string' } } },
    hints: { timeoutMs: 500, retries: 2, idempotent: true },
    context: { basePath: 'demo/pkg', version: '0.2.0', aliasMap: { internal: 'int' } },
    workspace: { componentsDir: 'parts' },
  })
})

test('readManifest() of an empty file declares nothing', () => {
  expect(readManifest('', 'lcp.toml')).toEqual({ version: '0.0.0', inputs: [], outputs: [], slots: [], requires: [] })
})

test('readManifest() takes the package path of old descriptors from namespace and name', () => {
  const manifest = readManifest('namespace = "demo/tools"\nname = "trim"\nversion = "1.0.0"', 'lcp.toml')
  expect(manifest.context).toEqual({ basePath: 'demo/tools/trim', version: '1.0.0', aliasMap: {} })
})

test('readManifest() takes the version from the id when the file gives none', () => {
  expect(readManifest('id = "lcod://a/b@1.2.3"', 'lcp.toml').version).toBe('1.2.3')
})

test('readManifest() says where the text stops being TOML', () => {
  expect(() => readManifest('id = "x"\n[inputs\n', 'lcp.toml')).toThrow(
    expect.objectContaining({
      code: 'invalid_manifest',
      message: expect.stringMatching(/^lcp\.toml is not valid TOML: .+ \(line 2, column \d+\)$/),
      data: expect.objectContaining({ file: 'lcp.toml', line: 2 }),
    }),
  )
})

test('readManifest() refuses a schema that is not JSON and names the entry', () => {
  expect(() => readManifest('[inputs.a]\nschema = "{"', 'lcp.toml')).toThrow(
    'The schema of inputs.a in lcp.toml is not JSON',
  )
})
