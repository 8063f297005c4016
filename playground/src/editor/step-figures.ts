import { type Range, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { StatusName } from '../views/status-of.ts'

/** What the editor shows of a step. */
export interface StepFigures {
  /** Offset at which the step begins. */
  readonly at: number
  readonly end: number
  /** How it ran, in a few letters; empty when it did not. */
  readonly text: string
  readonly status: StatusName
  readonly selected: boolean
}

class Figures extends WidgetType {
  readonly #text: string
  readonly #failed: boolean

  constructor({ text, status }: StepFigures) {
    super()
    this.#text = text
    this.#failed = status === 'failed'
  }

  override eq(other: Figures): boolean {
    return other.#text === this.#text && other.#failed === this.#failed
  }

  toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = `cm-step-figures ${this.#failed ? 'failed' : ''}`
    element.textContent = this.#text
    element.setAttribute('aria-hidden', 'true')
    return element
  }
}

export const setStepFigures = StateEffect.define<readonly StepFigures[]>()

/** How often each step ran, at the end of its first line, and a bar beside the selected one. */
export const stepFigures = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let next = decorations.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(setStepFigures)) {
        const { doc } = transaction.state
        const made: Range<Decoration>[] = []
        for (const step of effect.value) {
          const { at, end, text, selected } = step
          if (at > doc.length) continue
          const line = doc.lineAt(at)
          if (text !== '') made.push(Decoration.widget({ widget: new Figures(step), side: 1 }).range(line.to))
          if (!selected) continue
          const last = doc.lineAt(Math.min(doc.length, Math.max(at, end - 1))).number
          for (let number = line.number; number <= last; number++) {
            made.push(Decoration.line({ class: 'cm-selected-step' }).range(doc.line(number).from))
          }
        }
        next = Decoration.set(made, true)
      }
    }
    return next
  },
  provide: (field) => EditorView.decorations.from(field),
})
