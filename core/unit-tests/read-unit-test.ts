import { joinPointer } from '../compose/pointer.ts'
import type { SourceRange } from '../errors/kernel-error.ts'
import { type Dict, describeKind, hasOwn, isDict, own } from '../values.ts'
import { isDuration, isText, isTextList, readName, readOptional } from './read-member.ts'
import { readMock } from './read-mock.ts'
import type { ReportTest } from './read-tests.ts'
import { MOCK_CHECKS, type MockCheck, type UnitTest, type WantedError } from './unit-test.ts'

/**
 * One declarative unit test. Members it does not know are ignored.
 *
 * @param pointer of the test inside its file.
 * @returns the test with what could be read; whether it may be run is up to the problems that were reported.
 * Spec: contracts.md 8.
 */
export function readUnitTest(table: Dict, pointer: string, source: SourceRange, report: ReportTest): UnitTest {
  const name = readName(table, 'name', pointer, report)
  const text = { is: isText, expected: 'a string', report }
  const object = { is: isDict, expected: 'an object', report }
  const description = readOptional(table, 'description', pointer, text)
  const hints = readOptional(table, 'hints', pointer, object) ?? {}
  const inHints = `${pointer}/hints`
  const timeoutMs = readOptional(hints, 'timeoutMs', inHints, { is: isDuration, expected: 'a positive number', report })
  const tags = readOptional(hints, 'tags', inHints, { is: isTextList, expected: 'a list of strings', report }) ?? []
  if (own(table, 'input') === undefined) report('A test needs "input", the object its component gets', pointer)
  const mocks = readOptional(table, 'mocks', pointer, object) ?? {}
  return {
    kind: 'unit',
    name,
    ...(description === undefined ? {} : { description }),
    tags,
    source,
    pointer,
    input: readOptional(table, 'input', pointer, object) ?? {},
    expected: readExpected(table, pointer, report),
    mocks: Object.keys(mocks).map((id) => readMock(id, mocks[id], joinPointer(`${pointer}/mocks`, id), report)),
    mockCheck: readMockCheck(table, pointer, report),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  }
}

function readExpected(table: Dict, pointer: string, report: ReportTest): UnitTest['expected'] {
  const hasOutput = hasOwn(table, 'expect')
  const error = own(table, 'expectError')
  if (hasOutput && error !== undefined) report('A test has either "expect" or "expectError", not both', pointer)
  if (hasOutput) return { output: table['expect'] }
  if (error === undefined) report('A test needs "expect" or "expectError"', pointer)
  return { error: readWantedError(error, `${pointer}/expectError`, report) }
}

function readWantedError(value: unknown, pointer: string, report: ReportTest): WantedError {
  if (value === undefined) return {}
  if (!isDict(value)) {
    report(`"expectError" must be an object, found ${describeKind(value)}`, pointer)
    return {}
  }
  const text = { is: isText, expected: 'a string', report }
  const code = readOptional(value, 'code', pointer, text)
  const message = readOptional(value, 'message', pointer, text)
  return {
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(hasOwn(value, 'data') ? { data: value['data'] } : {}),
  }
}

function readMockCheck(table: Dict, pointer: string, report: ReportTest): MockCheck {
  const value = own(table, 'mockCheck')
  if (value === undefined) return 'strict'
  const known = MOCK_CHECKS.find((mode) => mode === value)
  if (known === undefined) {
    report(
      `"mockCheck" must be one of ${MOCK_CHECKS.join(', ')}, found ${JSON.stringify(value)}`,
      `${pointer}/mockCheck`,
    )
  }
  return known ?? 'strict'
}
