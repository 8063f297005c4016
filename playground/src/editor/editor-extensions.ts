import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import type { App } from '../app/app.ts'
import { kindOfFile } from '../app/document.ts'
import { editorTheme } from './editor-theme.ts'
import { findInText } from './find-in-text.ts'
import { fromApp } from './from-app.ts'
import { helpOnDemand } from './help-on-demand.ts'
import { textLanguage } from './languages/text-language.ts'
import { stepFigures } from './step-figures.ts'
import { stepGutter } from './step-gutter.ts'
import { readMarks, stepMarks } from './step-marks.ts'

/** What the editor can do with a file. */
export function editorExtensions(app: App, path: string, readOnly: boolean): Extension[] {
  return [
    lintGutter(),
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    highlightActiveLine(),
    stepFigures,
    ...(kindOfFile(path) === 'compose' ? [stepMarks(app, path), stepGutter(app, path)] : []),
    editorTheme,
    EditorState.readOnly.of(readOnly),
    EditorState.tabSize.of(2),
    EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}`, tabindex: '0' }),
    textLanguage(path),
    findInText,
    helpOnDemand(app, path),
    keymap.of([
      ...lintKeymap,
      ...historyKeymap,
      ...foldKeymap,
      // The page has these: they must not become a new line or an indentation.
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      const byApp = update.transactions.some((transaction) => transaction.annotation(fromApp) === true)
      if (byApp) return
      if (update.docChanged) {
        app.edit(update.state.doc.toString())
        if (kindOfFile(path) === 'compose') readMarks(app, path, update.state)
      }
      if (!update.docChanged && update.selectionSet && app.document.path.peek() === app.compose.path.peek())
        followCursor(app, update.state.selection.main.head)
    }),
  ]
}

/** The step under the cursor is the selected one. */
function followCursor(app: App, offset: number): void {
  const step = app.compose.tree.peek()?.stepAtOffset(offset)
  if (step !== undefined && step.path !== app.selection.current.peek().path) app.selection.selectStep(step.path)
}
