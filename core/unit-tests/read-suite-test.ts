import type { SourceRange } from '../errors/kernel-error.ts'
import { type Dict, hasOwn, isDict, own } from '../values.ts'
import { isText, readName, readOptional } from './read-member.ts'
import type { ReportTest } from './read-tests.ts'
import type { SuiteTest } from './unit-test.ts'

/**
 * One test of a suite: `name`, `compose`, `expected`, and optionally `input`, `options` for the checker and `before`,
 * steps that run first in the same state.
 *
 * Spec: contracts.md 7.3.
 */
export function readSuiteTest(table: Dict, pointer: string, source: SourceRange, report: ReportTest): SuiteTest {
  const list = { is: (value: unknown) => Array.isArray(value), expected: 'a list of steps', report }
  const object = { is: isDict, expected: 'an object', report }
  const description = readOptional(table, 'description', pointer, { is: isText, expected: 'a string', report })
  const compose = readOptional(table, 'compose', pointer, list)
  if (own(table, 'compose') === undefined) report('A test of a suite needs "compose", the steps it runs', pointer)
  if (!hasOwn(table, 'expected')) report('A test of a suite needs "expected"', pointer)
  const before = readOptional(table, 'before', pointer, list) ?? []
  return {
    kind: 'suite',
    name: readName(table, 'name', pointer, report),
    ...(description === undefined ? {} : { description }),
    tags: [],
    source,
    pointer,
    checker: {
      failFast: false,
      ...readOptional(table, 'options', pointer, object),
      compose: [...before, ...(compose ?? [])],
      input: readOptional(table, 'input', pointer, object) ?? {},
      expected: own(table, 'expected'),
    },
  }
}
