import type { App } from '../../app/app.ts'
import { type Range, unitAt } from '../../geometry/timeline-view.ts'
import { HEAD, OVERVIEW } from './paint-timeline.ts'
import { stepUnder, unitUnder } from './timeline-scene.ts'
import type { TimelineState } from './timeline-state.ts'

/** Pixels that a pointer may tremble. */
const TREMBLE = 3

interface Drag {
  readonly kind: 'measure' | 'pan' | 'choose' | 'move'
  /** Where it began, in units of the axis. */
  readonly from: number
  readonly start: number
  x: number
  moved: boolean
}

type CanvasPointer = PointerEvent & { readonly currentTarget: HTMLCanvasElement }

/**
 * What the pointer does: in the overview it chooses what is seen, on the axis and with Shift it moves it, over the steps
 * it measures. A click selects the step under it.
 */
export class TimelinePointer {
  readonly #app: App
  readonly #state: TimelineState
  #drag: Drag | null = null

  constructor(app: App, state: TimelineState) {
    this.#app = app
    this.#state = state
  }

  readonly down = (event: CanvasPointer): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const { offsetX: x, offsetY: y } = event
    const scene = this.#state.scene.peek()
    const inOverview = y < OVERVIEW
    const from = inOverview ? this.#overviewUnit(x) : unitUnder(scene, event.currentTarget, x)
    const seesAll = this.#state.range.peek() === null
    const inWindow = !seesAll && scene.range.from <= from && from <= scene.range.to
    const kind = inOverview ? (inWindow ? 'move' : 'choose') : y < HEAD || event.shiftKey ? 'pan' : 'measure'
    this.#state.tip.value = null
    this.#drag = { kind, from, start: x, x, moved: false }
  }

  readonly move = (event: CanvasPointer): void => {
    const { offsetX: x, offsetY: y } = event
    const scene = this.#state.scene.peek()
    const drag = this.#drag
    if (drag === null) {
      const unit = unitUnder(scene, event.currentTarget, x)
      const span = stepUnder(scene, { unit, y, scroll: this.#state.scroll.peek() })
      this.#state.tip.value = span > 0 ? { span, x, y } : null
      return
    }
    if (Math.abs(x - drag.start) > TREMBLE) drag.moved = true
    if (!drag.moved) return
    const { width } = this.#state.size.peek()
    if (drag.kind === 'measure') {
      this.#state.measure.value = { from: drag.from, to: unitUnder(scene, event.currentTarget, x) }
    } else if (drag.kind === 'choose') {
      this.#state.range.value = ordered(drag.from, this.#overviewUnit(x))
    } else if (drag.kind === 'pan') this.#state.pan((drag.x - x) / width)
    else {
      const share = (x - drag.x) / width / ((scene.range.to - scene.range.from) / (scene.whole.to - scene.whole.from))
      this.#state.pan(share)
    }
    drag.x = x
  }

  readonly up = (event: CanvasPointer): void => {
    const drag = this.#drag
    this.#drag = null
    if (drag === null || drag.moved) return
    this.#state.measure.value = null
    const scene = this.#state.scene.peek()
    const unit = unitUnder(scene, event.currentTarget, event.offsetX)
    const span = stepUnder(scene, { unit, y: event.offsetY, scroll: this.#state.scroll.peek() })
    if (span > 0) this.#app.selectSpan(span)
  }

  readonly leave = (): void => {
    this.#state.tip.value = null
  }

  /** Ctrl zooms at the pointer, as pinching does; Shift and sideways move; else rows scroll. */
  readonly wheel = (event: WheelEvent & { readonly currentTarget: EventTarget | null }): void => {
    event.preventDefault()
    const { width } = this.#state.size.peek()
    const scene = this.#state.scene.peek()
    this.#state.tip.value = null
    if (event.ctrlKey || event.metaKey) {
      this.#state.zoom(1.0015 ** event.deltaY, unitAt(scene.range, width, event.offsetX))
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.#state.pan((event.deltaX || event.deltaY) / width)
    } else this.#state.scrollBy(event.deltaY)
  }

  #overviewUnit(x: number): number {
    return unitAt(this.#state.scene.peek().whole, this.#state.size.peek().width, x)
  }
}

function ordered(one: number, other: number): Range {
  return { from: Math.min(one, other), to: Math.max(one, other) }
}
