import { type Extension, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view'
import type { TextRange } from '../../../core/compose/source-node.ts'
import type { App } from '../app/app.ts'
import type { Help } from '../app/language.ts'

const setLink = StateEffect.define<TextRange | null>()

/** The word that a click with the modifier key would follow. */
const link = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setLink)) continue
      const range = effect.value
      const mark = Decoration.mark({ class: 'cm-definition-link' })
      return range === null ? Decoration.none : Decoration.set(mark.range(range.start, range.end))
    }
    return transaction.docChanged ? Decoration.none : shown
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** F12, or a click with Control or Command, goes to where something comes from. */
export function goToDefinition(app: App, file: string, help: Help): Extension {
  const { service } = app.language
  const place = (view: EditorView, offset: number) => {
    service.update(file, view.state.doc.toString())
    return help.definition(file, offset)
  }
  const go = (view: EditorView, offset: number): boolean => {
    const found = place(view, offset)
    if (found === undefined) return false
    const { head } = view.state.selection.main
    app.goTo({ file: found.file, range: [found.range.start, found.range.end] }, { file, range: [head, head] })
    return true
  }
  const show = (view: EditorView, event: MouseEvent | KeyboardEvent): boolean => {
    const offset =
      isModified(event) && 'clientX' in event ? view.posAtCoords({ x: event.clientX, y: event.clientY }) : null
    const range = offset === null || place(view, offset) === undefined ? undefined : help.hover(file, offset)?.range
    const isShown = view.state.field(link).size > 0
    if (range !== undefined || isShown) view.dispatch({ effects: setLink.of(range ?? null) })
    return false
  }
  return [
    link,
    keymap.of([{ key: 'F12', run: (view) => go(view, view.state.selection.main.head) }]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (!isModified(event) || event.button !== 0) return false
        const offset = view.posAtCoords({ x: event.clientX, y: event.clientY })
        return offset !== null && go(view, offset)
      },
      mousemove: (event, view) => show(view, event),
      mouseleave: (event, view) => show(view, event),
      keyup: (event, view) => show(view, event),
    }),
  ]
}

function isModified(event: MouseEvent | KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey
}
