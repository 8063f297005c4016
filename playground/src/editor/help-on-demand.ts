import { Compartment, type Extension, Facet } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { App } from '../app/app.ts'
import { pressKeys } from './press-keys.ts'

const compartment = new Compartment()

/** Keys that ask for help: they are answered when it is there. */
const ASKING = ['Mod-.', 'F2', 'F12', 'Ctrl-Space']

/** Puts the help into the editor: once it is loaded, or at once where it is loaded already. */
interface HelpLoader {
  load(view: EditorView): Promise<void>
  atOnce(view: EditorView): void
}

const help = Facet.define<HelpLoader>()

type WritingHelp = typeof import('./writing-help.ts')

let writing: WritingHelp | null = null

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
    help.of({ load, atOnce }),
    keymap.of(ASKING.map((key) => ({ key, run: (view) => answerLater(view, key) }))),
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
    const [module] = await Promise.all([import('./writing-help.ts'), app.language.loadHelp()])
    writing = module
    atOnce(view)
  }
  function atOnce(view: EditorView): void {
    const loaded = app.language.help.peek()
    if (writing === null || loaded === null || compartment.get(view.state) !== none) return
    view.dispatch({ effects: compartment.reconfigure(writing.writingHelp(app, file, loaded)) })
    writing.makeUpFor(missed, view)
  }
  function answerLater(view: EditorView, key: string): boolean {
    const answer = () => pressKeys(view, key.replace('-', '+'))
    helped(view).then(answer, () => app.tell('The help for writing could not be loaded: try again with a network'))
    return true
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
  for (const { load } of view.state.facet(help)) await load(view)
}

/**
 * To be called when a view goes to another file: what the help does in a while, such as completing, counts on finding
 * itself in whatever the view shows then.
 */
export function helpAtOnce(view: EditorView): void {
  for (const { atOnce } of view.state.facet(help)) atOnce(view)
}
