import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { createKernel } from '../kernel.ts'
import { Coverage } from './coverage.ts'
import { annotateCompose, coverageText } from './coverage-report.ts'
import { formatFailure } from './format-result.ts'
import { junitReport } from './junit-report.ts'
import { readTests } from './read-tests.ts'
import { runFixture } from './run-fixture.ts'
import type { TestResult } from './test-result.ts'
import { updateExpectations } from './update-expectation.ts'

const failed: TestResult = {
  name: 'adds <&>',
  file: 'tests/unit/a.json',
  status: 'failed',
  durationMs: 1.5,
  failures: [
    {
      message: 'The output differs',
      differences: [{ path: '$.b', actual: 'x\u001b[2J', expected: 2, writtenBy: '/compose/0' }],
    },
    { message: 'It failed', error: { code: 'no', message: 'Not now' }, path: '/compose/0!/compose/1' },
  ],
  logs: [{ level: 'info', message: 'hello', timestamp: '2020-01-01T00:00:00.000Z' }],
}
const passed: TestResult = { name: 'ok', file: 'tests/unit/a.json', status: 'passed', durationMs: 2, failures: [] }

test('formatFailure() shows differences, errors, trace paths and logs without control characters', () => {
  expect(formatFailure(failed)).toBe(`✗ adds <&>  (tests/unit/a.json)
    The output differs
      $.b  (trace /compose/0)
        - expected 2
        + found    "x\\u001b[2J"
    It failed
      error  {"code":"no","message":"Not now"}
      trace  /compose/0!/compose/1
    logged:
      info hello
`)
})

test('junitReport() groups by file and escapes', () => {
  const report = junitReport([failed, passed, { ...passed, name: 'left', status: 'skipped', reason: 'No "port"' }])
  expect(report).toContain(
    '<testsuite name="tests/unit/a.json" tests="3" failures="1" skipped="1" errors="0" time="0.005">',
  )
  expect(report).toContain(
    '<testcase name="adds &lt;&amp;&gt;" classname="tests/unit/a.json" time="0.002"><failure message="The output differs">',
  )
  expect(report).toContain('<skipped message="No &quot;port&quot;"/>')
})

describe('Coverage', () => {
  const text = `compose:
  - call: lcod://flow/if@1
    in: { cond: $.yes }
    slots:
      then:
        - { call: lcod://impl/set@1, in: { a: 1 } }
      else:
        - { call: lcod://impl/set@1, in: { a: 2 } }
        - { call: lcod://impl/set@1, in: { a: 3 } }
  - call: lcod://acme/inner@1
`
  const inner = 'compose:\n  - call: lcod://impl/set@1\n'

  test('says which steps and slots never ran, also of called components', async () => {
    const { composition } = parseCompose(text, { file: 'compose.yaml' })
    const called = parseCompose(inner, { file: 'inner.yaml' }).composition
    if (composition === undefined || called === undefined) throw new Error('The composes of this test are broken')
    const coverage = new Coverage()
    coverage.add(composition, 'compose.yaml')
    coverage.add(called, 'inner.yaml', ['lcod://acme/inner@1'])
    const component = { kind: 'compose' as const, id: 'lcod://acme/inner@1', composition: called }
    const kernel = createKernel({ host: createMemoryHost() })
    for (const yes of [true, true]) {
      await kernel.run(composition, {
        input: { yes },
        components: [component],
        observer: coverage.observer('compose.yaml'),
      })
    }
    const files = coverage.report()
    expect(coverageText(files, (file) => (file === 'compose.yaml' ? text : inner))).toBe(
      'compose.yaml: 3 of 5 steps ran, 1 of 2 slots ran\n' +
        '  never ran: slot else  compose.yaml:2:5 /compose/0/slots/else\n' +
        'inner.yaml: 1 of 1 steps ran, 0 of 0 slots ran\n',
    )
    expect(annotateCompose(text, files[0]!).split('\n')).toEqual([
      '      | compose:',
      '   2× |   - call: lcod://flow/if@1',
      '      |     in: { cond: $.yes }',
      '      |     slots:',
      '      |       then:',
      '   2× |         - { call: lcod://impl/set@1, in: { a: 1 } }',
      '      |       else:',
      'never |         - { call: lcod://impl/set@1, in: { a: 2 } }',
      'never |         - { call: lcod://impl/set@1, in: { a: 3 } }',
      '   2× |   - call: lcod://acme/inner@1',
      '',
    ])
  })
})

describe('updateExpectations()', () => {
  const update = (text: string, file: string, actual: unknown) =>
    updateExpectations(
      text,
      file,
      readTests(text, { file }).tests.map((one) => ({ test: one, actual })),
    )

  test('refuses a result that no document could say', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
    const tooDeep = expect.objectContaining({ code: 'value_too_deep' })
    expect(() => update('{"name":"a","input":{},"expect":1}', 'a.json', deep)).toThrow(tooDeep)
    expect(() => update('name: a\ninput: {}\nexpect: 1\n', 'a.yaml', deep)).toThrow(tooDeep)
  })

  test('changes the expected value and nothing else of a JSON file', () => {
    const text = '{\n  "name": "a",  "input": {},\n  "expect": { "b": 1 },\n  "description": "kept"\n}\n'
    expect(update(text, 'a.json', { b: [2] })).toBe(
      '{\n  "name": "a",  "input": {},\n  "expect": {\n    "b": [\n      2\n    ]\n  },\n  "description": "kept"\n}\n',
    )
    expect(update('{"name":"a","input":{},"expect":1}', 'a.json', { b: 2 })).toBe(
      '{"name":"a","input":{},"expect":{"b":2}}',
    )
  })

  test('keeps the comments of a YAML file', () => {
    expect(update('# about\n- name: a # one\n  input: {}\n  expect: { b: 1 }\n', 'a.yaml', { b: 2 })).toBe(
      '# about\n- name: a # one\n  input: {}\n  expect: { b: 2 }\n',
    )
  })

  test('leaves expected errors alone', () => {
    const text = '{"name":"a","input":{},"expectError":{"code":"x"}}'
    expect(update(text, 'a.json', { b: 2 })).toBe(text)
  })
})

test('runFixture() succeeds with a report that does, and tells errors by their message', async () => {
  const kernel = { host: createMemoryHost() }
  const compose = (yaml: string) => parseCompose(`compose: [${yaml}]`, { file: 'f.yaml' }).composition!
  const good = compose('{ call: lcod://impl/set@1, in: { report: { success: true } }, out: { report: report } }')
  expect(await runFixture('good', good, kernel)).toEqual({
    name: 'good',
    success: true,
    report: { success: true },
    result: { report: { success: true } },
    error: null,
  })
  expect(await runFixture('none', compose('{ call: lcod://impl/set@1 }'), kernel)).toMatchObject({
    success: false,
    report: null,
    error: null,
  })
  expect(await runFixture('bad', compose('{ call: lcod://impl/fail@1 }'), kernel)).toMatchObject({
    success: false,
    result: null,
    error: { message: 'boom' },
  })
})
