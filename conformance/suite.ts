/**
 * The portable suite: runs conformance cases against any host and says what differed. Knows no host, no test runner
 * and no file system.
 */
import type { Host } from '../core/host/index.ts'
import { hashValue } from './canonical-json.ts'
import type { ConformanceCase } from './case.ts'
import { judge } from './judge.ts'
import { normaliseTrace, withoutTime } from './normalise-trace.ts'
import { type CaseOutcome, type RunCaseOptions, runCase } from './run-case.ts'
import { Stabiliser } from './stabilise.ts'

export interface SuiteOptions extends RunCaseOptions {
  /** Name for the report: `node`, `chromium`. */
  readonly host: string
  /** A fresh host for one case, with the case's `env` and `http` and an empty working directory. */
  makeHost(one: ConformanceCase): Host | Promise<Host>
  /** Called when the case is over, whatever happened. */
  readonly releaseHost?: (host: Host) => void | Promise<void>
  readonly cases: readonly ConformanceCase[]
  /** Case id → why this host cannot run it. */
  readonly skip?: Readonly<Record<string, string>>
  /** Cases for which it is false are left out altogether. */
  readonly filter?: (one: ConformanceCase) => boolean
  /** Called after each case, for progress. */
  readonly onCase?: (report: CaseReport) => void
}

export type CaseReport =
  | {
      /** Id of the case. */
      readonly case: string
      readonly status: 'passed' | 'failed'
      /** What differed, one text per difference; empty when it passed. */
      readonly failures: readonly string[]
      readonly resultHash: string
      /** `null` when the trace depends on timing. */
      readonly traceHash: string | null
    }
  | { readonly case: string; readonly status: 'skipped'; readonly reason: string }

export interface SuiteReport {
  readonly host: string
  readonly passed: number
  readonly failed: number
  readonly skipped: ReadonlyArray<{ readonly case: string; readonly reason: string }>
  /** SHA-256 over the results and errors of all cases that ran. */
  readonly resultHash: string
  /** SHA-256 over the normalised traces of all cases that ran. */
  readonly traceHash: string
  readonly cases: readonly CaseReport[]
}

/** Reads what `casesAsJson` wrote. */
export function casesFromJson(text: string): ConformanceCase[] {
  return JSON.parse(text) as ConformanceCase[]
}

/** Runs the cases one after the other, each on a host of its own. */
export async function runSuite(options: SuiteOptions): Promise<SuiteReport> {
  const cases: CaseReport[] = []
  for (const one of options.cases) {
    if (options.filter?.(one) === false) continue
    const report = await runOne(one, options)
    options.onCase?.(report)
    cases.push(report)
  }
  return summarise(options.host, cases)
}

/** Runs and judges one case. */
export async function runOne(one: ConformanceCase, options: Omit<SuiteOptions, 'cases'>): Promise<CaseReport> {
  const skipped = options.skip?.[one.id]
  if (skipped !== undefined) return { case: one.id, status: 'skipped', reason: skipped }
  const host = await options.makeHost(one)
  try {
    const missing = missingPorts(one, host)
    if (missing.length > 0) {
      return { case: one.id, status: 'skipped', reason: `The host has no ${missing.join(' and no ')} port` }
    }
    const outcome = await runCase(one, host, options)
    const failures = judge(one, outcome)
    return { case: one.id, status: failures.length === 0 ? 'passed' : 'failed', failures, ...hashesOf(one, outcome) }
  } catch (error) {
    // A case that hangs, or a result that cannot even be looked at, fails alone and not the whole suite.
    const failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { case: one.id, status: 'failed', failures: [failure], resultHash: '', traceHash: '' }
  } finally {
    await options.releaseHost?.(host)
  }
}

/** Counts and hashes of the reports, and over the given cases only when `ids` says which. */
export function summarise(host: string, cases: readonly CaseReport[], ids?: ReadonlySet<string>): SuiteReport {
  const ran = cases.filter((report) => report.status !== 'skipped')
  const hashed = ids === undefined ? ran : ran.filter((report) => ids.has(report.case))
  return {
    host,
    passed: ran.filter((report) => report.status === 'passed').length,
    failed: ran.filter((report) => report.status === 'failed').length,
    skipped: cases.flatMap((one) => (one.status === 'skipped' ? [{ case: one.case, reason: one.reason }] : [])),
    resultHash: hashValue(hashed.map((report) => [report.case, report.resultHash])),
    traceHash: hashValue(hashed.map((report) => [report.case, report.traceHash])),
    cases,
  }
}

function missingPorts(one: ConformanceCase, host: Host): string[] {
  const needs = new Set(one.needs)
  if (one.files !== undefined || one.expectFiles !== undefined) needs.add('files')
  return [...needs].filter((port) => host[port as keyof Host] === undefined)
}

function hashesOf(one: ConformanceCase, outcome: CaseOutcome): { resultHash: string; traceHash: string | null } {
  const expected = one.expect ?? one.expectPartial
  const stabiliser = new Stabiliser(outcome.cwd)
  stabiliser.hide(expected, outcome.result)
  stabiliser.hide(one.expectError, outcome.error)
  stabiliser.hide(one.expectLogs, outcome.logs)
  stabiliser.hide(one.expectKernelLogs, outcome.kernelLogs)
  stabiliser.collectStreams(outcome.result)
  const events = normaliseTrace(outcome.events).map(withoutTime)
  stabiliser.collectStreams(events)
  const { error, problems, files } = outcome
  const logs = one.expectLogs && outcome.logs
  const kernelLogs = one.expectKernelLogs && outcome.kernelLogs
  const result = {
    result: stabiliser.apply(outcome.result, expected),
    ...(stabiliser.apply(
      { error, problems, files, logs, kernelLogs },
      { error: one.expectError, logs: one.expectLogs, kernelLogs: one.expectKernelLogs },
    ) as object),
  }
  return {
    resultHash: hashValue(result),
    traceHash: one.traceVaries === undefined ? hashValue(stabiliser.apply(events)) : null,
  }
}
