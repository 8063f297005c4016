import type { TraceEvent } from '../events.ts'
import { executionKey, previewText, runName, type TraceFormat } from './trace-format.ts'

interface OpenSpan {
  readonly name: string
  readonly path: string
  readonly iteration: readonly number[]
  readonly start: number
  readonly lane: number
  readonly args: Record<string, unknown>
}

const PREVIEW_LENGTH = 200

/**
 * The Trace Event Format that `chrome://tracing`, Perfetto and the DevTools open: one complete event per step, instants
 * for logs, retries and requests.
 *
 * Steps that run at the same time would be drawn into each other on one track. A step goes on the track of the step it
 * is inside of while that is the innermost there, else on the first free track.
 */
export function chromeTrace(): TraceFormat {
  const open = new Map<string, OpenSpan>()
  /** Per track, the spans that are open, outermost first. */
  const lanes: OpenSpan[][] = []
  let first = true

  const emit = (record: Record<string, unknown>) => {
    const text = `${first ? '[\n' : ',\n'}${JSON.stringify({ pid: 1, ...record })}`
    first = false
    return text
  }
  const name = (kind: 'process_name' | 'thread_name', tid: number, text: string) =>
    emit({ name: kind, ph: 'M', tid, ts: 0, args: { name: text } })

  function pickLane(event: TraceEvent): number {
    const inside = lanes.findIndex((lane) => {
      const innermost = lane.at(-1)
      return innermost !== undefined && contains(innermost, event)
    })
    if (inside >= 0) return inside
    const free = lanes.findIndex((lane) => lane.length === 0)
    if (free >= 0) return free
    lanes.push([])
    return lanes.length - 1
  }

  function begin(event: TraceEvent, name: string, args: Record<string, unknown>): void {
    const lane = pickLane(event)
    const span = { name, path: event.path, iteration: event.iteration, start: event.t, lane, args }
    lanes[lane]?.push(span)
    open.set(spanKey(event), span)
  }

  function finish(event: TraceEvent, args: Record<string, unknown>): string {
    const span = open.get(spanKey(event))
    if (span === undefined) return ''
    open.delete(spanKey(event))
    const lane = lanes[span.lane]
    lane?.splice(lane.lastIndexOf(span), 1)
    return complete(span, event.t, args)
  }

  function complete(span: OpenSpan, endMs: number, args: Record<string, unknown>): string {
    return emit({
      name: span.name,
      cat: 'lcod',
      ph: 'X',
      tid: span.lane,
      ts: micros(span.start),
      // Of two roundings, so that a step that ends with the one around it is not a microsecond longer.
      dur: micros(endMs) - micros(span.start),
      args: { path: span.path, iteration: span.iteration, ...span.args, ...args },
    })
  }

  function instant(event: TraceEvent, name: string, args: Record<string, unknown>): string {
    const lane = lanes.findIndex((spans) => spans.at(-1)?.path === event.path)
    return emit({ name, cat: event.type, ph: 'i', s: 't', tid: Math.max(0, lane), ts: micros(event.t), args })
  }

  let last = 0
  return {
    write(event) {
      last = event.t
      switch (event.type) {
        case 'run':
          if (event.phase === 'error') return finish(event, { error: event.error })
          if (event.phase === 'end') return finish(event, { output: previewText(event.output, PREVIEW_LENGTH) })
          begin(event, runName(event), { plan: event.plan, input: previewText(event.input, PREVIEW_LENGTH) })
          return ''
        case 'step':
          if (event.phase === 'error') return finish(event, { error: event.error })
          if (event.phase === 'signal') return finish(event, { signal: event.signal })
          if (event.phase === 'end') return finish(event, { output: previewText(event.output, PREVIEW_LENGTH) })
          begin(event, event.call, { input: previewText(event.input, PREVIEW_LENGTH) })
          return ''
        case 'log':
          return instant(event, event.entry.message, { ...event.entry })
        case 'retry':
          return instant(event, `retry ${event.attempt}`, { call: event.call, error: event.error })
        case 'http':
          return instant(event, `${event.method} ${event.url}`, { status: event.status, error: event.error })
        case 'progress':
          return instant(event, event.phase, { loaded: event.loaded, total: event.total })
        case 'slot':
        case 'scope':
        case 'script':
        case 'stream':
        case 'summary':
          return ''
      }
    },
    flush: () => '',
    end() {
      let text = ''
      for (const span of open.values()) text += complete(span, last, { unfinished: true })
      open.clear()
      if (!first) text += name('process_name', 0, 'lcod')
      for (const lane of lanes.keys()) text += name('thread_name', lane, lane === 0 ? 'run' : `task ${lane}`)
      return `${text}${first ? '[' : ''}\n]\n`
    },
  }
}

/** The run and the first step may share a path; they are two spans. */
function spanKey(event: TraceEvent): string {
  return `${event.type}:${executionKey(event)}`
}

function contains(outer: OpenSpan, event: TraceEvent): boolean {
  if (outer.path === '') return true
  const deeper = event.path.startsWith(`${outer.path}/`) || event.path.startsWith(`${outer.path}!`)
  return deeper && outer.iteration.every((index, level) => event.iteration[level] === index)
}

function micros(ms: number): number {
  return Math.round(ms * 1000)
}
