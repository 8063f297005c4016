import { type Signal, signal } from '@preact/signals'
import type { App } from '../../app/app.ts'
import type { Axis } from '../../geometry/timeline-bars.ts'
import { timelineRows } from '../../geometry/timeline-rows.ts'
import { clampRange, pan, type Range, showing, zoom } from '../../geometry/timeline-view.ts'
import { clampScroll, type Scene, scrollShowing, selectedRange, wholeOf, withRoom } from './timeline-scene.ts'

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
  readonly #axis: Signal<Axis | null> = signal(null)
  readonly #app: App

  constructor(app: App) {
    this.#app = app
  }

  /** What is shown now; reading it follows all that it is made of. */
  scene(): Scene {
    const model = this.#app.runner.model.value
    const axis = this.#axis.value ?? (model.duration < SHORT_RUN_MS ? 'events' : 'time')
    const whole = wholeOf(model, axis)
    const range = this.range.value === null ? whole : clampRange(this.range.value, whole)
    return { model, axis, whole, range, rows: timelineRows(model, this.closed.value) }
  }

  zoom(factor: number, anchor?: number): void {
    const { range, whole } = this.scene()
    this.range.value = zoom(range, whole, factor, anchor ?? (range.from + range.to) / 2)
  }

  /** Moves by a share of what is seen. */
  pan(share: number): void {
    const { range, whole } = this.scene()
    this.range.value = pan(range, whole, share)
  }

  scrollBy(pixels: number): void {
    this.scroll.value = clampScroll(this.scroll.peek() + pixels, this.scene().rows, this.size.peek().height)
  }

  showSelected(): void {
    const scene = this.scene()
    const selected = selectedRange(this.#app, scene)
    this.range.value = selected === null ? null : withRoom(selected, scene.whole)
  }

  /** Goes as far as it takes to see the step that was selected elsewhere. */
  follow(span: number): void {
    const scene = this.scene()
    const selected = selectedRange(this.#app, scene)
    if (selected === null) return
    const { height } = this.size.peek()
    this.scroll.value = scrollShowing(scene, span, { scroll: this.scroll.peek(), height })
    if (this.range.peek() !== null) this.range.value = showing(scene.range, scene.whole, selected)
  }

  measureSelected(): void {
    this.measure.value = selectedRange(this.#app, this.scene())
  }

  toggle(path: string): void {
    const next = new Set(this.closed.peek())
    if (!next.delete(path)) next.add(path)
    this.closed.value = next
    this.scrollBy(0)
  }

  switchAxis(): void {
    this.#axis.value = this.scene().axis === 'time' ? 'events' : 'time'
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
