import type { ConformanceCase } from './case.ts'
import { diffValues } from './diff.ts'
import { normaliseTrace, traceLine } from './normalise-trace.ts'
import type { CaseError, CaseOutcome } from './run-case.ts'
import { fuelOf } from './script-fuel.ts'

/** What differs between an outcome and what the case expects, one text per difference; none when it passed. */
export function judge(one: ConformanceCase, outcome: CaseOutcome): string[] {
  const failures: string[] = []
  const add = (what: string, lines: readonly string[]) => failures.push(...lines.map((line) => `${what} ${line}`))
  if (one.expectError !== undefined) {
    if (outcome.error === undefined)
      failures.push(`expected an error, found the result ${JSON.stringify(outcome.result)}`)
    else failures.push(...judgeError(one, outcome.error, outcome))
  } else if (outcome.error !== undefined && !(one.expectProblems !== undefined && outcome.result === undefined)) {
    failures.push(`expected a result, found the error ${showError(outcome.error)}`)
  }
  if (one.expect !== undefined && outcome.error === undefined) add('result', diffValues(one.expect, outcome.result))
  if (one.expectPartial !== undefined && outcome.error === undefined) {
    for (const [key, expected] of Object.entries(one.expectPartial)) {
      add('result', diffValues({ [key]: expected }, pick(outcome.result ?? {}, key)))
    }
  }
  if (one.expectProblems !== undefined) {
    add('problems', diffValues(one.expectProblems, matchLength(outcome.problems), { subset: true }))
  }
  if (one.expectLogs !== undefined) add('logs', diffValues(one.expectLogs, outcome.logs, { subset: true }))
  if (one.expectKernelLogs !== undefined) {
    add('kernel logs', diffValues(one.expectKernelLogs, outcome.kernelLogs, { subset: true }))
  }
  if (one.expectFiles !== undefined) add('files', diffValues(one.expectFiles, outcome.files))
  if (one.expectTrace !== undefined && outcome.events.length > 0) {
    add('trace', diffValues(one.expectTrace, normaliseTrace(outcome.events).map(traceLine)))
  }
  if (one.expectFuel !== undefined && outcome.events.length > 0) {
    add('fuel', diffValues(one.expectFuel, fuelOf(outcome.events)))
  }
  return failures
}

function judgeError(one: ConformanceCase, error: CaseError, outcome: CaseOutcome): string[] {
  const { messageIncludes, ...exact } = one.expectError ?? {}
  const lines: string[] = []
  for (const [member, expected] of Object.entries(exact)) {
    const found = error[member as keyof typeof exact]
    lines.push(...diffValues({ [member]: expected }, { [member]: found }).map((line) => `error ${line}`))
  }
  // The message of a broken document names the file; what is wrong with it is in its problems.
  const text = [error.message, ...outcome.problems.map((problem) => problem.message)].join('\n')
  if (messageIncludes !== undefined && !text.includes(messageIncludes)) {
    lines.push(
      `error $.message: expected a text with ${JSON.stringify(messageIncludes)}, found ${JSON.stringify(text)}`,
    )
  }
  return lines.length === 0 ? [] : [...lines, `the error was ${showError(error)}`]
}

function showError(error: CaseError): string {
  const { code, message, ...rest } = error
  return `${code}: ${message} ${JSON.stringify(rest)}`
}

function pick(from: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.hasOwn(from, key) ? { [key]: from[key] } : {}
}

/** Problems without what no case names, so that a list of another length is shown in full. */
function matchLength(problems: CaseOutcome['problems']): unknown[] {
  return problems.map(({ message: _message, ...problem }) => problem)
}
