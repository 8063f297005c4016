import type { EditorState, StateEffect } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

/** Files above this number forget how they were left, the longest unseen first. */
const MAX_FILES = 30

interface LeftFile {
  readonly state: EditorState
  readonly scroll: StateEffect<unknown>
}

/** How files were left: cursor, folds, what can be undone, and what was seen of them. */
export class EditorStates {
  readonly #left = new Map<string, LeftFile>()

  /** Keeps what a view shows for a later visit. */
  keep(file: string, view: EditorView): void {
    this.#left.delete(file)
    this.#left.set(file, { state: view.state, scroll: view.scrollSnapshot() })
    const [oldest] = this.#left.keys()
    if (oldest !== undefined && this.#left.size > MAX_FILES) this.#left.delete(oldest)
  }

  /**
   * Shows a file as it was left, or as `create` makes it: on the first visit, and when its text has changed meanwhile, for
   * which the old history would be wrong.
   */
  show(file: string, text: string, view: EditorView, create: () => EditorState): void {
    const left = this.#left.get(file)
    if (left === undefined || left.state.doc.toString() !== text) {
      view.setState(create())
      return
    }
    view.setState(left.state)
    view.dispatch({ effects: left.scroll })
  }
}
