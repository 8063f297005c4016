import { Compartment, type Extension, Facet } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { App } from '../app/app.ts'

const compartment = new Compartment()

/** Puts the help into the editor, once it is loaded. */
const help = Facet.define<(view: EditorView) => Promise<void>>()

/** What was done in an editor while its help was being loaded: help would have answered it. */
export interface Missed {
  typed: boolean
  /** Where the pointer was moved last. */
  pointer: MouseEvent | null
}

/** Help for writing, loaded when somebody goes to the editor: with the pointer, the keys, or a command. */
export function helpOnDemand(app: App, file: string): Extension {
  const missed: Missed = { typed: false, pointer: null }
  // One for each state: while the help is loaded the view may have gone to another file.
  const none: Extension = [
    help.of(load),
    EditorView.updateListener.of(({ transactions }) => {
      missed.typed ||= transactions.some((transaction) => transaction.isUserEvent('input.type'))
    }),
    EditorView.domEventHandlers({
      mousemove(event) {
        missed.pointer = event
      },
      mouseleave() {
        missed.pointer = null
      },
    }),
  ]
  async function load(view: EditorView): Promise<void> {
    const [{ writingHelp, makeUpFor }, loaded] = await Promise.all([
      import('./writing-help.ts'),
      app.language.loadHelp(),
    ])
    if (compartment.get(view.state) !== none) return
    view.dispatch({ effects: compartment.reconfigure(writingHelp(app, file, loaded)) })
    makeUpFor(missed, view)
  }
  // Without a network there is none yet, and what is typed is typed.
  const begin = (_event: Event, view: EditorView) => void helped(view).catch(() => undefined)
  return [
    compartment.of(none),
    EditorView.domEventHandlers({ focus: begin, keydown: begin, mousemove: begin, pointerdown: begin }),
  ]
}

/**
 * Waits until an editor helps.
 *
 * @throws what the import throws when there is no network.
 */
export async function helped(view: EditorView): Promise<void> {
  for (const load of view.state.facet(help)) await load(view)
}
