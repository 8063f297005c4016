import type { Diagnostic, QuickFix } from '../../language/index.ts'
import type { App } from '../app/app.ts'

/** A problem under the pointer, with what can be done about it. Fixes are looked for only now: it costs more than the problem. */
export function problemBox(app: App, file: string, problem: Diagnostic): HTMLElement {
  const box = document.createElement('div')
  const text = document.createElement('div')
  text.textContent = problem.hint === undefined ? problem.message : `${problem.message}. ${problem.hint}`
  box.append(text)
  const addFixes = () => box.append(...app.fixesFor(file, problem).map((fix) => fixButton(app, file, fix)))
  if (app.language.help.peek() !== null) addFixes()
  else app.language.loadHelp().then(addFixes, (error) => app.tell(error))
  return box
}

function fixButton(app: App, file: string, fix: QuickFix): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'cm-diagnosticAction'
  button.textContent = fix.title
  // Before the editor takes the focus back and the box goes.
  button.addEventListener('mousedown', (event) => {
    event.preventDefault()
    app.applyEdits(file, fix.edits)
  })
  return button
}
