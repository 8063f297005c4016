import { shortCall } from '../../plan/describe-step.ts'
import { failedAttempts, waitedMs } from '../../run/attempts.ts'
import { errorFate, errorOf } from '../../run/error-fate.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { useApp } from '../app-context.ts'
import { fateWords } from '../fate-words.ts'
import { formatMs } from '../preview-text.ts'
import { STATUS_WORDS, statusName } from '../status-of.ts'
import { ValueText } from './value-text.tsx'

/** Characters of a value. */
const LENGTH = 400

/** What went into the step, what came out, and what became of its error. */
export function StepValues({ model, span }: { model: TraceModel; span: number }) {
  const { spans, events } = model
  const start = events.event(spans.startSeq[span]!)
  const end = spans.isOpen(span) ? undefined : events.event(spans.endSeq[span]!)
  const status = statusName(spans.status[span])
  const took = spans.isOpen(span) ? '' : ` in ${formatMs(spans.end[span]! - spans.start[span]!)}`
  const waited = waitedMs(model, span)
  return (
    <section class="layer" aria-label="Step">
      <h3>
        {shortCall(model.placeOf(span).call)}{' '}
        <span class={status}>
          {STATUS_WORDS[status]}
          {took}
        </span>
        {waited > 0 ? <span class="muted">, waited {formatMs(waited)}</span> : null}
      </h3>
      <table>
        <tbody>
          {start?.type === 'step' && start.phase === 'start' ? (
            <tr>
              <td class="mark" />
              <td class="key muted">in</td>
              <td class="value">
                <ValueText name="in" preview={start.input} limit={LENGTH} />
              </td>
            </tr>
          ) : null}
          {end?.type === 'step' && end.phase === 'end' ? (
            <tr>
              <td class="mark" />
              <td class="key muted">out</td>
              <td class="value">
                <ValueText name="out" preview={end.output} limit={LENGTH} />
              </td>
            </tr>
          ) : null}
          {failedAttempts(model, span).map(({ seq, attempt, error }) => (
            <tr key={seq}>
              <td class="mark failed">×</td>
              <td class="key muted">attempt {attempt}</td>
              <td class="value">
                {error.code}: {error.message}
              </td>
            </tr>
          ))}
          <ErrorRow model={model} span={span} />
        </tbody>
      </table>
    </section>
  )
}

function ErrorRow({ model, span }: { model: TraceModel; span: number }) {
  const app = useApp()
  const error = errorOf(model, span)
  if (error === undefined) return null
  const fate = errorFate(model, span)
  const words = fateWords(model, fate)
  const target =
    fate.kind === 'caught'
      ? (fate.handler ?? fate.by)
      : fate.kind === 'replaced' || fate.kind === 'retried'
        ? fate.by
        : undefined
  return (
    <tr>
      <td class="mark failed">×</td>
      <td class="key failed">error</td>
      <td class="value">
        {error.code}: {error.message}
        {target === undefined ? (
          <span class="muted"> {words}</span>
        ) : (
          <button type="button" class="fate" onClick={() => app.selectSpan(target)}>
            {words}
          </button>
        )}
      </td>
    </tr>
  )
}
