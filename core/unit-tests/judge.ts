import { structuralDiff } from '../diff/structural-diff.ts'
import type { KernelError } from '../errors/kernel-error.ts'
import type { TestFailure } from './test-result.ts'
import { type RootWrites, tracePathOf } from './trace-writes.ts'
import type { UnitTest, WantedError } from './unit-test.ts'

type Expected = UnitTest['expected']

/** What is wrong with an output: deep equality with what is expected, where null and absence are one. */
export function judgeOutput(actual: unknown, expected: Expected, writes: RootWrites): TestFailure[] {
  if ('error' in expected) {
    return [{ message: 'Expected an error, but the component ended well', differences: [{ path: '$', actual }] }]
  }
  const differences = structuralDiff(actual, expected.output, { exact: true }).map((difference) => {
    const writtenBy = writes.of(difference.path)
    return writtenBy === undefined ? difference : { ...difference, writtenBy }
  })
  return differences.length === 0 ? [] : [{ message: 'The output differs from what is expected', differences }]
}

/** What is wrong with an error: everything when an output was expected, else the members that do not match. */
export function judgeError(error: KernelError, expected: Expected): TestFailure[] {
  const path = tracePathOf(error.frames)
  const place = { error: error.toJSON(), ...(path === undefined ? {} : { path }) }
  if ('output' in expected)
    return [{ message: `Expected an output, but the component failed: ${error.message}`, ...place }]
  const differences = wantedMembers(expected.error).flatMap((member) =>
    structuralDiff(error[member], expected.error[member]).map((difference) => ({
      ...difference,
      path: difference.path.replace('$', () => `$.${member}`),
    })),
  )
  return differences.length === 0 ? [] : [{ message: 'The error differs from what is expected', differences, ...place }]
}

function wantedMembers(wanted: WantedError): Array<'code' | 'message' | 'data'> {
  return (['code', 'message', 'data'] as const).filter((member) => wanted[member] !== undefined)
}
