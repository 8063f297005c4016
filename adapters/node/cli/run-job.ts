import type { Composition } from '../../../core/compose/composition.ts'
import { ExecutionCancelledError, KernelError } from '../../../core/errors/kernel-error.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { Kernel, KernelOptions, RunOptions } from '../../../core/kernel-api.ts'
import { declaredOptions } from '../../../core/manifest/declared-options.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import type { Component } from '../../../core/resolve/registry.ts'
import type { KeptServers } from '../../../core/run/run-servers.ts'
import { type Dict, own } from '../../../core/values.ts'
import { type DurableJob, readDurable } from './durable/durable-job.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { ParsedArguments } from './flags.ts'
import { cancelledError, type Interrupt, listenForInterrupt } from './interrupt.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { readPermissions } from './permission-flags.ts'
import { showProgress } from './progress/show-progress.ts'
import { reportFailure } from './report-failure.ts'
import { readLoggerLevels, readLogLevel, readTimeout, undeclaredInputs } from './run-options.ts'
import { finishServing, serveLogLevels } from './serve.ts'
import { SourceTexts } from './source-texts.ts'
import { suggestId } from './suggest-id.ts'
import { readTraceContext } from './trace/read-trace-context.ts'
import { RequestTraces } from './trace/request-traces.ts'
import { traceMaker } from './trace/trace-output.ts'
import { UsageError } from './usage-error.ts'

/** What is run, and with what kernel. */
export interface Job {
  readonly composition: Composition
  readonly manifest?: Manifest | undefined
  /** The result is what the one step of the composition gives, and not the state. */
  readonly isCall?: boolean
  /** The folder of the compose, absolute: its own files, `.lcod` in it, `$globals.projectPath`. */
  readonly folder?: string | undefined
  /** Without what the flags say. */
  kernel(): Promise<Pick<KernelOptions, 'host' | 'loader' | 'bindings'>>
}

/** What a job is made with. */
export interface JobTools {
  readonly parsed: ParsedArguments
  readonly screen: ErrorScreen
  readonly sources: SourceTexts
  readonly signal: AbortSignal
}

/** A run that a command wants. */
export interface JobRequest {
  /** What is run, for people. */
  readonly name: string
  readonly parsed: ParsedArguments
  /**
   * Reads what is named; the function that it gives makes the job of it, or `undefined` when the document has errors, which
   * have been reported then. The input is read between the two: standard input may have been either.
   */
  open(tools: JobTools): Promise<() => Promise<Job | undefined>>
  input(signal: AbortSignal): Promise<Dict>
  /** State that comes from elsewhere than the input, and goes over it. */
  readonly state?: Dict | undefined
  /** contract id → implementation id. */
  readonly bindings: Readonly<Record<string, string>>
  /** Components that need not be found. */
  readonly components?: readonly Component[] | undefined
}

/** Runs a compose for the command line: from opening it to its result on standard output and the exit code. */
export async function runJob(request: JobRequest): Promise<ExitCode> {
  const { parsed, name } = request
  const screen = new ErrorScreen()
  const logLevel = readLogLevel(parsed)
  if (logLevel !== undefined) process.env['LCOD_LOG_LEVEL'] = logLevel
  const interrupt = listenForInterrupt(screen, readTimeout(parsed))
  const { signal } = interrupt
  const sources = new SourceTexts()
  let kernel: Kernel | undefined
  let durable: DurableJob | undefined
  try {
    const prepare = await request.open({ parsed, screen, sources, signal })
    const input = await request.input(signal)
    const job = await prepare()
    if (job === undefined) return EXIT.usage
    screen.write(undeclaredInputs(input, job.manifest?.inputs ?? []))
    kernel = await kernelFor(job, request)
    const state = { ...input, ...request.state }
    durable = readDurable(parsed, { name, input: state })
    const options: RunOptions = {
      input: state,
      signal,
      ...(durable === undefined ? {} : { durable: durable.options }),
      ...(request.components === undefined ? {} : { components: request.components }),
    }
    if (!parsed.has('json-errors')) await durable?.announce(screen)
    return await execute(kernel, job, options, { parsed, screen, interrupt, name })
  } catch (error) {
    const code = fail(error, interrupt, { parsed, screen, sources, kernel })
    if (!parsed.has('json-errors')) screen.write(durable?.onward(error) ?? '')
    return code
  } finally {
    interrupt.dispose()
    await screen.drain()
  }
}

async function kernelFor(job: Job, { parsed, bindings }: JobRequest): Promise<Kernel> {
  const own = await job.kernel()
  return createKernel({
    ...own,
    bindings: { ...own.bindings, ...bindings },
    permissions: readPermissions(parsed, job.folder),
    logLevels: serveLogLevels(parsed, readLoggerLevels(parsed)),
    globals: { projectPath: job.folder ?? null },
  })
}

async function execute(
  kernel: Kernel,
  job: Job,
  options: RunOptions,
  ui: {
    readonly parsed: ParsedArguments
    readonly screen: ErrorScreen
    readonly interrupt: Interrupt
    readonly name: string
  },
): Promise<ExitCode> {
  const { parsed, screen, interrupt } = ui
  const parent = readTraceContext(parsed)
  const { net } = readPermissions(parsed, job.folder)
  const maker = await traceMaker(parsed, { screen, net })
  const trace = maker?.open(parent, maker.file ?? '')
  const requests = maker && parsed.has('serve') ? new RequestTraces(maker, screen) : undefined
  const context = trace?.context ?? parent
  const stopProgress = showProgress(screen, ui.name)
  const { manifest } = job
  const kept: KeptServers[] = []
  let result: unknown
  try {
    const state = await kernel.run(job.composition, {
      ...options,
      ...(trace === undefined ? {} : { observer: trace.observer }),
      ...(requests === undefined ? {} : { observeRequest: (request) => requests.observe(request) }),
      ...(context === undefined ? {} : { traceContext: context }),
      ...(manifest === undefined ? {} : declaredOptions(manifest)),
      keepServers: (servers) => kept.push(servers),
    })
    result = job.isCall ? (own(state, 'result') ?? null) : state
  } finally {
    stopProgress()
    await trace?.close()
  }
  await writeResult(`${JSON.stringify(result, null, parsed.has('compact') ? 0 : 2)}\n`)
  for (const servers of kept) await finishServing(servers, { parsed, screen, interrupt })
  await requests?.close()
  return EXIT.success
}

/** Cancellation has its own exit code; whoever cancelled knows why better than the run does. */
function fail(
  error: unknown,
  { cancellation }: Interrupt,
  ui: {
    readonly parsed: ParsedArguments
    readonly screen: ErrorScreen
    readonly sources: SourceTexts
    readonly kernel: Kernel | undefined
  },
): ExitCode {
  const { parsed, screen, sources, kernel } = ui
  const options = { json: parsed.has('json-errors'), debug: parsed.has('debug'), sources }
  const wasCancelled =
    error instanceof ExecutionCancelledError || (error instanceof Error && error.name === 'AbortError')
  if (cancellation !== undefined && wasCancelled) {
    reportFailure(cancelledError(cancellation), screen, options)
    return EXIT.cancelled
  }
  const hint = kernel === undefined ? undefined : suggestId(error, kernel.registry)
  reportFailure(error, screen, { ...options, ...(hint === undefined ? {} : { hint }) })
  if (error instanceof ExecutionCancelledError) return EXIT.cancelled
  const isDocument = error instanceof UsageError || (error instanceof KernelError && error.code === 'invalid_manifest')
  return isDocument ? EXIT.usage : EXIT.failure
}
