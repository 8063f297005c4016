import type { Preview, TraceEvent } from '../../../core/trace/events.ts'
import { isDict } from '../../../core/values.ts'
import { SPAN_KIND } from './span-table.ts'
import type { TraceModel } from './trace-model.ts'

/** One key of a layer at the chosen moment. */
export interface LayerEntry {
  readonly key: string
  readonly value: Preview
  /** The event that gave it the value. */
  readonly seq: number
  /** A key of the same name stands in a layer further in. */
  readonly shadowed: boolean
  /** What the selected step did to it. */
  readonly change?: 'added' | 'changed'
  readonly previous?: Preview
}

export interface Layer {
  /** The frame whose layer it is. */
  readonly span: number
  readonly kind: 'run' | 'component' | 'slot'
  /** Name of the slot; `component` and `run` for the others. */
  readonly label: string
  readonly path: string
  readonly iteration: readonly number[]
  /** `$slot` of a slot that gave new variables. */
  readonly vars?: Preview
  /** What it started with, when that was too large to be kept whole. */
  readonly start?: Preview
  /** It has a state of its own: what is around it is not seen through it. */
  readonly own: boolean
  readonly entries: readonly LayerEntry[]
}

/**
 * The state as the steps of a frame see it after an event: its layer first, then those it can see through it.
 *
 * @param seq the last event that counts.
 * @param step span of the step whose writes are marked; -1 for none.
 */
export function stateAt(model: TraceModel, seq: number, step: number): Layer[] {
  const layers: Layer[] = []
  const seen = new Set<string>()
  for (let frame = frameOf(model, seq, step); frame >= 0; frame = outerFrame(model, frame)) {
    const layer = layerOf(model, frame, { seq, step, seen })
    layers.push(layer)
    for (const { key } of layer.entries) seen.add(key)
    if (layer.own) break
  }
  return layers
}

/** The frame that a moment is about: that of the step, or of the event's own place. */
function frameOf(model: TraceModel, seq: number, step: number): number {
  const { spans } = model
  const span = step >= 0 ? step : model.events.spanAt(seq)
  if (span < 0) return spans.size > 0 ? 0 : -1
  return spans.kind[span] === SPAN_KIND.frame ? span : Math.max(0, spans.parent[span]!)
}

function outerFrame(model: TraceModel, frame: number): number {
  const step = model.spans.parent[frame]!
  return step < 0 ? -1 : frame === 0 ? -1 : Math.max(0, step === 0 ? 0 : model.spans.parent[step]!)
}

function layerOf(
  model: TraceModel,
  frame: number,
  { seq, step, seen }: { seq: number; step: number; seen: ReadonlySet<string> },
): Layer {
  const { spans, writes, events } = model
  const place = model.placeOf(frame)
  const kind = frame === 0 ? 'run' : place.path.endsWith('!') ? 'component' : 'slot'
  const entries = new Map<string, LayerEntry>()
  for (let at = spans.lastWrite[frame]!; at >= 0; at = writes.previous.at(at)) {
    const wrote = writes.seq.at(at)
    if (wrote > seq) continue
    const event = events.event(wrote)
    if (event?.type !== 'scope' || entries.has(event.key)) continue
    entries.set(event.key, entryOf(event, { shadowed: seen.has(event.key), own: events.spanAt(wrote) === step }))
  }
  const opening = openingOf(model, frame, kind)
  for (const [key, value] of Object.entries(opening.keys)) {
    if (!entries.has(key))
      entries.set(key, { key, value: { value }, seq: spans.startSeq[frame]!, shadowed: seen.has(key) })
  }
  return {
    span: frame,
    kind,
    label: place.parts.label,
    path: place.path,
    iteration: model.iterationOf(frame),
    own: kind !== 'slot' || opening.own,
    ...(opening.vars === undefined ? {} : { vars: opening.vars }),
    ...(opening.start === undefined ? {} : { start: opening.start }),
    entries: [...entries.values()].sort((left, right) => left.seq - right.seq),
  }
}

function entryOf(
  event: TraceEvent & { type: 'scope' },
  { shadowed, own }: { shadowed: boolean; own: boolean },
): LayerEntry {
  const { key, value, previous, seq } = event
  if (!own) return { key, value, seq, shadowed }
  return previous === undefined
    ? { key, value, seq, shadowed, change: 'added' }
    : { key, value, seq, shadowed, change: 'changed', previous }
}

interface Opening {
  readonly keys: Readonly<Record<string, unknown>>
  readonly own: boolean
  readonly vars?: Preview
  readonly start?: Preview
}

/** What a frame had before its first write. */
function openingOf(model: TraceModel, frame: number, kind: Layer['kind']): Opening {
  const { spans, events } = model
  const owner = kind === 'component' ? spans.parent[frame]! : frame
  const event = events.event(spans.startSeq[owner]!)
  if (event?.type === 'slot' && event.phase === 'enter') {
    const { vars, state } = event
    return state === undefined ? { keys: {}, own: false, vars } : { ...startOf(state), own: true, vars }
  }
  const isStart = (event?.type === 'run' || event?.type === 'step') && event.phase === 'start'
  return isStart ? { ...startOf(event.input), own: true } : { keys: {}, own: false }
}

/** A state by its keys, or as a whole when only its beginning was kept. */
function startOf(state: Preview): Pick<Opening, 'keys' | 'start'> {
  return 'value' in state && isDict(state.value) ? { keys: state.value } : { keys: {}, start: state }
}
