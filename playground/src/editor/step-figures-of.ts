import type { App } from '../app/app.ts'
import { formatMs } from '../views/preview-text.ts'
import type { StepFigures } from './step-figures.ts'

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
    const times = place === undefined || place.started < 2 ? '' : `×${place.started.toLocaleString('en')} `
    const text = place === undefined ? '' : `${times}${place.failed > 0 ? 'failed ' : ''}${formatMs(place.total)}`
    figures.push({
      at: step.at[0],
      end: step.at[1],
      text,
      failed: (place?.failed ?? 0) > 0,
      selected: isSelected,
    })
  }
  return figures
}
