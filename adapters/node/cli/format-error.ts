import { errorCatalog } from '../../../core/errors/catalog.ts'
import { codeFrame, lineColumn } from '../../../core/errors/code-frame.ts'
import type { ErrorFrame, KernelError, SourceRange } from '../../../core/errors/kernel-error.ts'
import type { Paint } from './paint.ts'
import { type SourceTexts, shownPath } from './source-texts.ts'

const MAX_FRAMES = 12

export interface ErrorDetails {
  readonly sources: SourceTexts
  /** Show stacks of this program. */
  readonly debug: boolean
  /** What to do, in place of what the error or the catalogue says. */
  readonly hint?: string | undefined
}

/**
 * An error of a run as a compiler would print it: what and where, the lines around the step, the steps that led there,
 * the cause, and what to do. Ends with a line break.
 */
export function formatError(error: KernelError, details: ErrorDetails & { readonly paint: Paint }): string {
  const { sources, paint, debug, hint } = details
  const lines: string[] = []
  const place = placeOf(error.source, sources)
  const code = paint.red(`error ${error.code}`)
  lines.push(`${place === '' ? '' : `${paint.bold(place)}: `}${code}: ${paint.bold(messageOf(error))}`)
  const text = error.source === undefined ? undefined : sources.get(error.source.file)
  if (error.source !== undefined && text !== undefined) lines.push(codeFrame(text, firstLine(text, error.source)))
  lines.push(...frameLines(error.frames, sources, paint))
  for (const cause of causesOf(error)) lines.push(`  ${paint.dim('caused by:')} ${cause}`)
  const help = hint ?? error.hint ?? catalogueFix(error.code)
  if (help !== undefined) lines.push(`  ${paint.cyan('help:')} ${help}`)
  if (debug) lines.push(...stacksOf(error).map((stack) => paint.dim(stack)))
  return `${lines.join('\n')}\n`
}

/** The same for programs (`--json-errors`). */
export function errorJson(error: KernelError, { sources, debug, hint }: ErrorDetails): object {
  const help = hint ?? error.hint ?? catalogueFix(error.code)
  const causes = causesOf(error)
  return {
    error: {
      ...error.toJSON(),
      ...(error.source === undefined ? {} : { source: position(error.source, sources) }),
      ...(error.frames.length === 0 ? {} : { trace: error.frames.map((frame) => frameJson(frame, sources)) }),
      ...(causes.length === 0 ? {} : { causes }),
      ...(help === undefined ? {} : { help }),
      ...(debug ? { stack: stacksOf(error) } : {}),
    },
  }
}

/** Messages of files begin with their code because composes match on it; a reader needs it once. */
function messageOf(error: KernelError): string {
  const prefix = `${error.code}: `
  return error.message.startsWith(prefix) ? error.message.slice(prefix.length) : error.message
}

function frameLines(frames: readonly ErrorFrame[], sources: SourceTexts, paint: Paint): string[] {
  // The innermost frame alone would repeat the place above.
  if (frames.length === 0 || (frames.length === 1 && frames[0]?.component === undefined)) return []
  const shown = frames.slice(0, MAX_FRAMES)
  const width = Math.max(...shown.map((frame) => shortId(frame.call).length))
  const lines = shown.map((frame, index) => {
    const where = placeOf(frame.source, sources)
    const inside = frame.component === undefined ? '' : ` of ${shortId(frame.component)}`
    const word = index === 0 ? 'at' : 'in'
    const step = `${stepPath(frame.path)}${inside}`
    return `  ${paint.dim(word)} ${shortId(frame.call).padEnd(width)}  ${step}${where === '' ? '' : `  ${paint.dim(where)}`}`
  })
  if (frames.length > shown.length)
    lines.push(`  ${paint.dim(`… and ${frames.length - shown.length} more steps around it`)}`)
  return lines
}

/** `/compose/0/slots/body/2` → `compose[0] › body[2]`: the way a reader walks through the document. */
export function stepPath(pointer: string): string {
  return pointer
    .replace(/^.*!/, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== 'slots')
    .reduce(
      (path, segment) =>
        /^\d+$/.test(segment) ? `${path}[${segment}]` : `${path}${path === '' ? '' : ' › '}${segment}`,
      '',
    )
}

function frameJson(frame: ErrorFrame, sources: SourceTexts): object {
  const { source, ...rest } = frame
  return { ...rest, ...(source === undefined ? {} : { source: position(source, sources) }) }
}

function position(source: SourceRange, sources: SourceTexts): object {
  const text = sources.get(source.file)
  const { file, start, end } = source
  return { file, start, end, ...(text === undefined ? {} : lineColumn(text, start)) }
}

function placeOf(source: SourceRange | undefined, sources: SourceTexts): string {
  if (source === undefined) return ''
  const text = sources.get(source.file)
  if (text === undefined) return shownPath(source.file)
  const { line, column } = lineColumn(text, source.start)
  return `${shownPath(source.file)}:${line}:${column}`
}

/** A step may be long: its first line says which one it is. */
function firstLine(text: string, { start, end }: SourceRange): { start: number; end: number } {
  const newline = text.indexOf('\n', start)
  const lineEnd = newline === -1 ? text.length : newline
  const trimmed = text.slice(start, Math.min(end, lineEnd)).trimEnd().length
  return { start, end: start + trimmed }
}

function causesOf(error: Error): string[] {
  const causes: string[] = []
  let { cause } = error
  while (cause instanceof Error && causes.length < 5) {
    // Wrapping often repeats the message it wraps.
    if (!error.message.includes(cause.message)) causes.push(cause.message.split('\n')[0] ?? '')
    cause = cause.cause
  }
  return causes
}

function stacksOf(error: Error): string[] {
  const stacks = [error.stack ?? String(error)]
  for (let { cause } = error; cause instanceof Error && stacks.length < 5; cause = cause.cause) {
    stacks.push(`Caused by: ${cause.stack ?? String(cause)}`)
  }
  return stacks
}

function catalogueFix(code: string): string | undefined {
  const entries: Readonly<Record<string, { readonly fix: string }>> = errorCatalog
  return Object.hasOwn(entries, code) ? entries[code]?.fix.replace(/\.$/, '') : undefined
}

function shortId(id: string): string {
  return id.replace(/^lcod:\/\//, '')
}
