import { closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'
import type { App } from '../app/app.ts'
import { kindOfFile } from '../app/document.ts'
import type { Help } from '../app/language.ts'
import type { Missed } from './help-on-demand.ts'
import { languageHelp } from './language-help.ts'
import { otherHelp } from './other-help.ts'

/** What the editor does for somebody who writes, beyond taking text. */
export function writingHelp(app: App, file: string, help: Help): Extension {
  return [
    closeBrackets(),
    kindOfFile(file) === 'compose' ? languageHelp(app, file, help) : otherHelp(app, file),
    keymap.of([...closeBracketsKeymap, ...completionKeymap]),
  ]
}

/** Answers what was done before the help was there: it completes what was typed, and tells of what is pointed at. */
export function makeUpFor({ typed, pointer }: Missed, view: EditorView): void {
  if (typed) startCompletion(view)
  pointer?.target?.dispatchEvent(new MouseEvent('mousemove', pointer))
}
