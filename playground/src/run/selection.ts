import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Place } from '../trace/place.ts'
import { SPAN_KIND, STATUS } from '../trace/span-table.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { executionAt, framesAround } from './execution.ts'

/** What is selected: a step by its path, and when there is a run, an execution of it and a moment. */
export interface Selected {
  readonly path: string | null
  /** Id of the execution in the model; -1 when the step did not run, or nothing did. */
  readonly span: number
  /** The last event that counts; -1 before any. */
  readonly seq: number
}

const NOTHING: Selected = { path: null, span: -1, seq: -1 }

/**
 * The one selection that editor, graph, timeline and state share.
 *
 * While nobody moves, the moment follows the newest event; `live` says so.
 */
export class Selection {
  readonly #chosen = signal<Selected>(NOTHING)
  readonly live = signal(true)
  readonly current: ReadonlySignal<Selected> = computed(() => this.#chosen.value)
  readonly #model: () => TraceModel

  constructor(model: () => TraceModel) {
    this.#model = model
  }

  /** Forgets everything but the path: another run has begun. */
  reset(): void {
    batch(() => {
      this.#chosen.value = { ...NOTHING, path: this.#chosen.peek().path }
      this.live.value = true
    })
  }

  /** Selects a step: its execution in the selected iteration, else the last that failed, else the last. */
  selectStep(path: string): void {
    const model = this.#model()
    const { span, seq } = this.#chosen.peek()
    const place = model.place(path)
    if (place === undefined || place.spans.length === 0) {
      this.#chosen.value = { path, span: -1, seq }
      return
    }
    const frames = this.live.peek() ? [] : framesAround(model, span)
    const near = frames.length === 0 ? -1 : executionAt(model, place, frames)
    this.selectSpan(near >= 0 ? near : tellingExecution(model, place))
  }

  /** Selects one execution, at its end. */
  selectSpan(span: number): void {
    const { spans, events } = this.#model()
    const seq = spans.isOpen(span) ? events.end - 1 : spans.endSeq[span]!
    batch(() => {
      this.live.value = false
      this.#chosen.value = { path: this.#model().placeOf(span).path, span, seq }
    })
  }

  /** Selects a moment, and the step that the event there belongs to. */
  selectMoment(seq: number): void {
    const { events } = this.#model()
    if (events.size === 0) return
    const moment = Math.min(Math.max(seq, events.first), events.end - 1)
    batch(() => {
      this.live.value = false
      this.#chosen.value = this.#at(moment)
    })
  }

  /** Goes on with the newest event. */
  follow(): void {
    batch(() => {
      this.live.value = true
      this.moveToHead()
    })
  }

  /** While live: the newest event is the moment. The selected step stays what the reader chose. */
  moveToHead(): void {
    if (!this.live.peek()) return
    const { events } = this.#model()
    if (events.size === 0) return
    const { path, span } = this.#at(events.end - 1)
    this.#chosen.value = { path, span, seq: events.end - 1 }
  }

  /** The next event in a direction that is a step of the same list, as the slider's Shift+arrow asks for. */
  neighbour(direction: 1 | -1): number {
    const model = this.#model()
    const { span, seq } = this.#chosen.peek()
    if (span < 0) return seq + direction
    const frame = model.spans.parent[span]!
    for (let at = seq + direction; at >= model.events.first && at < model.events.end; at += direction) {
      const other = model.events.spanAt(at)
      const ends = other >= 0 && model.spans.endSeq[other] === at
      if (other !== span && ends && model.spans.parent[other] === frame) return at
    }
    return seq + direction
  }

  #at(seq: number): Selected {
    const model = this.#model()
    const span = model.events.spanAt(seq)
    const step = span >= 0 && model.spans.kind[span] === SPAN_KIND.step ? span : (model.spans.parent[span] ?? -1)
    const path = step > 0 ? model.placeOf(step).path : null
    return { path, span: step > 0 ? step : -1, seq }
  }
}

/** Of the executions of a place the last that failed, else the last. */
function tellingExecution({ spans }: TraceModel, place: Place): number {
  const list = place.spans
  if (place.failed > 0) {
    for (let at = list.length - 1; at >= 0; at--) {
      if (spans.status[list.at(at)] === STATUS.failed) return list.at(at)
    }
  }
  return list.at(list.length - 1)
}
