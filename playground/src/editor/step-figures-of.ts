import type { App } from '../app/app.ts'
import type { StepNode } from '../plan/step-tree.ts'
import type { Place } from '../trace/place.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { formatMs } from '../views/preview-text.ts'
import { placeStatus } from '../views/status-of.ts'
import type { StepFigures } from './step-figures.ts'

/** Made once: a compose of thousands of steps has as many numbers, and each selection writes them anew. */
const COUNT = new Intl.NumberFormat('en')

/** What the editor shows of the steps of the compose: how they ran, and which one is selected. */
export function figuresOf(app: App): StepFigures[] {
  app.runner.version.value
  const tree = app.compose.tree.value
  const selected = app.selection.current.value.path
  if (tree === null) return []
  const model = app.runner.model.value
  const figures: StepFigures[] = []
  for (const step of tree.steps()) {
    const place = model.place(step.path)
    const isSelected = step.path === selected
    if (step.at === undefined || (place === undefined && !isSelected)) continue
    const [at, end] = step.at
    const text = place === undefined ? '' : textOf(step, place, model)
    figures.push({ at, end, text, status: placeStatus(place), selected: isSelected })
  }
  return figures
}

/** `×4 0.70 ms`; of a loop with the turns that it took: `⟵ 120  31 ms`. */
function textOf(step: StepNode, place: Place, model: TraceModel): string {
  const { started, failed, took } = place
  const turns = Math.max(0, ...step.lists.map((list) => model.place(list.path)?.started ?? 0))
  const parts = [
    started > 1 ? `×${COUNT.format(started)}` : '',
    turns > started ? `⟵ ${COUNT.format(turns)}` : '',
    failed > 0 ? 'failed' : '',
    took === null ? '' : formatMs(took),
  ]
  return parts.filter((part) => part !== '').join(' ')
}
