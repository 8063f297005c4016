import { type EditorState, type Extension, MapMode, StateEffect, StateField } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'
import type { App } from '../app/app.ts'

/** Where the marked steps begin. */
const setMarks = StateEffect.define<readonly number[]>()

/** Offsets at which marked steps begin: they follow what is typed, and go with the text that they stand in. */
const marksField = StateField.define<readonly number[]>({
  create: () => [],
  update(offsets, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value
    if (!transaction.docChanged || offsets.length === 0) return offsets
    return offsets.flatMap((at) => transaction.changes.mapPos(at, 1, MapMode.TrackDel) ?? [])
  },
})

/** Whether a marked step begins between two offsets. */
export function isMarked(state: EditorState, from: number, to: number): boolean {
  return state.field(marksField).some((at) => from <= at && at <= to)
}

/** Whether the marks differ between two states. */
export function marksDiffer(before: EditorState, after: EditorState): boolean {
  return before.field(marksField) !== after.field(marksField)
}

/** The marks of a file in its editor, with F9 for the step at the cursor. */
export function stepMarks(app: App, file: string): Extension {
  return [
    marksField.init((state) => offsetsOf(app, file, state.doc.toString())),
    keymap.of([{ key: 'F9', run: (view) => toggleMark(app, file, view.state, view.state.selection.main.head) }]),
  ]
}

/** Marks the innermost step around an offset, or takes its mark away. Always handles its key. */
export function toggleMark(app: App, file: string, state: EditorState, offset: number): boolean {
  const { service } = app.language
  service.update(file, state.doc.toString())
  const path = service.stepAt(file, offset)
  if (path === undefined) app.tell('There is no step here to mark')
  else app.tell(app.marks.toggle(file, path) ? 'The step is marked' : 'The mark is gone')
  return true
}

/** Tells the app which steps the marks stand at, after the text has changed. */
export function readMarks(app: App, file: string, state: EditorState): void {
  const offsets = state.field(marksField)
  if (offsets.length === 0 && app.marks.of(file).size === 0) return
  const { service } = app.language
  service.update(file, state.doc.toString())
  app.marks.set(
    file,
    offsets.flatMap((at) => service.stepAt(file, at) ?? []),
  )
}

/** Puts the marks of the app into the editor. */
export function showMarks(app: App, file: string, view: EditorView): void {
  const offsets = offsetsOf(app, file, view.state.doc.toString())
  const shown = view.state.field(marksField)
  if (offsets.length === shown.length && offsets.every((at, index) => at === shown[index])) return
  view.dispatch({ effects: setMarks.of(offsets) })
}

function offsetsOf(app: App, file: string, text: string): number[] {
  const paths = app.marks.of(file)
  if (paths.size === 0) return []
  const { service } = app.language
  service.update(file, text)
  return Array.from(paths, (path) => service.rangeOf(file, path)?.start)
    .filter((at) => at !== undefined)
    .sort((left, right) => left - right)
}
