import type { TraceEvent } from '../events.ts'
import { durationText } from './duration-text.ts'
import { shortId } from './place-text.ts'
import { executionKey, previewText, runName, shorten, type TraceFormat } from './trace-format.ts'

export interface PrettyTraceOptions {
  /** ANSI colours. Default false. */
  readonly colour?: boolean
  /** Longest preview of a value, in UTF-16 units. Default 72. */
  readonly previewLength?: number
}

type Paint = (text: string) => string

/**
 * A tree for people, written while the run goes on: a line per step, indented by depth, with what went in, what came
 * out and how long it took; `↺` before what a durable run took from its journal. A step without inner steps takes one line, any other a line at its start and at its end.
 */
export function prettyTrace(options: PrettyTraceOptions = {}): TraceFormat {
  const limit = options.previewLength ?? 72
  const paint = (code: number): Paint => (options.colour ? (text) => `\u001b[${code}m${text}\u001b[0m` : (text) => text)
  const [bold, dim, red, green, yellow] = [paint(1), paint(2), paint(31), paint(32), paint(33)]
  const startedAt = new Map<string, number>()
  let name = 'run'
  /** A step that has started and may yet turn out to have nothing inside, and what it has written to the state. */
  let held: { readonly key: string; readonly line: string; writes: string } | undefined

  const indent = (event: TraceEvent) => '  '.repeat(event.depth)
  const flush = () => {
    const text = held === undefined ? '' : `${held.line}\n${held.writes}`
    held = undefined
    return text
  }
  const elapsed = (event: TraceEvent) => {
    const key = executionKey(event)
    const start = startedAt.get(key) ?? event.t
    startedAt.delete(key)
    return dim(durationText(event.t - start))
  }

  function stepLine(event: TraceEvent & { type: 'step' }): string {
    const key = executionKey(event)
    const call = bold(shortId(event.call))
    if (event.phase === 'start') {
      const before = flush()
      startedAt.set(key, event.t)
      held = { key, line: `${indent(event)}▸ ${call} ${dim(previewText(event.input, limit))}`, writes: '' }
      return before
    }
    const leaf = held?.key === key ? held : undefined
    const before = leaf === undefined ? flush() : ''
    held = undefined
    const name = leaf === undefined ? call : leaf.line.slice(indent(event).length + 2)
    const time = elapsed(event)
    const writes = leaf?.writes ?? ''
    const line = (mark: string, rest: string) => `${before}${indent(event)}${mark} ${name} ${rest} ${time}\n${writes}`
    switch (event.phase) {
      case 'end':
        return line(event.replayed === true ? yellow('↺') : green('✓'), `→ ${previewText(event.output, limit)}`)
      case 'signal':
        return line(yellow('↩'), event.signal)
      case 'error':
        return line(red('✗'), red(`${event.error.code}: ${shorten(event.error.message, limit)}`))
    }
  }

  function otherLine(event: Exclude<TraceEvent, { type: 'step' }>): string | undefined {
    switch (event.type) {
      case 'run':
        if (event.phase === 'start') {
          name = runName(event)
          return undefined
        }
        if (event.phase === 'end')
          return `${green('✓')} ${name} → ${previewText(event.output, limit)} ${dim(durationText(event.t))}`
        return `${red('✗')} ${name} ${red(`${event.error.code}: ${shorten(event.error.message, limit)}`)} ${dim(durationText(event.t))}`
      case 'slot':
        if (event.phase === 'exit') return undefined
        return `${indent(event)}${dim(`· ${event.slot}${event.iteration.length > 0 ? ` [${event.iteration.join('][')}]` : ''}`)}`
      case 'scope':
        return `${indent(event)}  ${dim(`$.${event.key} =`)} ${previewText(event.value, limit)}`
      case 'log':
        return `${indent(event)}  ${yellow(event.entry.level)} ${shorten(event.entry.message, limit)}`
      case 'http':
        return `${indent(event)}  ${dim('http')} ${event.method} ${shorten(event.url, limit)}${` ${event.status ?? event.error ?? ''}`.trimEnd()}`
      case 'retry':
        return `${indent(event)}  ${yellow('retry')} ${event.attempt}: ${event.error.code}: ${shorten(event.error.message, limit)}`
      case 'summary':
        if (event.turns <= 0) return undefined
        return dim(`  ${event.path}: ${event.turns.toLocaleString('en')} more turns, not recorded`)
      case 'progress':
      case 'script':
      case 'stream':
        return undefined
    }
  }

  return {
    write(event) {
      if (event.type === 'step') return stepLine(event)
      const line = otherLine(event)
      if (line !== undefined && event.type === 'scope' && held?.key === executionKey(event)) {
        held.writes += `${line}\n`
        return ''
      }
      return line === undefined ? '' : `${flush()}${line}\n`
    },
    flush,
    end: flush,
  }
}
