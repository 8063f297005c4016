import type { Extension } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'
import type { Rename } from '../../language/index.ts'
import type { App } from '../app/app.ts'
import type { Help } from '../app/language.ts'
import { apply } from './fix-menu.ts'

/** F2 gives the state key at the cursor another name, wherever the compose writes or reads it. */
export function renameKey(app: App, file: string, help: Help): Extension {
  const { service } = app.language
  const rename = async (view: EditorView, key: string, offset: number) => {
    const check = (name: string) => refusal(help.rename(file, offset, name))
    const name = await app.questions.ask({
      title: `Rename "${key}"`,
      text: 'Name of the state key',
      accept: 'Rename',
      initial: key,
      check,
    })
    view.focus()
    if (name === null) return
    // The text may have changed meanwhile.
    service.update(file, view.state.doc.toString())
    const renamed = help.rename(file, offset, name)
    if ('edits' in renamed) apply(view, renamed.edits)
    else app.tell(renamed.refused)
  }
  const run = (view: EditorView): boolean => {
    if (view.state.readOnly) return false
    service.update(file, view.state.doc.toString())
    const { head } = view.state.selection.main
    const target = help.renameTarget(file, head)
    if (target === undefined) app.tell('No state key stands at the cursor')
    else rename(view, target.key, head).catch((error) => app.tell(error))
    return true
  }
  return keymap.of([{ key: 'F2', run }])
}

function refusal(renamed: Rename): string | null {
  return 'refused' in renamed ? renamed.refused : null
}
