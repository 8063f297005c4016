import { expect, test } from 'vitest'
import { lineColumn } from '../errors/code-frame.ts'
import { readTests } from './read-tests.ts'

function problemsOf(text: string, file = 'a.json'): string[] {
  return readTests(text, { file }).problems.map(({ source, message }) => {
    const { line, column } = lineColumn(text, source?.start ?? 0)
    return `${line}:${column} ${message}`
  })
}

test('readTests() reads a unit test with mocks of every form', () => {
  const text = JSON.stringify({
    name: 'adds',
    input: { a: 1 },
    expect: { b: 2 },
    mocks: {
      'lcod://a/returns@1': { return: { b: 2 } },
      'lcod://a/throws@1': { throw: { code: 'no', message: 'Not now', data: [1] } },
      'lcod://a/plain@1': { return: 1, other: 2 },
      'lcod://a/turns@1': { sequence: [{ throw: 'first' }, 2] },
    },
    mockCheck: 'present',
    hints: { timeoutMs: 50, tags: ['fast'] },
    unknown: 'is ignored',
  })
  const { tests, problems } = readTests(text, { file: 'a.json' })
  expect(problems).toEqual([])
  expect(tests).toMatchObject([
    {
      kind: 'unit',
      name: 'adds',
      input: { a: 1 },
      expected: { output: { b: 2 } },
      mockCheck: 'present',
      timeoutMs: 50,
    },
  ])
  const [one] = tests
  expect(one?.kind === 'unit' && one.mocks.map(({ answers, inTurn }) => ({ answers, inTurn }))).toEqual([
    { answers: [{ kind: 'return', value: { b: 2 } }], inTurn: false },
    { answers: [{ kind: 'throw', code: 'no', message: 'Not now', data: [1] }], inTurn: false },
    { answers: [{ kind: 'return', value: { return: 1, other: 2 } }], inTurn: false },
    {
      answers: [
        { kind: 'throw', code: 'unexpected_error', message: 'first' },
        { kind: 'return', value: 2 },
      ],
      inTurn: true,
    },
  ])
})

test('readTests() reads lists in YAML, and suites', () => {
  const list = readTests('- { name: a, input: {}, expect: null }\n- { name: b, input: {}, expectError: {} }', {
    file: 'a.yaml',
  })
  expect(list.tests.map(({ name, pointer }) => [name, pointer])).toEqual([
    ['a', '/0'],
    ['b', '/1'],
  ])
  const suite = readTests('{"tests":[{"name":"s","compose":[],"expected":{},"input":{"n":1}}]}', { file: 's.json' })
  expect(suite.tests).toMatchObject([
    { kind: 'suite', checker: { compose: [], input: { n: 1 }, expected: {}, failFast: false } },
  ])
})

test('readTests() tells every problem with its place', () => {
  expect(
    problemsOf(
      '{\n  "name": "",\n  "input": 5,\n  "mocks": { "x": { "sequence": [] } },\n  "hints": { "timeoutMs": -1 }\n}',
    ),
  ).toEqual([
    '1:1 A test needs "expect" or "expectError"',
    '2:11 "name" must be a non-empty string, found a string',
    '3:12 "input" must be an object, found a number',
    '4:33 "sequence" must be a non-empty list, found an array',
    '5:27 "timeoutMs" must be a positive number, found a number',
  ])
  expect(problemsOf('{"name":"a","input":{},"expect":1,"expectError":{"code":1},"mockCheck":"some"}')).toEqual([
    '1:1 A test has either "expect" or "expectError", not both',
    '1:72 "mockCheck" must be one of strict, present, none, found "some"',
  ])
  expect(problemsOf('[{"name":"a","input":{},"expect":1},{"name":"a","input":{},"expect":1},3]')).toEqual([
    '1:45 A second test is named "a"',
    '1:72 A test must be an object, found a number',
  ])
  expect(problemsOf('{"tests":{}}')).toEqual(['1:10 "tests" must be a list, found an object'])
  expect(problemsOf('7')).toEqual(['1:1 A test file must be an object or a list of objects, found a number'])
  expect(problemsOf('{"name"')[0]).toMatch(/^1:8 /)
  expect(problemsOf('{"tests":[{"name":"s"}]}')).toEqual([
    '1:11 A test of a suite needs "compose", the steps it runs',
    '1:11 A test of a suite needs "expected"',
  ])
})
