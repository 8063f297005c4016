import { setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { effect, untracked } from '@preact/signals'
import { editBetween } from '../../language/text-edit.ts'
import type { App } from '../app/app.ts'
import { kindOfFile } from '../app/document.ts'
import { editorExtensions } from './editor-extensions.ts'
import { EditorStates } from './editor-states.ts'
import { fromApp } from './from-app.ts'
import { helpAtOnce, helped } from './help-on-demand.ts'
import { pressKeys } from './press-keys.ts'
import { setStepFigures } from './step-figures.ts'
import { figuresOf } from './step-figures-of.ts'
import { showMarks } from './step-marks.ts'
import { toDiagnostic } from './to-diagnostic.ts'

/** Pixels kept before the place that is gone to: of a step nested less deeply than the one before, its dash is seen too. */
const STEP_MARGIN = 64

/** Joins an editor to the app; the returned function takes it away. */
export function mountEditor(app: App, parent: HTMLElement): () => void {
  const view = new EditorView({ parent })
  const states = new EditorStates()
  const stops = [
    effect(() => {
      // Another file is another state: undo must not lead from one file into the other.
      const path = app.document.path.value
      const readOnly = app.shared.value !== null || !app.ready.value
      const text = app.document.text.peek()
      states.show(`${readOnly} ${path}`, text, view, () => {
        return EditorState.create({ doc: text, extensions: editorExtensions(app, path, readOnly) })
      })
      untracked(() => helpAtOnce(view))
      return () => states.keep(`${readOnly} ${path}`, view)
    }),
    effect(() => {
      const path = app.document.path.value
      const text = app.document.text.value
      // Only what differs: the cursor and what is folded stay where they are.
      const changes = editBetween(view.state.doc.toString(), text).map(({ range, text: insert }) => {
        return { from: range.start, to: range.end, insert }
      })
      if (changes.length === 0) return
      view.dispatch({ changes, annotations: fromApp.of(true) })
      // What the app changes keeps its steps; their places may be new.
      if (kindOfFile(path) === 'compose') untracked(() => showMarks(app, path, view))
    }),
    effect(() => {
      const path = app.document.path.value
      if (kindOfFile(path) === 'compose') showMarks(app, path, view)
    }),
    effect(() => {
      const path = app.document.path.value
      const problems = app.checks.ofDocument.value
      const { length } = view.state.doc
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => toDiagnostic(app, path, problem, length)),
        ),
      )
    }),
    effect(() => {
      app.document.path.value
      view.dispatch({ effects: setStepFigures.of(isCompose(app) ? figuresOf(app) : []) })
    }),
    effect(() => {
      const wish = app.reveal.value
      if (wish === null) return
      const [from] = wish.range
      const at = Math.min(from, view.state.doc.length)
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: 'center', xMargin: STEP_MARGIN }),
        annotations: fromApp.of(true),
      })
    }),
  ]
  app.editor.value = {
    press(keys) {
      const press = () => pressKeys(view, keys)
      helped(view).then(press, press)
    },
  }
  return () => {
    app.editor.value = null
    for (const stop of stops) stop()
    view.destroy()
  }
}

/** Whether the file in the editor is the compose that runs. */
function isCompose(app: App): boolean {
  return app.document.path.value === app.compose.path.value
}
