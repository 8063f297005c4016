import { useSignal } from '@preact/signals'
import { type Layer, type LayerEntry, stateAt } from '../trace/state-at.ts'
import { valueHistory } from '../trace/value-history.ts'
import { useApp } from './app-context.ts'
import { placeLabel, previewLine } from './preview-text.ts'

/** The layers of the state at the chosen moment, innermost on top, and the history of a key. */
export function StateView() {
  const app = useApp()
  const history = useSignal<string | null>(null)
  app.runner.version.value
  const model = app.runner.model.value
  const { span, seq } = app.selection.current.value
  if (model.events.size === 0) return <p class="empty">The state of a run is shown here. Press Run first</p>
  const layers = stateAt(model, seq, span)
  const event = model.events.event(seq)
  return (
    <div class="content">
      <div class="layers">
        <p class="muted" style={{ margin: 0 }}>
          {span < 0
            ? 'The run as a whole'
            : `As ${placeLabel(model.placeOf(span).path, model.iterationOf(span))} left it`}
          {event === undefined ? '' : ` · event ${seq.toLocaleString('en')}`}
        </p>
        {span < 0 ? null : <StepValues span={span} />}
        {layers.map((layer, index) => (
          <LayerCard
            key={layer.span}
            layer={layer}
            inherited={index > 0}
            onHistory={(key) => {
              history.value = history.value === key ? null : key
            }}
          />
        ))}
        {history.value === null ? null : <History name={history.value} seq={seq} />}
      </div>
    </div>
  )
}

/** What went into the step and what came out. */
function StepValues({ span }: { span: number }) {
  const { runner } = useApp()
  const { spans, events } = runner.model.value
  const start = events.event(spans.startSeq[span]!)
  const end = spans.isOpen(span) ? undefined : events.event(spans.endSeq[span]!)
  return (
    <section class="layer" aria-label="Step">
      <h3>Step</h3>
      <table>
        <tbody>
          {start?.type === 'step' && start.phase === 'start' ? (
            <tr>
              <td class="key muted">in</td>
              <td class="value">{previewLine(start.input, 400)}</td>
            </tr>
          ) : null}
          {end?.type === 'step' && end.phase === 'end' ? (
            <tr>
              <td class="key muted">out</td>
              <td class="value">{previewLine(end.output, 400)}</td>
            </tr>
          ) : null}
          {end?.type === 'step' && end.phase === 'error' ? (
            <tr>
              <td class="key failed">error</td>
              <td class="value">
                {end.error.code}: {end.error.message}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  )
}

interface LayerCardProps {
  readonly layer: Layer
  readonly inherited: boolean
  readonly onHistory: (key: string) => void
}

function LayerCard({ layer, inherited, onHistory }: LayerCardProps) {
  const title = layer.kind === 'run' ? 'run' : `${layer.label} ${placeLabel(layer.path, layer.iteration)}`
  return (
    <section class={`layer ${inherited ? 'inherited' : ''}`} aria-label={`Layer ${title}`}>
      <h3>
        {layer.label}{' '}
        {layer.kind === 'run' ? null : <span class="muted">{placeLabel(layer.path, layer.iteration)}</span>}
      </h3>
      <table>
        <tbody>
          {layer.vars === undefined ? null : (
            <tr>
              <td class="mark" />
              <td class="key muted">$slot</td>
              <td class="value muted">{previewLine(layer.vars, 300)}</td>
            </tr>
          )}
          {layer.start === undefined ? null : (
            <tr>
              <td class="mark" />
              <td class="key muted">began with</td>
              <td class="value muted">{previewLine(layer.start)}</td>
            </tr>
          )}
          {layer.entries.map((entry) => (
            <EntryRow key={entry.key} entry={entry} onHistory={onHistory} />
          ))}
        </tbody>
      </table>
      {layer.entries.length === 0 ? (
        <p class="muted" style={{ margin: '2px 8px' }}>
          Nothing written
        </p>
      ) : null}
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
        {previewLine(value, 400)}
      </td>
    </tr>
  )
}

function History({ name, seq }: { name: string; seq: number }) {
  const app = useApp()
  const { total, writes } = valueHistory(app.runner.model.value, name, seq)
  return (
    <section class="layer" aria-label={`Writes to ${name}`}>
      <h3>
        {name} was written {total.toLocaleString('en')} {total === 1 ? 'time' : 'times'}
        {total > writes.length ? `; these are the ${writes.length} around this moment` : ''}
      </h3>
      {writes.map((write) => (
        <button
          type="button"
          class="list-row"
          style={{ gridTemplateColumns: '40% 1fr' }}
          key={write.seq}
          aria-current={write.seq === seq}
          onClick={() => app.selectMoment(write.seq)}
        >
          <span>{placeLabel(write.path, write.iteration)}</span>
          <span class="value">{previewLine(write.value, 120)}</span>
        </button>
      ))}
    </section>
  )
}
