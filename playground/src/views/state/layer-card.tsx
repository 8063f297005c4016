import { shortCall } from '../../plan/describe-step.ts'
import type { Layer, LayerEntry } from '../../trace/state-at.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { previewLine } from '../preview-text.ts'
import { frameName } from './step-crumbs.tsx'
import { ValueText } from './value-text.tsx'

interface LayerCardProps {
  readonly layer: Layer
  readonly model: TraceModel
  readonly inherited: boolean
  readonly onHistory: (key: string) => void
}

/** One layer of the state: its own keys, what the selected step did to them, and which of them an inner layer hides. */
export function LayerCard({ layer, model, inherited, onHistory }: LayerCardProps) {
  const owner = layer.kind === 'run' ? '' : `of ${ownerName(model, layer.span)}`
  const name = layer.kind === 'slot' ? frameName(model, layer.span) : layer.label
  const title = owner === '' ? name : `${name} ${owner}`
  return (
    <section class={`layer ${inherited ? 'inherited' : ''}`} aria-label={`Layer ${title}`}>
      <h3>
        {name} <span class="muted">{owner}</span>
        <span class="spring" />
        {layer.own && layer.kind === 'slot' ? <span class="muted">a state of its own</span> : null}
        {layer.entries.length === 0 && layer.start === undefined ? <span class="muted">Nothing written</span> : null}
      </h3>
      <table>
        <tbody>
          {layer.vars === undefined ? null : (
            <tr>
              <td class="mark" />
              <td class="key muted">$slot</td>
              <td class="value muted">
                <ValueText name="$slot" preview={layer.vars} limit={300} />
              </td>
            </tr>
          )}
          {layer.start === undefined ? null : (
            <tr>
              <td class="mark" />
              <td class="key muted">began with</td>
              <td class="value muted">
                <ValueText name={name} preview={layer.start} limit={160} />
              </td>
            </tr>
          )}
          {layer.entries.map((entry) => (
            <EntryRow key={entry.key} entry={entry} onHistory={onHistory} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function EntryRow({ entry, onHistory }: { entry: LayerEntry; onHistory: (key: string) => void }) {
  const { key, value, change, previous, shadowed } = entry
  return (
    <tr class={shadowed ? 'shadowed' : ''}>
      <td class={`mark ${change ?? ''}`}>
        {change === 'added' ? '+' : change === 'changed' ? '~' : ''}
        <span class="hidden-text">{change ?? (shadowed ? 'hidden by an inner layer' : '')}</span>
      </td>
      <td class="key">
        <button type="button" class="mono" aria-label={`History of ${key}`} onClick={() => onHistory(key)}>
          {key}
        </button>
      </td>
      <td class="value">
        {previous === undefined ? null : <span class="muted">{previewLine(previous, 80)} → </span>}
        <ValueText name={key} preview={value} limit={400} />
      </td>
    </tr>
  )
}

/** The step that a layer belongs to. */
function ownerName(model: TraceModel, frame: number): string {
  return shortCall(model.placeOf(model.spans.parent[frame]!).call)
}
