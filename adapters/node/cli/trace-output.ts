import { closeSync, openSync, writeFileSync } from 'node:fs'
import type { TraceObserver } from '../../../core/trace/events.ts'
import type { TraceFormat } from '../../../core/trace/formats/trace-format.ts'
import type { ParsedArguments } from './flags.ts'
import type { ErrorScreen } from './output.ts'
import { UsageError } from './usage-error.ts'

const FORMATS = ['pretty', 'jsonl', 'chrome'] as const
type FormatName = (typeof FORMATS)[number]

/** Files are written in pieces of about this many UTF-16 units. */
const PIECE = 64 * 1024
/** A step that takes longer than this is shown before it ends. */
const SHOW_WAITING_MS = 150

/** Where the trace of a run goes. */
export interface TraceOutput {
  readonly observer: TraceObserver
  /** Writes the rest. Call once, after the run. @throws {Error} what kept the file from being written. */
  close(): void
}

/**
 * What `--trace` and `--trace-file` ask for; `undefined` when neither was given.
 *
 * @throws {UsageError} for an unknown format, and a file that cannot be opened.
 */
export async function openTrace(parsed: ParsedArguments, screen: ErrorScreen): Promise<TraceOutput | undefined> {
  const file = parsed.text('trace-file')
  if (!parsed.has('trace') && file === undefined) return undefined
  const name = formatName(parsed.text('trace'), file)
  const format = await loadFormat(name, file === undefined && screen.colour)
  return file === undefined ? toScreen(format, screen) : toFile(format, file)
}

function formatName(asked: string | undefined, file: string | undefined): FormatName {
  if (asked === undefined)
    return /\.jsonl$/i.test(file ?? '') ? 'jsonl' : /\.json$/i.test(file ?? '') ? 'chrome' : 'pretty'
  const name = FORMATS.find((candidate) => candidate === asked)
  if (name === undefined) throw new UsageError(`Unknown trace format "${asked}"`, `Expected ${FORMATS.join(', ')}`)
  return name
}

async function loadFormat(name: FormatName, colour: boolean): Promise<TraceFormat> {
  switch (name) {
    case 'pretty':
      return (await import('../../../core/trace/formats/pretty-trace.ts')).prettyTrace({ colour })
    case 'jsonl':
      return (await import('../../../core/trace/formats/jsonl-trace.ts')).jsonlTrace()
    case 'chrome':
      return (await import('../../../core/trace/formats/chrome-trace.ts')).chromeTrace()
  }
}

function toScreen(format: TraceFormat, screen: ErrorScreen): TraceOutput {
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
