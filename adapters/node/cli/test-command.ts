import { writeFile } from 'node:fs/promises'
import { annotateCompose, coverageText } from '../../../core/unit-tests/coverage-report.ts'
import { formatFailure } from '../../../core/unit-tests/format-result.ts'
import { junitReport } from '../../../core/unit-tests/junit-report.ts'
import type { FixtureOutcome } from '../../../core/unit-tests/run-fixture.ts'
import type { TestResult } from '../../../core/unit-tests/test-result.ts'
import type { CommandRunner } from './command.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { ParsedArguments } from './flags.ts'
import { listenForInterrupt } from './interrupt.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { createPaint } from './paint.ts'
import { SourceTexts } from './source-texts.ts'
import { readFixtureManifest, runListedFixture } from './test/run-manifest.ts'
import { runTests, type TestSession } from './test/test-session.ts'
import { watchPaths } from './test/watch-tests.ts'
import { UsageError } from './usage-error.ts'

/** `lcod test [PATH…]` */
export const testCommand: CommandRunner = async (parsed) => {
  const screen = new ErrorScreen()
  const filter = readFilter(parsed)
  const manifest = parsed.text('manifest')
  const interrupt = listenForInterrupt(screen)
  const { signal } = interrupt
  try {
    if (manifest !== undefined) return await testManifest(manifest, { parsed, filter, screen, signal })
    const paths = parsed.positionals.length === 0 ? ['.'] : parsed.positionals
    let code: ExitCode = EXIT.success
    const once = async () => {
      code = await testPaths(paths, { parsed, filter, screen, signal })
    }
    if (parsed.has('watch')) {
      await watchPaths(paths, signal, async () => {
        await once()
        screen.write('Waiting for changes; Ctrl+C ends\n')
      })
      return EXIT.success
    }
    await once()
    return signal.aborted ? EXIT.cancelled : code
  } finally {
    interrupt.dispose()
    await screen.drain()
  }
}

interface Ui {
  readonly parsed: ParsedArguments
  readonly filter: RegExp | undefined
  readonly screen: ErrorScreen
  readonly signal: AbortSignal
}

async function testPaths(paths: readonly string[], ui: Ui): Promise<ExitCode> {
  const { parsed, screen } = ui
  const onResult = parsed.has('json') ? () => {} : showIfFailed(screen)
  const session = await runTests({ ...ui, paths, onResult })
  if (session === undefined) return EXIT.usage
  const { results, updated } = session
  await writeJunit(parsed, results)
  if (parsed.has('json')) await writeResult(`${JSON.stringify(jsonReport(session), null, 2)}\n`)
  else {
    screen.write(coverageReport(session))
    screen.write(updated.map((file) => `updated ${file}\n`).join(''))
    screen.write(summary(results, screen))
  }
  return exitCode(results.filter((result) => !session.settled.has(result)))
}

async function testManifest(path: string, ui: Ui): Promise<ExitCode> {
  const { parsed, filter, screen, signal } = ui
  const outcomes: FixtureOutcome[] = []
  const results: TestResult[] = []
  const show = parsed.has('json') ? () => {} : showIfFailed(screen)
  for (const fixture of await readFixtureManifest(path)) {
    if (signal.aborted || filter?.test(fixture.name) === false) continue
    const { outcome, result } = await runListedFixture(fixture, parsed, screen)
    outcomes.push(outcome)
    results.push(result)
    show(result)
  }
  if (results.length === 0 && !signal.aborted) throw new UsageError(`"${path}" lists no fixture to run`)
  await writeJunit(parsed, results)
  if (parsed.has('json')) await writeResult(`${JSON.stringify(outcomes, null, 2)}\n`)
  else screen.write(summary(results, screen))
  return signal.aborted ? EXIT.cancelled : exitCode(results)
}

function readFilter(parsed: ParsedArguments): RegExp | undefined {
  const pattern = parsed.text('filter')
  try {
    return pattern === undefined ? undefined : new RegExp(pattern, 'u')
  } catch {
    throw new UsageError(`"${pattern}" is not a regular expression`)
  }
}

function showIfFailed(screen: ErrorScreen): (result: TestResult) => void {
  const paint = createPaint(screen.colour)
  return (result) => {
    if (result.status !== 'failed') return
    const [head = '', ...rest] = formatFailure(result).split('\n')
    screen.write([paint.red(head), ...rest].join('\n'))
  }
}

async function writeJunit(parsed: ParsedArguments, results: readonly TestResult[]): Promise<void> {
  const file = parsed.text('junit')
  if (file === undefined) return
  await writeFile(file, junitReport(results)).catch((error: unknown) => {
    throw new UsageError(`Cannot write "${file}": ${error instanceof Error ? error.message : String(error)}`)
  })
}

function coverageReport({ benches: { coverage } }: TestSession): string {
  if (coverage === undefined) return ''
  const files = coverage.report()
  const texts = new SourceTexts()
  const gaps = files.filter((file) => file.parts.some((part) => part.runs === 0))
  const annotated = gaps.map((file) => {
    const text = texts.get(file.file)
    return text === undefined ? '' : `\n${file.file}\n${annotateCompose(text, file)}`
  })
  return `${coverageText(files, (file) => texts.get(file))}${annotated.join('')}\n`
}

function jsonReport({ results, benches, updated }: TestSession): object {
  return {
    ...counts(results),
    tests: results,
    ...(benches.coverage === undefined ? {} : { coverage: benches.coverage.report() }),
    ...(updated.length === 0 ? {} : { updated }),
  }
}

function counts(results: readonly TestResult[]): Record<TestResult['status'], number> {
  const of = (status: TestResult['status']) => results.filter((result) => result.status === status).length
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') }
}

function summary(results: readonly TestResult[], screen: ErrorScreen): string {
  const { passed, failed, skipped } = counts(results)
  const paint = createPaint(screen.colour)
  const parts = [
    failed > 0 ? paint.red(`${failed} failed`) : '',
    `${passed} passed`,
    skipped > 0 ? `${skipped} skipped` : '',
  ]
  const reasons = new Map<string, number>()
  for (const { reason } of results) if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  const lines = Array.from(reasons, ([reason, count]) => `skipped ${count}: ${reason}\n`)
  return `${lines.join('')}${parts.filter((part) => part !== '').join(', ')}\n`
}

function exitCode(results: readonly TestResult[]): ExitCode {
  return results.some((result) => result.status === 'failed') ? EXIT.failure : EXIT.success
}
