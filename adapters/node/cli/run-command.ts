import type { Composition } from '../../../core/compose/composition.ts'
import { ExecutionCancelledError, KernelError } from '../../../core/errors/kernel-error.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { Kernel, RunOptions } from '../../../core/kernel-api.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { own } from '../../../core/values.ts'
import { createCliHost } from './cli-host.ts'
import type { CommandRunner } from './command.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { ParsedArguments } from './flags.ts'
import { type Interrupt, listenForInterrupt } from './interrupt.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { readPermissions } from './permission-flags.ts'
import { showProgress } from './progress.ts'
import { componentFolders, lazyFolderLoader, readProjectManifest } from './project.ts'
import { readDocument } from './read-document.ts'
import { type ComposeText, readTarget, type Target } from './read-target.ts'
import { reportFailure } from './report-failure.ts'
import { readBindings, readInput, readLogLevel, readTimeout, splitWords, undeclaredInputs } from './run-options.ts'
import { SourceTexts } from './source-texts.ts'
import { suggestId } from './suggest-id.ts'
import { openTrace } from './trace-output.ts'
import { UsageError } from './usage-error.ts'

/** What is run, and how its result is taken. */
interface Job {
  readonly composition: Composition
  readonly document?: ComposeText
  readonly manifest?: Manifest | undefined
}

/** `lcod run TARGET [name=value…]` */
export const runCommand: CommandRunner = async (parsed) => {
  const screen = new ErrorScreen()
  const { target: word, pairs } = splitWords(parsed.positionals)
  const bindings = readBindings(parsed)
  const logLevel = readLogLevel(parsed)
  if (logLevel !== undefined) process.env['LCOD_LOG_LEVEL'] = logLevel
  const interrupt = listenForInterrupt(screen, readTimeout(parsed))
  const sources = new SourceTexts()
  let kernel: Kernel | undefined
  try {
    const target = await readTarget(word, interrupt.signal)
    const input = await readInput(parsed, pairs, word === '-')
    const job = await prepare(target, parsed, screen, sources)
    if (job === undefined) return EXIT.usage
    screen.write(undeclaredInputs(input, job.manifest?.inputs ?? []))
    kernel = kernelFor(job, parsed, bindings, screen)
    return await execute(kernel, job, { input, signal: interrupt.signal }, { parsed, screen, name: word })
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

function kernelFor(
  { document, manifest }: Job,
  parsed: ParsedArguments,
  bindings: Record<string, string>,
  screen: ErrorScreen,
): Kernel {
  const named = parsed.all('components').filter((value) => value !== true)
  const host = createCliHost(screen)
  const folders = componentFolders(named, document?.folder, manifest)
  return createKernel({
    host,
    bindings,
    permissions: readPermissions(parsed, document?.folder),
    globals: { projectPath: document?.folder ?? null },
    ...(host.files === undefined ? {} : { loader: lazyFolderLoader(host.files, folders, screen) }),
  })
}

async function execute(
  kernel: Kernel,
  job: Job,
  options: RunOptions,
  ui: { readonly parsed: ParsedArguments; readonly screen: ErrorScreen; readonly name: string },
): Promise<ExitCode> {
  const { parsed, screen } = ui
  const trace = await openTrace(parsed, screen)
  const stopProgress = showProgress(screen, ui.name)
  const { manifest } = job
  let result: unknown
  try {
    const state = await kernel.run(job.composition, {
      ...options,
      ...(trace === undefined ? {} : { observer: trace.observer }),
      ...(manifest === undefined ? {} : { inputs: manifest.inputs, outputs: manifest.outputs }),
      ...(manifest?.context === undefined ? {} : { context: manifest.context }),
    })
    result = job.document === undefined ? (own(state, 'result') ?? null) : state
  } finally {
    stopProgress()
    trace?.close()
  }
  await writeResult(`${JSON.stringify(result, null, parsed.has('compact') ? 0 : 2)}\n`)
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
    const { kind, message, hint } = cancellation
    const code = kind === 'timeout' ? 'timed_out' : 'cancelled'
    reportFailure(new KernelError(code, message, { hint }), screen, options)
    return EXIT.cancelled
  }
  const hint = kernel === undefined ? undefined : suggestId(error, kernel.registry)
  reportFailure(error, screen, { ...options, ...(hint === undefined ? {} : { hint }) })
  if (error instanceof ExecutionCancelledError) return EXIT.cancelled
  const isDocument = error instanceof UsageError || (error instanceof KernelError && error.code === 'invalid_manifest')
  return isDocument ? EXIT.usage : EXIT.failure
}
