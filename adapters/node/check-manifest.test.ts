import { expect, test } from 'vitest'
import { lineColumn } from '../../core/errors/code-frame.ts'
import { checkManifest } from '../../core/manifest/check-manifest.ts'
import { createNodeSchemas } from './index.ts'

const schemas = createNodeSchemas()
const HEAD = 'schemaVersion = "2.0"\nid = "lcod://demo/a@1.0.0"\nversion = "1.0.0"\nkind = "component"\nsummary = "s"\n'

async function check(text: string, files: Readonly<Record<string, string>> = {}) {
  const present: Readonly<Record<string, string>> = { 'README.md': '', ...files }
  const readText = async (path: string) => present[path.slice('/p/'.length)]
  const problems = await checkManifest(text, { file: 'lcp.toml', folder: '/p', schemas, readText })
  return problems.map(({ severity, code, pointer, source }) => ({
    is: `${severity} ${code} ${pointer}`,
    line: source === undefined ? undefined : lineColumn(text, source.start).line,
  }))
}

test('checkManifest() finds nothing wrong with a whole descriptor', async () => {
  const text = `${HEAD}
[inputs.who]
summary = "Who"
required = true
schema = '''
{ "type": "string" }'''
[deps]
requires = ["lcod://demo/b@^1.2.0", "lcod://demo/c@1"]
[capabilities]
net = ["example.com"]
[tool]
name = "a"
inputSchema = "in.json"
`
  expect(await check(text, { 'in.json': '{"type":"object"}' })).toEqual([])
})

test('checkManifest() tells where the text stops being TOML', async () => {
  expect(await check(`${HEAD}[inputs\n`)).toEqual([{ is: 'error invalid_manifest ', line: 6 }])
})

test.each([
  ['version = "1.0.0"', 'version = "1.0.1"', 'error manifest_version /version', 3],
  ['kind = "component"', 'kind = "thing"', 'warning manifest_shape /kind', 4],
  ['id = "lcod://demo/a@1.0.0"', 'id = "demo/a"', 'warning manifest_shape /id', 2],
  ['summary = "s"', 'summary = "s"\nsumary = "s"', 'warning manifest_unknown_key /sumary', 6],
  [
    'kind = "component"',
    'kind = "contract"\nimplements = "lcod://demo/b@1"',
    'error manifest_implements /implements',
    5,
  ],
  ['kind = "component"', 'kind = "function"', 'warning manifest_implements /kind', 4],
])('checkManifest() of %s as %s is %s', async (from, to, is, line) => {
  expect(await check(HEAD.replace(from, to))).toContainEqual({ is, line })
})

const LOGGING = `${HEAD}[logging]
shop = "info"
"shop.orders" = { level = "warn", description = "Orders" }
`

test('checkManifest() takes loggers as levels, as tables, and nested', async () => {
  expect(await check(`${LOGGING}[logging.shop2.orders]\nlevel = "trace"\n[logging.bare]\n`)).toEqual([])
})

test.each([
  ['shop = "info"', 'shop = "loud"', '/logging/shop', 7],
  ['shop = "info"', 'shop = 3', '/logging/shop', 7],
  ['"warn"', '"loud"', '/logging/shop.orders/level', 8],
  ['"Orders"', '["Orders"]', '/logging/shop.orders/description', 8],
  ['shop = "info"', 'shop.db.pool = "none"', '/logging/shop/db/pool', 7],
])('checkManifest() of [logging] with %s as %s tells where it is wrong, once', async (from, to, pointer, line) => {
  expect(await check(LOGGING.replace(from, to))).toEqual([{ is: `warning manifest_shape ${pointer}`, line }])
})

test.each([
  ['[capabilities]\nnet = ["https://a.test/x"]', 'manifest_shape /capabilities/net/0', 7],
  ['[capabilities]\nenv = ["A=1"]', 'manifest_shape /capabilities/env/0', 7],
  ['[capabilities]\ndisk = []', 'manifest_unknown_key /capabilities/disk', 7],
  ['[hints]\nretries = -1', 'manifest_shape /hints/retries', 7],
  ['[hints]\ncache = true', 'manifest_unknown_key /hints/cache', 7],
  ['[deps]\nrequires = ["demo/b"]', 'manifest_shape /deps/requires/0', 7],
  ['[deps]\nneeds = []', 'manifest_unknown_key /deps/needs', 7],
  ['[ui]\nkind = "jquery"', 'manifest_shape /ui/kind', 7],
  ['[implMatrix]\nlanguages = "ts"', 'manifest_shape /implMatrix/languages', 7],
  ['[palette]\ntags = ["a", "a"]', 'manifest_shape /palette/tags', 7],
  ['[documentation.locales.fr]\ntitle = "t"', 'manifest_unknown_key /documentation/locales/fr/title', 7],
  ['[documentation.locales.french]\nsummary = "t"', 'manifest_unknown_key /documentation/locales/french', 6],
  ['[inputs."a b"]\nsummary = "s"\nschema = "{}"', 'manifest_unknown_key /inputs/a b', 6],
  ['[slots.body]\nrequired = true\nsummary = "s"', 'manifest_unknown_key /slots/body/required', 7],
  ['[slots.body]\nexample = "x"', 'manifest_shape /slots/body', 6],
  ['[tool]\nname = "t"\ninputSchema = ""', 'manifest_shape /tool/inputSchema', 8],
  ['[docs]\nreadme = "README.md"', 'manifest_unknown_key /docs', 6],
  ['[workspace]\npackages = []', 'manifest_unknown_key /workspace/packages', 7],
])('checkManifest() of %j warns with %s', async (more, is, line) => {
  expect(await check(`${HEAD}${more}\n`)).toContainEqual({ is: `warning ${is}`, line })
})

test.each([
  ['[logging]\nshop = "loud"', 'logging.shop must be trace, debug, info, warn, error or fatal, found "loud"'],
  [
    '[capabilities]\nnet = ["a", "http://b"]',
    'capabilities.net.1 must be a host such as "api.example.com" or "api.example.com:8080", found "http://b"',
  ],
  ['[deps]\nrequires = ["lcod://a/b@1", "lcod://a/b@1"]', 'deps.requires has the same entry twice'],
  ['[hints]\nretries = "many"', 'hints.retries must be integer'],
])('checkManifest() of %j says what is expected', async (more, message) => {
  const options = { file: 'lcp.toml', folder: '/p', schemas, readText: async () => '' }
  const problems = await checkManifest(`${HEAD}${more}\n`, options)
  expect(problems.map((problem) => problem.message)).toEqual([message])
})

test('checkManifest() says what to write instead of a key of old descriptors', async () => {
  const options = { file: 'lcp.toml', folder: '/p', schemas, readText: async () => '' }
  const problems = await checkManifest(HEAD.replace('summary', 'icon = "x"\nsummary'), options)
  expect(problems.map(({ message }) => message)).toEqual([
    '"icon" has no place in version 2.0: it belongs in [palette]',
  ])
})

test('checkManifest() checks the schemas inside, and the files that are named', async () => {
  const text = `${HEAD}[inputs.a]\nsummary = "a"\nschema = "{"\n[outputs.b]\nsummary = "b"\nschema = '{"type":"strin"}'\nold = 1\n[tool]\nname = "t"\noutputSchema = "../out.json"\n`
  expect(await check(text, {})).toEqual(
    expect.arrayContaining([
      { is: 'error manifest_schema /inputs/a/schema', line: 8 },
      { is: 'error manifest_schema /outputs/b/schema', line: 11 },
      { is: 'warning manifest_unknown_key /outputs/b/old', line: 12 },
      { is: 'error manifest_file /tool/outputSchema', line: 15 },
    ]),
  )
})

test('checkManifest() reads version 1.0 with a warning and compares its names', async () => {
  const old =
    'schemaVersion = "1.0"\nid = "lcod://demo/a@1.0.0"\nnamespace = "demo"\nname = "b"\nversion = "1.0.0"\nkind = "function"\nimplements = "lcod://x/y@1"\n'
  expect(await check(old)).toEqual([
    { is: 'warning manifest_old /schemaVersion', line: 1 },
    { is: 'error manifest_names /name', line: 4 },
  ])
})

test('checkManifest() warns of a component without README', async () => {
  const problems = await checkManifest(HEAD, {
    file: 'lcp.toml',
    folder: '/p',
    schemas,
    readText: async () => undefined,
  })
  expect(problems).toMatchObject([{ severity: 'warning', code: 'manifest_readme' }])
})
