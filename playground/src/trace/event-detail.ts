import type { Preview, TraceEvent } from '../../../core/trace/events.ts'
import { KIND, type Kind } from './event-kind.ts'
import type { JsonWriter } from './json-writer.ts'

type Base = Pick<TraceEvent, 'seq' | 't' | 'path' | 'iteration' | 'depth'>

/**
 * Writes what an event says besides its place and time, as JSON; nothing when there is nothing more.
 *
 * @returns its call, slot, key or plan: names that repeat; `''` when the kind has none.
 */
export function packDetail(event: TraceEvent, writer: JsonWriter): string {
  switch (event.type) {
    case 'run':
      writer.value(event.phase === 'start' ? event.input : event.phase === 'end' ? event.output : event.error)
      return event.phase === 'start' ? event.plan : ''
    case 'step':
      writeStep(event, writer)
      return event.call
    case 'slot':
      if (event.phase === 'enter') writeEnter(event.vars, event.state, writer)
      return event.slot
    case 'scope':
      writer.raw('[')
      writer.value(event.value)
      if (event.previous !== undefined) {
        writer.raw(',')
        writer.value(event.previous)
      }
      writer.raw(']')
      return event.key
    case 'log':
      writer.value(event.entry)
      return ''
    default: {
      const { seq: _seq, t: _t, path: _path, iteration: _iteration, depth: _depth, ...rest } = event
      writer.value(rest)
      return ''
    }
  }
}

function writeStep(event: TraceEvent & { readonly type: 'step' }, writer: JsonWriter): void {
  switch (event.phase) {
    case 'start': {
      const { input, source } = event
      writer.raw('[')
      writer.value(input)
      writer.raw(source === undefined ? ',null]' : `,[${source[0]},${source[1]}]]`)
      return
    }
    case 'end':
      writer.value(event.output)
      return
    case 'signal':
      writer.value(event.signal)
      return
    case 'error':
      writer.value(event.error)
  }
}

/** Slots that run on a state of their own are few: the others are spared the brackets. */
function writeEnter(vars: Preview, state: Preview | undefined, writer: JsonWriter): void {
  if (state === undefined) {
    writer.value(vars)
    return
  }
  writer.raw('[')
  writer.value(vars)
  writer.raw(',')
  writer.value(state)
  writer.raw(']')
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
    case KIND.stepCancelled:
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
