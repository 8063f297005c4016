import type { Preview, TraceEvent } from '../../../core/trace/events.ts'
import { KIND, type Kind } from './event-kind.ts'

/** What an event says besides its place and time: a name that repeats, and the rest as JSON. */
export interface EventDetail {
  /** Call, slot, key or source; empty when the kind has none. */
  readonly name: string
  /** Empty when there is nothing more. */
  readonly json: string
}

type Base = Pick<TraceEvent, 'seq' | 't' | 'path' | 'iteration' | 'depth'>

/** Takes an event apart. Values that have no JSON, which no run makes, become null. */
export function packDetail(event: TraceEvent): EventDetail {
  switch (event.type) {
    case 'run': {
      const { plan, input, output, error } = { plan: '', input: null, output: null, error: null, ...event }
      if (event.phase === 'start') return { name: plan, json: toJson(input) }
      return { name: '', json: toJson(event.phase === 'end' ? output : error) }
    }
    case 'step':
      if (event.phase === 'start') return { name: event.call, json: startJson(event.input, event.source) }
      if (event.phase === 'end') return { name: event.call, json: toJson(event.output) }
      return { name: event.call, json: toJson(event.phase === 'signal' ? event.signal : event.error) }
    case 'slot':
      return { name: event.slot, json: event.phase === 'enter' ? enterJson(event.vars, event.state) : '' }
    case 'scope':
      return {
        name: event.key,
        json: `[${toJson(event.value)}${event.previous === undefined ? '' : `,${toJson(event.previous)}`}]`,
      }
    case 'log':
      return { name: '', json: toJson(event.entry) }
    default: {
      const { seq: _seq, t: _t, path: _path, iteration: _iteration, depth: _depth, ...rest } = event
      return { name: '', json: toJson(rest) }
    }
  }
}

/** Puts an event together again. */
export function unpackEvent(base: Base, kind: Kind, name: string, json: string): TraceEvent {
  // Only what `packDetail` wrote comes back, so the shapes are known.
  const value = json === '' ? null : JSON.parse(json)
  switch (kind) {
    case KIND.runStart:
      return { ...base, type: 'run', phase: 'start', plan: name, input: value }
    case KIND.runEnd:
      return { ...base, type: 'run', phase: 'end', output: value }
    case KIND.runError:
      return { ...base, type: 'run', phase: 'error', error: value }
    case KIND.stepStart: {
      const [input, source] = value
      return { ...base, type: 'step', phase: 'start', call: name, input, ...(source === null ? {} : { source }) }
    }
    case KIND.stepEnd:
      return { ...base, type: 'step', phase: 'end', call: name, output: value }
    case KIND.stepSignal:
      return { ...base, type: 'step', phase: 'signal', call: name, signal: value }
    case KIND.stepError:
      return { ...base, type: 'step', phase: 'error', call: name, error: value }
    case KIND.slotEnter: {
      const [vars, ...state] = Array.isArray(value) ? value : [value]
      const own = state.length === 0 ? {} : { state: state[0] }
      return { ...base, type: 'slot', phase: 'enter', slot: name, vars, ...own }
    }
    case KIND.slotExit:
      return { ...base, type: 'slot', phase: 'exit', slot: name }
    case KIND.scope:
      return { ...base, type: 'scope', key: name, value: value[0], ...(value.length > 1 ? { previous: value[1] } : {}) }
    case KIND.log:
      return { ...base, type: 'log', entry: value }
    case KIND.scriptStart:
    case KIND.scriptEnd:
    case KIND.http:
    case KIND.progress:
    case KIND.retry:
    case KIND.stream:
    case KIND.summary:
      return { ...base, ...value }
  }
}

function startJson(input: Preview, source: readonly [number, number] | undefined): string {
  return `[${toJson(input)},${source === undefined ? 'null' : `[${source[0]},${source[1]}]`}]`
}

/** Slots that run on a state of their own are few: the others are spared the brackets. */
function enterJson(vars: Preview, state: Preview | undefined): string {
  return state === undefined ? toJson(vars) : `[${toJson(vars)},${toJson(state)}]`
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    return 'null'
  }
}
