import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Composition } from '../../../core/compose/composition.ts'
import { type SlotsOf, StepTree } from '../plan/step-tree.ts'
import { Behind } from './behind.ts'

/** What can be known of a file from its name. */
export type DocumentKind = 'compose' | 'json' | 'text'

/** The file in the editor. */
export class OpenDocument {
  readonly path: Signal<string> = signal('')
  readonly text: Signal<string> = signal('')
  /** Changed since it was last written. */
  readonly dirty = signal(false)
  readonly kind: ReadonlySignal<DocumentKind> = computed(() => kindOfFile(this.path.value))
}

/** How a text becomes steps; `undefined` while it has errors. */
export type ReadSteps = (file: string, text: string) => Composition | undefined

/** The compose of the project as text, with the steps it has. */
export class ComposeDocument {
  readonly path: Signal<string> = signal('')
  readonly text: Signal<string> = signal('')
  /**
   * The steps; those of the last text without errors while the present one has some. A little behind the typing, and
   * another tree only when there are other steps: what is drawn of them need not be drawn again for a blank.
   */
  readonly tree: ReadonlySignal<StepTree | null>
  readonly #settled: Behind<{ readonly path: string; readonly text: string }>
  #last: { readonly path: string; readonly tree: StepTree } | null = null

  constructor(slotsOf: SlotsOf, readSteps: ReadSteps) {
    const now = computed(() => ({ path: this.path.value, text: this.text.value }))
    // What is typed is judged first, drawn when the typing stops.
    this.#settled = new Behind(now, { later: settle, isOther: (seen, next) => seen.path !== next.path })
    this.tree = computed(() => {
      const { path, text } = this.#settled.value
      if (path === '') return null
      const composition = readSteps(path, text)
      const tree = composition === undefined ? undefined : new StepTree(composition, slotsOf)
      if (tree !== undefined && !(this.#last?.path === path && this.#last.tree.movedTo(tree)))
        this.#last = { path, tree }
      return this.#last?.path === path ? this.#last.tree : null
    })
  }
}

const SETTLE_MS = 150

function settle(work: () => void): () => void {
  const timer = setTimeout(work, SETTLE_MS)
  return () => clearTimeout(timer)
}

export function kindOfFile(path: string): DocumentKind {
  if (/\.ya?ml$/.test(path) || path.endsWith('compose.json')) return 'compose'
  return path.endsWith('.json') ? 'json' : 'text'
}
