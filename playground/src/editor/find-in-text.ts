import { StateEffect } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'

/** Opens the search, which is loaded when it is first wanted. */
export function findInText(view: EditorView): boolean {
  import('@codemirror/search').then(({ openSearchPanel, search, searchKeymap }) => {
    view.dispatch({ effects: StateEffect.appendConfig.of([search({ top: true }), keymap.of(searchKeymap)]) })
    openSearchPanel(view)
  })
  return true
}
