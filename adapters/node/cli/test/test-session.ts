import { writeFile } from 'node:fs/promises'
import { formatProblem } from '../../../../core/errors/code-frame.ts'
import { normaliseError } from '../../../../core/errors/normalise-error.ts'
import type { TestResult } from '../../../../core/unit-tests/test-result.ts'
import type { TestCase } from '../../../../core/unit-tests/unit-test.ts'
import { updateExpectations } from '../../../../core/unit-tests/update-expectation.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { problemText } from '../read-document.ts'
import { UsageError } from '../usage-error.ts'
import { findTests } from './find-tests.ts'
import { type LoadedFile, loadTestFile } from './load-tests.ts'
import { TestBenches } from './test-bench.ts'

/** What one running of the tests needs. */
export interface TestRequest {
  readonly parsed: ParsedArguments
  readonly paths: readonly string[]
  readonly filter: RegExp | undefined
  readonly screen: ErrorScreen
  readonly signal: AbortSignal
  /** Told as each test ends. */
  readonly onResult: (result: TestResult) => void
}

export interface TestSession {
  readonly results: readonly TestResult[]
  readonly benches: TestBenches
  /** Files whose expectations were rewritten, and the failures that are none any more for it. */
  readonly updated: readonly string[]
  readonly settled: ReadonlySet<TestResult>
}

/**
 * Finds, reads and runs tests, one after the other.
 *
 * @returns `undefined` when a test file cannot be read: its problems have been shown, and nothing was run.
 * @throws {UsageError} when there is no test.
 */
export async function runTests(request: TestRequest): Promise<TestSession | undefined> {
  const { parsed, paths, screen, signal } = request
  const files = await loadAll(request)
  if (files === undefined) return undefined
  const benches = new TestBenches(parsed, screen, signal)
  if (benches.coverage !== undefined) await benches.prepare(files)
  const session = { results: [] as TestResult[], benches, updated: [] as string[], settled: new Set<TestResult>() }
  for (const file of files) {
    if (signal.aborted) break
    if (file.format === 'conformance') await runCases(file, request, session)
    else await runDeclarative(file, request, session)
  }
  if (session.results.length === 0 && !signal.aborted) {
    const where = paths.map((path) => `"${path}"`).join(', ')
    const hint = 'Tests are files in tests/unit, suites in tests, and conformance cases in cases'
    throw new UsageError(request.filter === undefined ? `No tests found in ${where}` : 'No test has such a name', hint)
  }
  return session
}

type Session = TestSession & {
  readonly results: TestResult[]
  readonly updated: string[]
  readonly settled: Set<TestResult>
}

async function loadAll({ paths, screen }: TestRequest): Promise<LoadedFile[] | undefined> {
  const files: LoadedFile[] = []
  let broken = false
  for (const found of await findTests(paths)) {
    const file = await loadTestFile(found)
    if (file === undefined) continue
    files.push(file)
    for (const problem of file.problems) {
      broken ||= problem.severity === 'error'
      screen.write(
        problem.source === undefined ? `${formatProblem(problem)}\n` : problemText(problem, file.text, screen.colour),
      )
    }
  }
  return broken ? undefined : files
}

async function runCases(
  file: LoadedFile & { format: 'conformance' },
  request: TestRequest,
  { results, benches }: Session,
): Promise<void> {
  for (const one of file.cases) {
    if (request.signal.aborted || request.filter?.test(one.id) === false) continue
    const result = await benches.runCase(one, file.path)
    results.push(result)
    request.onResult(result)
  }
}

async function runDeclarative(
  file: LoadedFile & { format: 'declarative' },
  request: TestRequest,
  { results, benches, updated, settled }: Session,
): Promise<void> {
  const updates: Array<{ test: TestCase; actual: unknown }> = []
  for (const test of file.tests) {
    if (request.signal.aborted || request.filter?.test(test.name) === false) continue
    const result = await runOne(test, file, benches)
    if (request.parsed.has('update') && isUpdatable(test, result)) {
      updates.push({ test, actual: result.actual })
      settled.add(result)
    }
    results.push(result)
    request.onResult(result)
  }
  if (updates.length === 0) return
  const text = updateExpectations(file.text, file.path, updates)
  if (text === file.text) return
  await writeFile(file.path, text)
  updated.push(file.path)
}

/** An output in the place of an expected error would turn the meaning of its test around. */
function isUpdatable(test: TestCase, { status, actual }: TestResult): boolean {
  return status === 'failed' && actual !== undefined && !(test.kind === 'unit' && 'error' in test.expected)
}

/** A compose that cannot be read fails the tests of its folder, and not those of others. */
async function runOne(
  test: TestCase,
  file: LoadedFile & { format: 'declarative' },
  benches: TestBenches,
): Promise<TestResult> {
  try {
    return await benches.run(test, file)
  } catch (thrown) {
    const { message } = normaliseError(thrown)
    return { name: test.name, file: file.path, status: 'failed', durationMs: 0, failures: [{ message }] }
  }
}
