import type { Composition } from '../../../core/compose/composition.ts'
import { ExecutionCancelledError, KernelError } from '../../../core/errors/kernel-error.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { Kernel, RunOptions } from '../../../core/kernel-api.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import type { Component } from '../../../core/resolve/registry.ts'
import type { KeptServers } from '../../../core/run/run-servers.ts'
import { type Dict, own } from '../../../core/values.ts'
import { createCliHost } from './cli-host.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { ParsedArguments } from './flags.ts'
import { cancelledError, type Interrupt, listenForInterrupt } from './interrupt.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { createRunLoader } from './packages/run-loader.ts'
import { openRunLock } from './packages/run-lock.ts'
import { readPermissions } from './permission-flags.ts'
import { showProgress } from './progress/show-progress.ts'
import { componentFolders, lazyFolderLoader, readProjectManifest } from './project.ts'
import { readDocument } from './read-document.ts'
import { type ComposeText, readTarget, type Target } from './read-target.ts'
import { reportFailure } from './report-failure.ts'
import { readLoggerLevels, readLogLevel, readTimeout, undeclaredInputs } from './run-options.ts'
import { finishServing, serveLogLevels } from './serve.ts'
import { SourceTexts } from './source-texts.ts'
import { suggestId } from './suggest-id.ts'
import { readTraceContext } from './trace/read-trace-context.ts'
import { openTrace } from './trace/trace-output.ts'
import { UsageError } from './usage-error.ts'

/** What is run, and how its result is taken. */
interface Job {
  readonly composition: Composition
  readonly document?: ComposeText
  readonly manifest?: Manifest | undefined
}

/** What a command wants to be run. */
export interface RunRequest {
  /** As written: a path, a URL, an id, or `-`. */
  readonly target: string
  readonly parsed: ParsedArguments
  /** The input; called once the target has been read, which may have taken standard input. */
  input(signal: AbortSignal): Promise<Dict>
  /** State that comes from elsewhere than the input, and goes over it. */
  readonly state?: Dict
  /** contract id → implementation id. */
  readonly bindings: Readonly<Record<string, string>>
  /** Components that need not be found. */
  readonly components?: readonly Component[]
}

/** Runs what the command line names: from reading it to its result on standard output and the exit code. */
export async function runTarget(request: RunRequest): Promise<ExitCode> {
  const { parsed } = request
  const screen = new ErrorScreen()
  const logLevel = readLogLevel(parsed)
  if (logLevel !== undefined) process.env['LCOD_LOG_LEVEL'] = logLevel
  const interrupt = listenForInterrupt(screen, readTimeout(parsed))
  const sources = new SourceTexts()
  let kernel: Kernel | undefined
  try {
    const target = await readTarget(request.target, interrupt.signal)
    const input = await request.input(interrupt.signal)
    const job = await prepare(target, parsed, screen, sources)
    if (job === undefined) return EXIT.usage
    screen.write(undeclaredInputs(input, job.manifest?.inputs ?? []))
    kernel = await kernelFor(job, request, { screen, signal: interrupt.signal })
    const options: RunOptions = {
      input: { ...input, ...request.state },
      signal: interrupt.signal,
      ...(request.components === undefined ? {} : { components: request.components }),
    }
    return await execute(kernel, job, options, { parsed, screen, interrupt, name: request.target })
  } catch (error) {
    return fail(error, interrupt, { parsed, screen, sources, kernel })
  } finally {
    interrupt.dispose()
    await screen.drain()
  }
}

async function prepare(
  target: Target,
  parsed: ParsedArguments,
  screen: ErrorScreen,
  sources: SourceTexts,
): Promise<Job | undefined> {
  if (target.kind === 'id') return { composition: callOnly(target.id) }
  const { document } = target
  sources.add(document.name, document.text)
  const composition = readDocument(document, screen, parsed.has('json-errors'))
  if (composition === undefined) return undefined
  return { composition, document, manifest: await readProjectManifest(document.folder) }
}

/** A component is run as the one step of a compose, with the input as its input. */
function callOnly(id: string): Composition {
  const everything = { __lcod_spreads__: [{ source: '__lcod_state__' }] }
  return { steps: [{ call: id, in: everything, out: { result: '$' }, slots: {} }] }
}

async function kernelFor(
  { document, manifest }: Job,
  { target, parsed, bindings }: RunRequest,
  { screen, signal }: { readonly screen: ErrorScreen; readonly signal: AbortSignal },
): Promise<Kernel> {
  const named = parsed.all('components').filter((value) => value !== true)
  const host = createCliHost(screen, parsed)
  const lock = await openRunLock(document, { host, parsed, screen })
  const folders = componentFolders(named, document?.folder, manifest)
  const id = document === undefined ? target : undefined
  return createKernel({
    host,
    bindings: { ...lock?.bindings, ...bindings },
    permissions: readPermissions(parsed, document?.folder),
    logLevels: serveLogLevels(parsed, readLoggerLevels(parsed)),
    globals: { projectPath: document?.folder ?? null },
    ...(host.files === undefined
      ? {}
      : {
          loader: createRunLoader({
            host,
            parsed,
            screen,
            lock,
            id,
            signal,
            folders: lazyFolderLoader(host.files, folders, screen),
          }),
        }),
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
  const { net } = readPermissions(parsed, job.document?.folder)
  const trace = await openTrace(parsed, { screen, net, parent })
  const context = trace?.context ?? parent
  // A run that nobody watches carries no trace on.
  const observer = trace?.observer ?? (context === undefined ? undefined : () => {})
  const stopProgress = showProgress(screen, ui.name)
  const { manifest } = job
  const kept: KeptServers[] = []
  let result: unknown
  try {
    const state = await kernel.run(job.composition, {
      ...options,
      ...(observer === undefined ? {} : { observer }),
      ...(context === undefined ? {} : { traceContext: context }),
      ...(manifest === undefined ? {} : declarations(manifest)),
      keepServers: (servers) => kept.push(servers),
    })
    result = job.document === undefined ? (own(state, 'result') ?? null) : state
  } finally {
    stopProgress()
    await trace?.close()
  }
  await writeResult(`${JSON.stringify(result, null, parsed.has('compact') ? 0 : 2)}\n`)
  for (const servers of kept) await finishServing(servers, { parsed, screen, interrupt })
  return EXIT.success
}

/** What the manifest says of the compose, as the kernel takes it. */
function declarations({ id, inputs, outputs, inputSchema, outputSchema, context }: Manifest): RunOptions {
  return {
    inputs,
    outputs,
    ...(id === undefined ? {} : { name: id }),
    ...(inputSchema === undefined ? {} : { inputSchema }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(context === undefined ? {} : { context }),
  }
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
