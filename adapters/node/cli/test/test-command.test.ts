import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildCli, type Cli } from '../testing/build-cli.ts'

let cli: Cli
let folder: string

beforeAll(async () => {
  cli = await buildCli()
})
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-test-command-')))
  file('compose.yaml', COMPOSE)
  file('lcp.toml', MANIFEST)
  return () => rmSync(folder, { recursive: true, force: true })
})
afterAll(() => cli?.remove())

function file(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

const lcod = (...args: string[]) => cli.run(['test', ...args], { cwd: folder })

const COMPOSE = `compose:
  - call: lcod://flow/if@1
    in: { cond: $.loud }
    slots:
      then: [{ call: lcod://impl/set@1, in: { text: LOUD }, out: { text: text } }]
      else: [{ call: lcod://contract/core/string/format@1, in: { template: '{name}', values: { name: $.name } }, out: { text: value } }]
    out: { text: text }
`
const MANIFEST = `id = "lcod://demo/greet@1.0.0"
[inputs.name]
schema = '{"type":"string"}'
[inputs.loud]
schema = '{"type":"boolean"}'
[outputs.text]
schema = '{"type":"string"}'
`

describe('lcod test', () => {
  test('passes quietly, with exit code 0', async () => {
    file('tests/unit/plain.json', '{"name":"plain","input":{"name":"Ada","loud":false},"expect":{"text":"Ada"}}')
    expect(await lcod()).toEqual({ code: 0, stdout: '', stderr: '1 passed\n' })
  })

  test('shows what differs and which step wrote it, with exit code 1', async () => {
    file('tests/unit/wrong.yaml', '- { name: wrong, input: { name: Ada }, expect: { text: Bob } }\n')
    const { code, stderr } = await lcod()
    expect(code).toBe(1)
    expect(stderr).toBe(`✗ wrong  (tests/unit/wrong.yaml)
    The output differs from what is expected
      $.text  (trace /compose/0)
        - expected "Bob"
        + found    "Ada"
1 failed, 0 passed
`)
  })

  test('shows broken test files with their place and runs nothing, with exit code 2', async () => {
    file('tests/unit/broken.json', '{\n  "name": "a",\n  "input": 3,\n  "expect": {}\n}')
    file('tests/unit/good.json', '{"name":"b","input":{},"expect":{"text":"Bob"}}')
    const { code, stderr } = await lcod()
    expect(code).toBe(2)
    expect(stderr).toContain(
      'tests/unit/broken.json:3:12: error invalid_test: "input" must be an object, found a number',
    )
    expect(stderr).not.toContain('failed')
    expect((await lcod('nothing')).code).toBe(2)
    expect((await lcod('--filter', '(')).code).toBe(2)
  })

  test('reports as JSON and JUnit, filtered by name', async () => {
    file(
      'tests/unit/two.yaml',
      '- { name: one, input: { name: Ada }, expect: { text: Ada } }\n- { name: two, input: {}, expect: {} }\n',
    )
    const { code, stdout } = await lcod('--json', '--junit', 'report.xml', '--filter', '^one$')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 1,
      failed: 0,
      skipped: 0,
      tests: [{ name: 'one', status: 'passed' }],
    })
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toContain(
      '<testcase name="one" classname="tests/unit/two.yaml"',
    )
  })

  test('writes what came out into the file with --update', async () => {
    const path = file(
      'tests/unit/old.json',
      '{\n  "name": "old",\n  "input": { "name": "Ada" },\n  "expect": { "text": "Bob" }\n}\n',
    )
    expect(await lcod('--update')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('updated tests/unit/old.json'),
    })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      name: 'old',
      input: { name: 'Ada' },
      expect: { text: 'Ada' },
    })
    expect((await lcod()).code).toBe(0)
    const error = '{"name":"error","input":{"name":"Ada"},"expectError":{"code":"x"}}'
    const kept = file('tests/unit/error.json', error)
    expect((await lcod('--update')).code).toBe(1)
    expect(readFileSync(kept, 'utf8')).toBe(error)
  })

  test('says with --coverage which steps never ran, also on the compose', async () => {
    file('tests/unit/plain.json', '{"name":"plain","input":{"name":"Ada"},"expect":{"text":"Ada"}}')
    const { stderr } = await lcod('--coverage')
    expect(stderr).toContain(
      'compose.yaml: 2 of 3 steps ran, 1 of 2 slots ran\n  never ran: slot then  compose.yaml:2:5',
    )
    expect(stderr).toContain('never |       then: [{ call: lcod://impl/set@1')
  })

  test('runs suites, fixtures of a manifest, and conformance cases', async () => {
    const set = '{"call":"lcod://impl/set@1","in":{"v":1},"out":{"v":"v"}}'
    file('tests/suite.json', `{"tests":[{"name":"sets","compose":[${set}],"expected":{"v":1}}]}`)
    file('tests/other.json', '{"id":"not a test"}')
    file('cases/set.yaml', '- name: sets\n  spec: none\n  compose: [{ call: lcod://impl/set@1 }]\n  expect: {}\n')
    expect(await lcod()).toEqual({ code: 0, stdout: '', stderr: '2 passed\n' })
    file(
      'fixture/compose.yaml',
      'compose: [{ call: lcod://impl/set@1, in: { report: { success: true } }, out: { report: report } }]',
    )
    const manifest = file('manifest.json', '[{"name":"fix","compose":"fixture/compose.yaml"}]')
    const { code, stdout } = await lcod('--manifest', manifest, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual([
      { name: 'fix', success: true, report: { success: true }, result: { report: { success: true } }, error: null },
    ])
  })

  test('runs again with --watch when a file changes', async () => {
    const path = file('tests/unit/plain.json', '{"name":"plain","input":{"name":"Ada"},"expect":{"text":"Bob"}}')
    const child = cli.start(['test', '--watch'], { cwd: folder })
    let seen = ''
    const until = (text: string) =>
      new Promise<void>((done) => {
        const look = () => seen.includes(text) && done()
        child.stderr.on('data', look)
        look()
      })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      seen += text
    })
    const closed = new Promise<number | null>((done) => child.on('close', done))
    await until('Waiting for changes')
    expect(seen).toContain('1 failed')
    seen = ''
    writeFileSync(path, '{"name":"plain","input":{"name":"Ada"},"expect":{"text":"Ada"}}')
    await until('1 passed')
    child.kill('SIGINT')
    expect(await closed).toBe(0)
  })
})
