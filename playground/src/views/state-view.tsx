import { useSignal } from '@preact/signals'
import { describeEvent } from '../plan/describe-event.ts'
import { SPAN_KIND } from '../trace/span-table.ts'
import { stateAt } from '../trace/state-at.ts'
import { useApp } from './app-context.ts'
import { LayerCard } from './state/layer-card.tsx'
import { StepCrumbs } from './state/step-crumbs.tsx'
import { StepValues } from './state/step-values.tsx'
import { Writes } from './state/writes.tsx'

/** The layers of the state at the chosen moment, innermost on top, and the history of a key. */
export function StateView() {
  const app = useApp()
  const history = useSignal<string | null>(null)
  app.runner.version.value
  const model = app.runner.model.value
  const { span, seq } = app.selection.current.value
  if (model.events.size === 0) return <p class="empty">The state of a run is shown here. Press Run first</p>
  const event = model.events.event(seq)
  return (
    <div class="content">
      <div class="layers">
        {span < 0 ? null : <StepCrumbs model={model} span={span} />}
        <p class="muted moment">
          {event === undefined
            ? 'Before the first event'
            : `After event ${seq.toLocaleString('en')}: ${describeEvent(event)}`}
        </p>
        {span >= 0 && model.spans.kind[span] === SPAN_KIND.step ? <StepValues model={model} span={span} /> : null}
        {stateAt(model, seq, span).map((layer, index) => (
          <LayerCard
            key={layer.span}
            layer={layer}
            model={model}
            inherited={index > 0}
            onHistory={(key) => {
              history.value = history.value === key ? null : key
            }}
          />
        ))}
        {history.value === null ? null : <Writes name={history.value} seq={seq} />}
      </div>
    </div>
  )
}
