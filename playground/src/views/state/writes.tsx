import { shortCall } from '../../plan/describe-step.ts'
import { valueHistory } from '../../trace/value-history.ts'
import { useApp } from '../app-context.ts'
import { placeLabel, previewLine } from '../preview-text.ts'

/** Every step that wrote a key, in order; each leads to the moment of its write. */
export function Writes({ name, seq }: { name: string; seq: number }) {
  const app = useApp()
  const model = app.runner.model.value
  const { total, writes } = valueHistory(model, name, seq)
  return (
    <section class="layer" aria-label={`Writes to ${name}`}>
      <h3>
        {total === 0
          ? `No step wrote ${name}: it was there from the beginning`
          : `${name} was written ${total.toLocaleString('en')} ${total === 1 ? 'time' : 'times'}`}
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
          <span>
            {shortCall(model.place(write.path)?.call ?? '')}{' '}
            <span class="muted">{placeLabel(write.path, write.iteration)}</span>
          </span>
          <span class="value">{previewLine(write.value, 120)}</span>
        </button>
      ))}
    </section>
  )
}
