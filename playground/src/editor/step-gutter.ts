import { type Extension, RangeSet, RangeSetBuilder, StateField } from '@codemirror/state'
import { GutterMarker, gutter } from '@codemirror/view'
import { h, render } from 'preact'
import type { App } from '../app/app.ts'
import { Icon } from '../views/icons.tsx'
import { STATUS_WORDS, type StatusName } from '../views/status-of.ts'
import { type StepFigures, setStepFigures } from './step-figures.ts'
import { isMarked, marksDiffer, toggleMark } from './step-marks.ts'

/** The worst first: a line that holds several steps shows how badly it went. */
const BY_WEIGHT: readonly StatusName[] = ['failed', 'running', 'left', 'done']

class StatusMarker extends GutterMarker {
  readonly #status: StatusName

  constructor(status: StatusName) {
    super()
    this.#status = status
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof StatusMarker && other.#status === this.#status
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = `status-icon ${this.#status}`
    element.title = STATUS_WORDS[this.#status]
    if (this.#status !== 'idle') render(h(Icon, { name: this.#status }), element)
    return element
  }
}

class MarkMarker extends GutterMarker {
  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'cm-step-mark'
    element.title = 'A bookmark in time: { and } go to where this step ran. F9 takes it away'
    return element
  }
}

const MARK = new MarkMarker()

/** How the steps ran, at the beginnings of their first lines. */
const statuses = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(markers, transaction) {
    let next = markers.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(setStepFigures)) next = markersOf(effect.value, transaction.state.doc)
    }
    return next
  },
})

/** Beside each step: whether it is marked, and how it ran. A click marks it. */
export function stepGutter(app: App, file: string): Extension {
  return [
    statuses,
    gutter({
      class: 'cm-step-gutter',
      markers: (view) => view.state.field(statuses),
      lineMarker: (view, line) => (isMarked(view.state, line.from, line.to) ? MARK : null),
      lineMarkerChange: (update) => update.docChanged || marksDiffer(update.startState, update.state),
      initialSpacer: () => new StatusMarker('idle'),
      domEventHandlers: {
        mousedown: (view, line) => toggleMark(app, file, view.state, view.state.doc.lineAt(line.from).to),
      },
    }),
  ]
}

function markersOf(
  figures: readonly StepFigures[],
  doc: { readonly length: number; lineAt(at: number): { readonly from: number } },
): RangeSet<GutterMarker> {
  const byLine = new Map<number, StatusName>()
  for (const { at, status } of figures) {
    if (at > doc.length || status === 'idle') continue
    const { from } = doc.lineAt(at)
    const known = byLine.get(from)
    if (known === undefined || BY_WEIGHT.indexOf(status) < BY_WEIGHT.indexOf(known)) byLine.set(from, status)
  }
  const builder = new RangeSetBuilder<GutterMarker>()
  for (const [from, status] of [...byLine].sort(([left], [right]) => left - right))
    builder.add(from, from, new StatusMarker(status))
  return builder.finish()
}
