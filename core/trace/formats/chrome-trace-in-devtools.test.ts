import { type Helpers, TraceModel, type Types } from '@paulirish/trace_engine'
import { expect, test } from 'vitest'
import type { TraceEvent } from '../events.ts'
import { chromeTrace } from './chrome-trace.ts'
import { BUSY_COMPOSE, recordTrace, renderTrace } from './testing/record-trace.ts'

type Node = Helpers.TreeHelpers.TraceEntryNode

/** A span as the Performance panel of the DevTools draws it. */
interface Span {
  readonly text: string
  /** The span it is drawn in; absent for one at the top of its track. */
  readonly inside: string | undefined
  /** Microseconds. */
  readonly start: number
  readonly duration: number
}

/** What the trace engine of the DevTools makes of a document: the spans of each track, by the track's name. */
async function openInDevTools(text: string): Promise<Map<string, Span[]>> {
  const model = TraceModel.Model.createWithAllHandlers()
  await model.parse(JSON.parse(text))
  const data = model.parsedTrace()?.data
  const [process] = data?.Renderer.processes.values() ?? []
  if (data === undefined || process === undefined) throw new Error('The trace engine found no process')
  expect([...data.Meta.processNames.values()].map(({ args }) => args.name)).toEqual(['lcod'])
  const tracks = new Map<string, Span[]>()
  for (const { name, tree } of process.threads.values()) {
    const spans: Span[] = []
    const visit = ({ entry, children }: Node, inside?: string) => {
      const text = spanText(entry)
      spans.push({ text, inside, start: entry.ts, duration: entry.dur ?? 0 })
      for (const child of children) visit(child, text)
    }
    for (const root of tree?.roots ?? []) visit(root)
    tracks.set(name ?? '', spans)
  }
  return tracks
}

function spanText({ name, args }: Types.Events.Event): string {
  const { path, iteration } = Object.fromEntries(Object.entries(args ?? {}))
  return `${name} ${path} ${JSON.stringify(iteration)}`
}

interface Ran {
  readonly text: string
  /** Whose call led to this one, nearest first. */
  readonly around: readonly string[]
  /** Milliseconds. */
  readonly start: number
  readonly end: number
}

/** What the run did, from its events alone. */
function whatRan(events: readonly TraceEvent[]): Ran[] {
  const open: Array<{ event: TraceEvent; text: string; around: string[] }> = []
  const ran: Ran[] = []
  for (const event of events) {
    if (event.type !== 'run' && event.type !== 'step') continue
    const { type, path, iteration, t } = event
    const isThis = (other: TraceEvent) =>
      other.type === type && other.path === path && other.iteration.join() === iteration.join()
    if (event.phase === 'start') {
      const around = open.filter(({ event: outer }) => outer.type === 'run' || isInside(event, outer)).reverse()
      const name = event.type === 'run' ? 'run' : event.call
      const text = `${name} ${path} ${JSON.stringify(iteration)}`
      open.push({ event, text, around: around.map((outer) => outer.text) })
      continue
    }
    const [span] = open.splice(
      open.findLastIndex(({ event: other }) => isThis(other)),
      1,
    )
    if (span !== undefined) ran.push({ text: span.text, around: span.around, start: span.event.t, end: t })
  }
  return ran
}

function isInside(event: TraceEvent, outer: TraceEvent): boolean {
  const deeper = event.path.startsWith(`${outer.path}/`) || event.path.startsWith(`${outer.path}!`)
  return deeper && outer.iteration.every((index, level) => event.iteration[level] === index)
}

test('chromeTrace() opens in the DevTools with the names, the nesting and the times of the run', async () => {
  // One millisecond per event: steps of the same microsecond could be drawn in either order.
  const events = (await recordTrace(BUSY_COMPOSE)).map((event, t) => ({ ...event, t }))
  const tracks = await openInDevTools(renderTrace(chromeTrace(), events))
  expect([...tracks.keys()]).toEqual(['run', 'task 1'])
  const ran = new Map(whatRan(events).map((one) => [one.text, one]))
  const drawn = [...tracks.values()].flat()
  expect(drawn.map(({ text }) => text).sort()).toEqual([...ran.keys()].sort())
  for (const spans of tracks.values()) {
    const onTrack = new Set(spans.map(({ text }) => text))
    for (const { text, inside, start, duration } of spans) {
      const { around = [], start: began = 0, end = 0 } = ran.get(text) ?? {}
      expect(inside, text).toBe(around.find((outer) => onTrack.has(outer)))
      expect([start, start + duration], text).toEqual([Math.round(began * 1000), Math.round(end * 1000)])
    }
  }
})
