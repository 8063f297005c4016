import { Compartment, type Extension } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'

const search = new Compartment()
const NOT_LOADED: Extension = []

/** Search and replace, loaded when it is first wanted. */
export const findInText: Extension = [search.of(NOT_LOADED), keymap.of([{ key: 'Mod-f', run: open }])]

function open(view: EditorView): boolean {
  import('@codemirror/search').then((found) => {
    if (search.get(view.state) === NOT_LOADED) {
      view.dispatch({ effects: search.reconfigure([found.search({ top: true }), keymap.of(found.searchKeymap)]) })
    }
    found.openSearchPanel(view)
  })
  return true
}
