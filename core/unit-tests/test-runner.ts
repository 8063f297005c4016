import type { Composition } from '../compose/composition.ts'
import { testChecker } from '../contracts/tooling/test-checker.ts'
import type { KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { LogEntry } from '../host/log.ts'
import { createKernel } from '../kernel.ts'
import type { Kernel, KernelOptions } from '../kernel-api.ts'
import type { Manifest } from '../manifest/read-manifest.ts'
import type { NativeComponent } from '../run/component.ts'
import type { TraceObserver } from '../trace/events.ts'
import { checkMocks } from './check-mock.ts'
import { schemaFailures } from './check-sides.ts'
import { drainStreams } from './drain-streams.ts'
import { judgeError, judgeOutput } from './judge.ts'
import { judgeReport, type Outcome } from './judge-report.ts'
import { findMocked, mockBindings, mockComponents, refuseUnmocked } from './mock-components.ts'
import type { TestResult } from './test-result.ts'
import { RootWrites, tracePathOf } from './trace-writes.ts'
import type { SuiteTest, TestCase, UnitTest } from './unit-test.ts'

/** What unit tests test: the compose in whose folder they stand. */
export interface TestSubject {
  readonly composition: Composition
  readonly manifest?: Manifest | undefined
}

export interface TestRunnerOptions {
  /** The kernel of the tests. What its host logs is kept with each result. */
  readonly kernel: KernelOptions
  /** Absent where a folder has suites only; a unit test fails without it. */
  readonly subject?: TestSubject | undefined
  /** Fail a call of anything that reaches outside the test and has no mock. Default false. */
  readonly strictMocks?: boolean
}

export interface RunTestOptions {
  readonly observer?: TraceObserver
  readonly signal?: AbortSignal
}

/** Runs the tests of one folder, one at a time. */
export interface TestRunner {
  /** Runs one test. Never throws for what the test or its component does; cancellation is a failure too. */
  run(test: TestCase, options?: RunTestOptions): Promise<TestResult>
}

/**
 * Makes a runner. One kernel serves all of its tests; each has an inner registry level of its own for its mocks.
 *
 * Spec: contracts.md 7.3, 8; engine.md 7.
 *
 * @example
 * ```ts
 * import { createTestRunner, parseCompose, readTests } from 'lcod-universal'
 * import { createMemoryHost } from 'lcod-universal/memory'
 *
 * const text = 'compose: [{ call: lcod://impl/is_even@1, in: { value: $.n }, out: { even: ok } }]'
 * const { composition } = parseCompose(text, { file: 'compose.yaml' })
 * if (composition === undefined) throw new Error('The compose has errors')
 * const runner = createTestRunner({ kernel: { host: createMemoryHost() }, subject: { composition } })
 * const { tests } = readTests('{ name: says so, input: { n: 3 }, expect: { even: true } }', { file: 'tests/unit/even.yaml' })
 * for (const test of tests) {
 *   const { status, failures } = await runner.run(test)
 *   console.log(status, failures.length) // failed 1
 * }
 * ```
 */
export function createTestRunner(options: TestRunnerOptions): TestRunner {
  const logs: LogEntry[] = []
  const host = { ...options.kernel.host, log: { write: (entry: LogEntry) => void logs.push(entry) } }
  const kernel = createKernel({ ...options.kernel, host })
  const refused = options.strictMocks === true ? refuseUnmocked(kernel.registry) : []
  const bench: Bench = { kernel, options, refused }
  return {
    async run(test, runOptions = {}) {
      logs.length = 0
      const start = host.clock.monotonic()
      const outcome =
        test.kind === 'unit' ? await runUnit(test, bench, runOptions) : await runSuite(test, bench, runOptions)
      return {
        name: test.name,
        file: test.source.file,
        status: outcome.failures.length === 0 ? 'passed' : 'failed',
        durationMs: host.clock.monotonic() - start,
        failures: outcome.failures,
        ...(outcome.actual === undefined ? {} : { actual: outcome.actual }),
        ...(logs.length === 0 ? {} : { logs: [...logs] }),
      }
    },
  }
}

interface Bench {
  readonly kernel: Kernel
  readonly options: TestRunnerOptions
  readonly refused: readonly NativeComponent[]
}

async function runUnit(test: UnitTest, bench: Bench, { observer, signal }: RunTestOptions): Promise<Outcome> {
  const { subject, kernel } = bench.options
  if (subject === undefined) return { failures: [{ message: 'There is no compose in the folder that holds "tests"' }] }
  const { manifest } = subject
  const mocks = await findMocked(test.mocks, bench.kernel.registry, kernel.loader)
  const faults = [
    ...checkMocks(mocks, test.mockCheck, kernel.host.schemas).map((message) => ({ message })),
    ...schemaFailures(test, manifest, kernel.host.schemas),
  ]
  if (faults.length > 0) return { failures: faults }
  const drain = 'output' in test.expected ? drainStreams(subject.composition, test.expected.output) : undefined
  const writes = new RootWrites()
  try {
    const result = await bench.kernel.run(drain?.composition ?? subject.composition, {
      input: test.input,
      components: [...bench.refused, ...mockComponents(mocks), ...(drain === undefined ? [] : [drain.component])],
      bindings: mockBindings(mocks),
      observer: (event) => {
        writes.observe(event)
        observer?.(event)
      },
      ...(manifest === undefined ? {} : { inputs: manifest.inputs, outputs: manifest.outputs }),
      ...(manifest?.context === undefined ? {} : { context: manifest.context }),
      ...(test.timeoutMs === undefined ? {} : { timeoutMs: test.timeoutMs }),
      ...(signal === undefined ? {} : { signal }),
    })
    const actual = drain === undefined ? result : drain.replace(result)
    return { actual, failures: judgeOutput(actual, test.expected, writes) }
  } catch (thrown) {
    return { failures: judgeError(endOf(thrown), test.expected) }
  }
}

const SUITE_STEP = 'lcod://kernel/unit-test/check@1'
const SUITE: Composition = { steps: [{ call: SUITE_STEP, in: {}, out: { report: '$' }, slots: {} }] }

/** The checker gets its input as it stands: nothing in it is a binding. */
async function runSuite(test: SuiteTest, { kernel, refused }: Bench, options: RunTestOptions): Promise<Outcome> {
  const step: NativeComponent = {
    kind: 'native',
    id: SUITE_STEP,
    run: (_input, call) => testChecker.run(test.checker, call),
  }
  try {
    const { report } = await kernel.run(SUITE, { components: [...refused, step], ...options })
    return judgeReport(report)
  } catch (thrown) {
    const error = endOf(thrown)
    return { failures: [{ message: error.message, error: error.toJSON(), ...pathOf(error) }] }
  }
}

/** A run that was cancelled for a reason ended with that reason. */
function endOf(thrown: unknown): KernelError {
  const error = normaliseError(thrown)
  return 'reason' in error && error.reason instanceof Error ? normaliseError(error.reason) : error
}

function pathOf(error: KernelError): { path?: string } {
  const path = tracePathOf(error.frames)
  return path === undefined ? {} : { path }
}
