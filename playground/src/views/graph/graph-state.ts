import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { App } from '../../app/app.ts'
import { type ErrorRoute, routeErrors } from '../../geometry/error-routes.ts'
import { type GraphLayout, layoutGraph, OPEN_LEVELS } from '../../geometry/graph-layout.ts'
import { type GraphWindow, scrollToHead, windowAround } from '../../geometry/graph-window.ts'
import type { ListNode, StepNode } from '../../plan/step-tree.ts'
import { type CaughtError, caughtErrors } from '../../run/error-fate.ts'
import { stripHeight } from './run-strip.tsx'

/** Pixels of the panel around the graph. */
const MARGIN = 12

const EMPTY: GraphLayout = { boxes: [], edges: [], width: 0, height: 0 }

/** How the reader looks at the graph, and what of it stands where. */
export class GraphState {
  /** The box that has the focus, or had it last. */
  readonly focused: Signal<string | null> = signal(null)
  readonly layout: ReadonlySignal<GraphLayout>
  /** Index of a box by the path of what it shows. */
  readonly indexes: ReadonlySignal<ReadonlyMap<string, number>>
  readonly caught: ReadonlySignal<readonly CaughtError[]>
  readonly routes: ReadonlySignal<readonly ErrorRoute[]>
  /** What is drawn. */
  readonly window: Signal<GraphWindow> = signal(windowAround({ left: 0, top: 0, right: 600, bottom: 900 }))
  readonly #app: App
  readonly #width = signal(600)
  readonly #toggled: Signal<ReadonlyMap<string, boolean>> = signal(new Map())
  #element: HTMLElement | null = null
  #scroll = { left: 0, top: 0 }

  constructor(app: App) {
    this.#app = app
    effect(() => {
      // Another compose has other steps under the same paths.
      app.compose.path.value
      this.#toggled.value = new Map()
      this.focused.value = null
    })
    this.layout = computed(() => this.#place())
    this.indexes = computed(() => new Map(this.layout.value.boxes.map((box, at) => [box.node.path, at])))
    this.caught = computed(() => {
      app.runner.version.value
      return caughtErrors(app.runner.model.value)
    })
    this.routes = computed(() => routeErrors(this.layout.value, this.caught.value))
  }

  /** Follows the size of the panel and what is scrolled to. Returns what ends that. */
  follow(element: HTMLElement): () => void {
    this.#element = element
    element.scrollTo(this.#scroll)
    const look = () => this.#look(element)
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
      this.#element = null
    }
  }

  toggle(path: string, open: boolean): void {
    this.#toggled.value = new Map(this.#toggled.peek()).set(path, open)
  }

  /** Gives the focus to a box, which need not be drawn yet. */
  focus(path: string): void {
    this.focused.value = path
    requestAnimationFrame(() => {
      this.#scrollTo(path)
      this.#element
        ?.querySelector<HTMLElement>(`[role="treeitem"][data-path="${CSS.escape(path)}"]`)
        ?.focus({ preventScroll: true })
    })
  }

  /** Opens what is closed around a step that was selected elsewhere, and goes there. */
  reveal(path: string): void {
    const node = this.#app.compose.tree.peek()?.get(path)
    const toggled = new Map(this.#toggled.peek())
    const isDrawn = this.indexes.peek().has(path)
    let around = node?.kind === 'step' ? node.parent.owner : node?.owner
    for (; !isDrawn && around !== undefined; around = around.parent.owner) toggled.set(around.path, true)
    if (!isDrawn) this.#toggled.value = toggled
    requestAnimationFrame(() => this.#scrollTo(path))
  }

  #scrollTo(path: string): void {
    const box = this.layout.peek().boxes[this.indexes.peek().get(path) ?? -1]
    if (this.#element === null || box === undefined) return
    const { x, y } = scrollToHead(box, seenIn(this.#element))
    if (x !== 0 || y !== 0) this.#element.scrollBy({ left: x, top: y })
  }

  #look(element: HTMLElement): void {
    this.#width.value = Math.max(0, element.clientWidth - 2 * MARGIN)
    this.#scroll = { left: element.scrollLeft, top: element.scrollTop }
    const next = windowAround(seenIn(element))
    const { left, top, right, bottom } = this.window.peek()
    const isSame = left === next.left && top === next.top && right === next.right && bottom === next.bottom
    if (!isSame) this.window.value = next
  }

  #place(): GraphLayout {
    // Both are read so that the picture follows the run, and the steps that it finds.
    this.#app.runner.version.value
    this.#app.discovered.value
    const model = this.#app.runner.model.value
    const tree = this.#app.compose.tree.value
    if (tree === null) return EMPTY
    const toggled = this.#toggled.value
    const isOpen = (step: StepNode, level: number) =>
      toggled.get(step.path) ?? (level / 2 < OPEN_LEVELS && !step.lists.some((list) => list.path.endsWith('!')))
    const strip = (list: ListNode, space: number) => stripHeight(list, model.place(list.path), space)
    return layoutGraph(tree, { width: this.#width.value, isOpen, strip })
  }
}

function seenIn(element: HTMLElement): GraphWindow {
  const left = element.scrollLeft - MARGIN
  const top = element.scrollTop - MARGIN
  return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight }
}
