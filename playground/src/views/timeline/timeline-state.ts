import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { App } from '../../app/app.ts'
import type { Axis } from '../../geometry/timeline-bars.ts'
import { type Overview, timelineOverview } from '../../geometry/timeline-overview.ts'
import { timelineRows } from '../../geometry/timeline-rows.ts'
import { clampRange, pan, type Range, showing, zoom } from '../../geometry/timeline-view.ts'
import { clampScroll, type Scene, scrollShowing, selectedRange, wholeOf, withRoom } from './timeline-scene.ts'

/** Columns of the overview: as many as a screen has, so that it need not be made anew when the page is resized. */
const OVERVIEW_COLUMNS = 400

/** Runs with less time than this have more steps than clock ticks: they are shown by events at first. */
const SHORT_RUN_MS = 20

/** A step under the pointer. */
export interface Tip {
  readonly span: number
  readonly x: number
  readonly y: number
}

/** How the reader looks at the run. */
export class TimelineState {
  readonly size = signal({ width: 600, height: 300 })
  /** `null`: everything. */
  readonly range: Signal<Range | null> = signal(null)
  readonly closed: Signal<ReadonlySet<string>> = signal(new Set())
  readonly scroll = signal(0)
  readonly query = signal('')
  readonly measure: Signal<Range | null> = signal(null)
  readonly tip: Signal<Tip | null> = signal(null)
  /** What is shown now. */
  readonly scene: ReadonlySignal<Scene>
  /** The whole run in small, whatever part of it is shown. */
  readonly overview: ReadonlySignal<Overview>
  readonly #axis: Signal<Axis | null> = signal(null)
  readonly #app: App

  constructor(app: App) {
    this.#app = app
    const { runner } = app
    const model = computed(() => runner.model.value)
    // Rows and overview cost as much as there are steps: they are not made anew when the reader only moves.
    const rows = computed(() => {
      runner.version.value
      return timelineRows(model.value, this.closed.value)
    })
    const axis = computed(() => {
      runner.version.value
      return this.#axis.value ?? (model.value.duration < SHORT_RUN_MS ? 'events' : 'time')
    })
    const whole = computed(() => {
      runner.version.value
      return wholeOf(model.value, axis.value)
    })
    this.scene = computed(() => {
      const range = this.range.value === null ? whole.value : clampRange(this.range.value, whole.value)
      return { model: model.value, axis: axis.value, whole: whole.value, range, rows: rows.value }
    })
    this.overview = computed(() =>
      timelineOverview(model.value, rows.value, { axis: axis.value, whole: whole.value, columns: OVERVIEW_COLUMNS }),
    )
    effect(() => {
      // What was looked at in one run is somewhere else in another.
      model.value
      this.range.value = null
      this.measure.value = null
      this.tip.value = null
      this.scroll.value = 0
    })
  }

  zoom(factor: number, anchor?: number): void {
    const { range, whole } = this.scene.peek()
    this.range.value = zoom(range, whole, factor, anchor ?? (range.from + range.to) / 2)
  }

  /** Moves by a share of what is seen. */
  pan(share: number): void {
    const { range, whole } = this.scene.peek()
    this.range.value = pan(range, whole, share)
  }

  scrollBy(pixels: number): void {
    this.scroll.value = clampScroll(this.scroll.peek() + pixels, this.scene.peek().rows, this.size.peek().height)
  }

  showSelected(): void {
    const scene = this.scene.peek()
    const selected = selectedRange(this.#app, scene)
    this.range.value = selected === null ? null : withRoom(selected, scene.whole)
  }

  /** Goes as far as it takes to see the step that was selected elsewhere. */
  follow(span: number): void {
    const scene = this.scene.peek()
    const selected = selectedRange(this.#app, scene)
    if (selected === null) return
    const { height } = this.size.peek()
    this.scroll.value = scrollShowing(scene, span, { scroll: this.scroll.peek(), height })
    if (this.range.peek() !== null) this.range.value = showing(scene.range, scene.whole, selected)
  }

  measureSelected(): void {
    this.measure.value = selectedRange(this.#app, this.scene.peek())
  }

  toggle(path: string): void {
    const next = new Set(this.closed.peek())
    if (!next.delete(path)) next.add(path)
    this.closed.value = next
    this.scrollBy(0)
  }

  switchAxis(): void {
    this.#axis.value = this.scene.peek().axis === 'time' ? 'events' : 'time'
    this.range.value = null
    this.measure.value = null
  }

  /** What a key does; `false` for keys that mean nothing here. */
  press(key: string): boolean {
    const act = {
      w: () => this.zoom(0.8),
      s: () => this.zoom(1.25),
      a: () => this.pan(-0.1),
      arrowleft: () => this.pan(-0.1),
      d: () => this.pan(0.1),
      arrowright: () => this.pan(0.1),
      arrowdown: () => this.scrollBy(40),
      arrowup: () => this.scrollBy(-40),
      f: () => this.showSelected(),
      m: () => this.measureSelected(),
      '0': () => this.#showAll(),
      home: () => this.#showAll(),
    }[key.toLowerCase()]
    act?.()
    return act !== undefined
  }

  #showAll(): void {
    this.range.value = null
  }
}
