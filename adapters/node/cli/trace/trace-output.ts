import { closeSync, openSync, writeFileSync } from 'node:fs'
import type { Grant } from '../../../../core/permissions/permissions.ts'
import type { TraceObserver } from '../../../../core/trace/events.ts'
import type { TraceFormat } from '../../../../core/trace/formats/trace-format.ts'
import type { TraceContext } from '../../../../core/trace/trace-context.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { TRACE_FORMATS } from '../run-flags.ts'
import { UsageError } from '../usage-error.ts'

type FormatName = (typeof TRACE_FORMATS)[number]

/** Files are written in pieces of about this many UTF-16 units. */
const PIECE = 64 * 1024
/** A step that takes longer than this is shown before it ends. */
const SHOW_WAITING_MS = 150

/** Where the trace of a run goes. */
export interface TraceOutput {
  readonly observer: TraceObserver
  /** The W3C trace of the run; its requests carry it on. */
  readonly context?: TraceContext
  /** Writes the rest. Call once, after the run. @throws {Error} what kept the file from being written. */
  close(): void | Promise<void>
}

export interface TraceSurroundings {
  readonly screen: ErrorScreen
  /** Hosts that the run may reach, and so its trace. */
  readonly net: Grant | undefined
}

/** Opens traces of the kind that a command line asks for, one for each run. */
export interface TraceMaker {
  /** As `--trace-file` names it. */
  readonly file: string | undefined
  /**
   * @param parent The trace that the run was asked for in.
   * @param file Where it goes, unless it goes elsewhere than to files.
   * @throws {UsageError} for a file that cannot be opened.
   */
  open(parent: TraceContext | undefined, file: string): TraceOutput
  /** One of several that go on at the same time: on the screen, each is shown when it is whole. */
  openWhole: TraceMaker['open']
}

/**
 * What `--trace`, `--trace-file` and `--trace-url` ask for; `undefined` when none was given.
 *
 * @throws {UsageError} for an unknown format, and flags that exclude each other.
 * @throws {KernelError} `permission_denied` for a collector that is not granted.
 */
export async function traceMaker(
  parsed: ParsedArguments,
  { screen, net }: TraceSurroundings,
): Promise<TraceMaker | undefined> {
  const [file, url] = [parsed.text('trace-file'), parsed.text('trace-url')]
  if (!parsed.has('trace') && file === undefined && url === undefined) return undefined
  if (file !== undefined && url !== undefined) throw new UsageError('A trace goes to a file or to a URL, not to both')
  const name = formatName(parsed.text('trace'), { file, url })
  const newFormat = await loadFormat(name, file === undefined && screen.colour)
  const send = url === undefined ? undefined : (await import('./collector.ts')).collector({ url, net, screen })
  const open = (toScreen: typeof asItGoes): TraceMaker['open'] => {
    return (parent, place) => {
      const { format, context } = newFormat(parent)
      const output = send?.(format) ?? (file === undefined ? toScreen(format, screen) : toFile(format, place))
      return context === undefined ? output : { ...output, context }
    }
  }
  return { file, open: open(asItGoes), openWhole: open(whenItIsWhole) }
}

function formatName(
  asked: string | undefined,
  to: { readonly file: string | undefined; readonly url: string | undefined },
): FormatName {
  const name = asked === undefined ? nameOfTarget(to) : TRACE_FORMATS.find((candidate) => candidate === asked)
  if (name === undefined) {
    throw new UsageError(`Unknown trace format "${asked}"`, `Expected ${TRACE_FORMATS.join(', ')}`)
  }
  if (to.url !== undefined && name !== 'otlp') {
    throw new UsageError(
      `A collector takes no trace of the format "${name}"`,
      'Leave --trace out, or write --trace=otlp',
    )
  }
  return name
}

function nameOfTarget({ file = '', url }: { file: string | undefined; url: string | undefined }): FormatName {
  if (url !== undefined || /\.otlp\.json$/i.test(file)) return 'otlp'
  if (/\.jsonl$/i.test(file)) return 'jsonl'
  return /\.json$/i.test(file) ? 'chrome' : 'pretty'
}

type NewFormat = (parent: TraceContext | undefined) => {
  readonly format: TraceFormat
  readonly context?: TraceContext
}

async function loadFormat(name: FormatName, colour: boolean): Promise<NewFormat> {
  switch (name) {
    case 'pretty': {
      const { prettyTrace } = await import('../../../../core/trace/formats/pretty-trace.ts')
      return () => ({ format: prettyTrace({ colour }) })
    }
    case 'jsonl': {
      const { jsonlTrace } = await import('../../../../core/trace/formats/jsonl-trace.ts')
      return () => ({ format: jsonlTrace() })
    }
    case 'chrome': {
      const { chromeTrace } = await import('../../../../core/trace/formats/chrome-trace.ts')
      return () => ({ format: chromeTrace() })
    }
    case 'otlp':
      return (await import('./otlp-output.ts')).openOtlp
  }
}

function asItGoes(format: TraceFormat, screen: ErrorScreen): TraceOutput {
  const timer = setInterval(() => screen.write(format.flush()), SHOW_WAITING_MS)
  timer.unref()
  return {
    observer: (event) => screen.write(format.write(event)),
    close() {
      clearInterval(timer)
      screen.write(format.end())
    },
  }
}

function whenItIsWhole(format: TraceFormat, screen: ErrorScreen): TraceOutput {
  let text = ''
  return {
    observer(event) {
      text += format.write(event)
    },
    close: () => screen.write(text + format.end()),
  }
}

function toFile(format: TraceFormat, file: string): TraceOutput {
  let handle: number
  try {
    handle = openSync(file, 'w')
  } catch (error) {
    throw new UsageError(
      `Cannot write the trace to "${file}": ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  let pending = ''
  let failure: unknown
  const flush = () => {
    // An observer must not throw: the run goes on, and the failure is told at its end.
    try {
      if (failure === undefined) writeFileSync(handle, pending)
    } catch (error) {
      failure = error
    }
    pending = ''
  }
  return {
    observer(event) {
      pending += format.write(event)
      if (pending.length >= PIECE) flush()
    },
    close() {
      pending += format.end()
      flush()
      closeSync(handle)
      if (failure !== undefined) throw failure
    },
  }
}
