import type { ClockPort } from '../host/clock.ts'
import type { RecordingOptions } from '../kernel-api.ts'
import type { Preview, TraceEvent, TraceObserver } from '../trace/events.ts'
import { preview } from '../trace/preview.ts'
import type { Frame } from './frame.ts'
import { ListCounts } from './list-counts.ts'

/** The part of an event that its emitter knows; the recorder adds number, time and place. */
export type EventBody = TraceEvent extends infer Event
  ? Event extends TraceEvent
    ? Omit<Event, 'seq' | 't' | 'path' | 'iteration' | 'depth'>
    : never
  : never

/** About one frame of a screen, in milliseconds. */
const SUMMARY_MS = 16

/** Makes the events of one run and hands them to its observer; there is none while nobody observes. */
export class Recorder {
  readonly observer: TraceObserver
  readonly #clock: ClockPort
  readonly #start: number
  readonly #options: RecordingOptions
  #seq = 0
  /** Turns of loops are recorded up to this event. */
  #allowance: number
  readonly #lists: ListCounts[] = []
  #summarisedAt = 0

  /** @param start the clock's `monotonic` at the start of the run. */
  constructor(
    observer: TraceObserver,
    options: RecordingOptions,
    { clock, start }: { clock: ClockPort; start: number },
  ) {
    this.observer = observer
    this.#options = options
    this.#clock = clock
    this.#start = start
    this.#allowance = options.detail?.first ?? Number.POSITIVE_INFINITY
  }

  /** Whether the ends of steps tell since when they waited. */
  get tellsWaits(): boolean {
    return this.#options.waits === true
  }

  /** Whether the next turn of a loop is recorded, or only counted. */
  takesTurn(): boolean {
    return this.#seq < this.#allowance
  }

  /** Whether what has to be seen in an unrecorded turn still can be shown in its place: twice as much as turns get. */
  mayReveal(): boolean {
    return this.#seq < 2 * this.#allowance
  }

  /** Counts for a list whose turns are not recorded. */
  countsOf(path: string): ListCounts {
    const counts = new ListCounts(path)
    this.#lists.push(counts)
    return counts
  }

  /**
   * Allows what the time that has passed allows, and tells from time to time what was only counted.
   *
   * @param wantsAll whether every turn is recorded: its steps are logged.
   */
  tick(wantsAll: boolean): void {
    const { detail } = this.#options
    if (detail === undefined) return
    const elapsed = this.elapsed()
    this.#allowance = wantsAll ? Number.POSITIVE_INFINITY : detail.first + detail.perMs * elapsed
    if (elapsed - this.#summarisedAt >= SUMMARY_MS) this.summarise()
  }

  /** Tells what was counted and not told yet. */
  summarise(): void {
    this.#summarisedAt = this.elapsed()
    for (const list of this.#lists) {
      const counted = list.take()
      if (counted !== null) this.emitAt(list.path, [], 0, { type: 'summary', ...counted })
    }
  }

  /** The number of the next event. */
  nextSeq(): number {
    return this.#seq++
  }

  /** Milliseconds since the run began. */
  elapsed(): number {
    return this.#clock.monotonic() - this.#start
  }

  preview(value: unknown): Preview {
    const { previewLength, keepLarge } = this.#options
    return preview(value, previewLength, keepLarge)
  }

  /** An event of a step, by the pointer of the step in its compose. */
  emit(frame: Frame, path: string, body: EventBody): void {
    frame.unrecorded?.reveal()
    this.emitAt(frame.ctx.activation.pathPrefix + path, frame.iteration, frame.depth, body)
  }

  emitAt(path: string, iteration: readonly number[], depth: number, body: EventBody): void {
    this.observer({ seq: this.nextSeq(), t: this.elapsed(), path, iteration, depth, ...body } as TraceEvent)
  }
}
