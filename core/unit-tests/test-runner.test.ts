import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import type { SchemasPort } from '../host/schemas.ts'
import type { KernelOptions } from '../kernel-api.ts'
import { readManifest } from '../manifest/read-manifest.ts'
import { ALL_PERMISSIONS } from '../permissions/permissions.ts'
import type { Dict } from '../values.ts'
import { readTests } from './read-tests.ts'
import type { TestResult } from './test-result.ts'
import { createTestRunner } from './test-runner.ts'

/** Knows `type` and `required`, which is all that these tests need. */
const schemas: SchemasPort = {
  compile: (schema) => (value) => {
    const { type, required = [] } = schema as { type?: string; required?: string[] }
    const kind = Array.isArray(value) ? 'array' : typeof value
    if (type !== undefined && kind !== type) return [{ path: '', keyword: 'type', message: `must be ${type}` }]
    const missing = required.filter((name) => (value as Dict)[name] === undefined)
    return missing.map((name) => ({ path: '', keyword: 'required', message: `must have required property '${name}'` }))
  },
}

interface Setup {
  readonly manifest?: string
  readonly strictMocks?: boolean
  readonly kernel?: Partial<KernelOptions>
}

async function run(compose: string, one: Dict | string, setup: Setup = {}): Promise<TestResult> {
  const { composition, problems } = parseCompose(compose, { file: 'compose.yaml' })
  if (composition === undefined) throw new Error(problems[0]?.message)
  const runner = createTestRunner({
    kernel: { host: createMemoryHost({ ports: { schemas } }), permissions: ALL_PERMISSIONS, ...setup.kernel },
    subject: {
      composition,
      manifest: setup.manifest === undefined ? undefined : readManifest(setup.manifest, 'lcp.toml'),
    },
    strictMocks: setup.strictMocks === true,
  })
  const text = typeof one === 'string' ? one : JSON.stringify({ name: 'one', input: {}, ...one })
  const { tests, problems: faults } = readTests(text, { file: 'one.json' })
  if (tests[0] === undefined) throw new Error(faults[0]?.message)
  return runner.run(tests[0])
}

const inc = 'compose: [{ call: lcod://acme/inc@1, in: { a: $.a }, out: { b: b } }]'
const echo = 'compose: [{ call: lcod://impl/echo@1, in: { value: $.a }, out: { b: val } }]'

describe('createTestRunner().run()', () => {
  test('passes when the whole output is as expected', async () => {
    expect(await run(echo, { input: { a: 1 }, expect: { a: 1, b: 1 } })).toMatchObject({
      status: 'passed',
      failures: [],
    })
  })

  test('compares exactly, and says which step wrote the wrong value', async () => {
    const { failures } = await run(echo, { input: { a: 1 }, expect: { b: 2 } })
    expect(failures).toEqual([
      {
        message: 'The output differs from what is expected',
        differences: [
          { path: '$.b', actual: 1, expected: 2, writtenBy: '/compose/0' },
          { path: '$.a', actual: 1 },
        ],
      },
    ])
  })

  test('gives mocked components their answers, whatever the spelling of the version', async () => {
    const mocks = { 'lcod://acme/inc@1.0.0': { return: { b: 2 } } }
    expect(await run(inc, { input: { a: 1 }, mocks, expect: { a: 1, b: 2 } })).toMatchObject({ status: 'passed' })
  })

  test('lets a mock stand in for a native, its aliases, and a binding', async () => {
    const mocks = { 'lcod://contract/core/path/dirname@1': { dirname: '/m' } }
    const compose = 'compose: [{ call: lcod://core/path/dirname@1.0.0, in: { path: /a/b }, out: { d: $ } }]'
    expect((await run(compose, { mocks, mockCheck: 'none', expect: { d: { dirname: '/m' } } })).failures).toEqual([])
    const bound = { kernel: { bindings: { 'lcod://acme/inc@1': 'lcod://impl/echo@1' } } }
    const answer = { 'lcod://acme/inc@1': { b: 7 } }
    expect(
      (await run(inc, { input: { a: 1 }, mocks: answer, mockCheck: 'none', expect: { a: 1, b: 7 } }, bound)).failures,
    ).toEqual([])
  })

  test('throws what a mock throws, and answers in turn', async () => {
    const failing = { 'lcod://acme/inc@1': { throw: { code: 'no', message: 'Not now', data: { n: 1, m: 2 } } } }
    const wanted = { code: 'no', message: 'Not now', data: { n: 1 } }
    expect((await run(inc, { mocks: failing, expectError: wanted })).failures).toEqual([])
    const twice = `compose: [${'{ call: lcod://acme/inc@1, out: { b: b } },'.repeat(2)}]`
    const turns = { 'lcod://acme/inc@1': { sequence: [{ b: 1 }, { return: { b: 2 } }] } }
    expect((await run(twice, { mocks: turns, expect: { b: 2 } })).failures).toEqual([])
    const once = { 'lcod://acme/inc@1': { sequence: [{ b: 1 }] } }
    expect((await run(twice, { mocks: once, expectError: { code: 'mock_exhausted' } })).failures).toEqual([])
  })

  test('checks mocks against the output of what they stand for', async () => {
    const compose = 'compose: [{ call: lcod://contract/core/array/length@1, in: { items: [] }, out: { n: length } }]'
    const mocked = (value: Dict, mockCheck?: string) =>
      run(compose, {
        mocks: { 'lcod://contract/core/array/length@1': { return: value } },
        expect: { n: 'x' },
        ...(mockCheck ? { mockCheck } : {}),
      })
    expect((await mocked({ length: 3, size: 3 })).failures[0]?.message).toBe(
      'The mock of "lcod://contract/core/array/length@1" does not fit its output: it has no output "size", only length',
    )
    expect((await mocked({ length: 'x', size: 3 }, 'present')).failures[0]?.message).toMatch(/length must be/)
    expect((await mocked({ length: 'x', size: 3 }, 'none')).failures).toEqual([])
  })

  test('says what an unexpected error was, and which steps led to it', async () => {
    const compose =
      'compose: [{ call: lcod://flow/if@1, in: { cond: true }, slots: { then: [{ call: lcod://impl/fail@1 }] } }]'
    const { failures } = await run(compose, { expect: {} })
    expect(failures).toMatchObject([
      {
        message: 'Expected an output, but the component failed: boom',
        error: { message: 'boom' },
        path: expect.stringContaining('/compose/0/slots/then/0'),
      },
    ])
    expect((await run(compose, { expectError: { message: 'bang' } })).failures[0]?.differences).toEqual([
      { path: '$.message', actual: 'boom', expected: 'bang' },
    ])
    expect((await run(echo, { expectError: {} })).failures[0]?.message).toBe(
      'Expected an error, but the component ended well',
    )
  })

  test('refuses a test that breaks what its component declares', async () => {
    const manifest = `[inputs.a]\nrequired = true\nschema = '{"type":"number"}'\n[outputs.b]\nsummary = "B"`
    expect((await run(echo, { expect: { b: null } }, { manifest })).failures).toEqual([
      { message: `"input" does not fit the declared inputs: must have required property 'a'` },
    ])
    expect((await run(echo, { input: { a: 1 }, expect: { b: 1 } }, { manifest })).failures).toEqual([])
  })

  test('refuses calls without a mock that reach outside, when asked to', async () => {
    const compose = 'compose: [{ call: lcod://contract/core/env/get@1, in: { name: HOME }, out: { v: value } }]'
    const wanted = { expectError: { code: 'unmocked_call' } }
    expect((await run(compose, wanted, { strictMocks: true })).failures).toEqual([])
    const mocks = { 'lcod://contract/core/env/get@1': { value: 'x', exists: true } }
    expect(
      (await run(compose, { mocks, mockCheck: 'none', expect: { v: 'x' } }, { strictMocks: true })).failures,
    ).toEqual([])
  })

  test('compares a stream with the list of its items', async () => {
    const compose = 'compose: [{ call: lcod://acme/lines@1, out: { lines: lines } }]'
    const native = {
      kind: 'native' as const,
      id: 'lcod://acme/lines@1',
      run: (_: Dict, call: { streams: { openText(chunks: string[], options: { encoding: string }): unknown } }) => ({
        lines: call.streams.openText(['{"n":1}\n{"n"', ':2}\n'], { encoding: 'json' }),
      }),
    }
    const { standardComponents } = await import('../standard-components.ts')
    const kernel = { components: [...standardComponents, native] }
    expect((await run(compose, { expect: { lines: [{ n: 1 }, { n: 2 }] } }, { kernel })).failures).toEqual([])
    expect(
      (await run(compose, { expect: { lines: [{ n: 1 }, { n: 3 }] } }, { kernel })).failures[0]?.differences,
    ).toMatchObject([{ path: '$.lines[1].n', actual: 2, expected: 3 }])
  })

  test('tells of a line in a stream that is no JSON, and of a result that is nested without an end', async () => {
    const compose = 'compose: [{ call: lcod://acme/odd@1, out: { lines: lines, deep: deep } }]'
    const { standardComponents } = await import('../standard-components.ts')
    const odd = (line: string, deep: unknown) => ({
      kind: 'native' as const,
      id: 'lcod://acme/odd@1',
      run: (_: Dict, call: { streams: { openText(chunks: string[], options: { encoding: string }): unknown } }) => ({
        lines: call.streams.openText([line], { encoding: 'json' }),
        deep,
      }),
    })
    const failure = async (line: string, deep: unknown) => {
      const kernel = { components: [...standardComponents, odd(line, deep)] }
      const { failures } = await run(compose, { expect: { lines: [1] } }, { kernel })
      return failures[0]?.error?.code
    }
    expect(await failure('{\n', 1)).toBe('parse_failed')
    expect(await failure('1\n', JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))).toBe('value_too_deep')
  })

  test('ends a test that takes too long', async () => {
    const compose = 'compose: [{ call: lcod://impl/delay@1, in: { ms: 60000 } }]'
    expect((await run(compose, { hints: { timeoutMs: 5 }, expectError: { code: 'timed_out' } })).failures).toEqual([])
  })

  test('keeps what was logged', async () => {
    const compose = 'compose: [{ call: lcod://contract/tooling/log@1, in: { level: info, message: hello } }]'
    expect((await run(compose, { expect: {} })).logs).toMatchObject([{ message: 'hello' }])
  })

  test('runs the tests of a suite with the checker', async () => {
    const suite = (expected: Dict) =>
      JSON.stringify({
        tests: [
          {
            name: 's',
            input: { x: { y: 1, z: 2 } },
            compose: [{ call: 'lcod://impl/set@1', in: { v: '$.x' }, out: { v: 'v' } }],
            expected,
          },
        ],
      })
    expect((await run(echo, suite({ v: { y: 1 } }))).failures).toEqual([])
    expect((await run(echo, suite({ v: { y: 2, z: 3 } }))).failures).toEqual([
      {
        message: 'Actual output differs from expected output',
        differences: [
          { path: '$.v.y', actual: 1, expected: 2 },
          { path: '$.v.z', actual: 2, expected: 3 },
        ],
      },
    ])
  })
})
