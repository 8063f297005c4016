import { shortCall } from '../../plan/describe-step.ts'
import { failedAttempts, waitedMs } from '../../run/attempts.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { formatMs } from '../preview-text.ts'
import { STATUS_WORDS, statusName } from '../status-of.ts'
import type { Tip } from './timeline-state.ts'

/** What is under the pointer: the State view says it all once the step is selected. */
export function StepTip({ model, tip, width }: { model: TraceModel; tip: Tip; width: number }) {
  const { spans } = model
  const { span, x, y } = tip
  if (span >= spans.size) return null
  const iteration = model.iterationOf(span)
  const took = spans.isOpen(span) ? 'running' : formatMs(spans.end[span]! - spans.start[span]!)
  const waited = waitedMs(model, span)
  const attempts = failedAttempts(model, span).length
  const side = x > width - 240 ? { right: `${width - x + 10}px` } : { left: `${x + 10}px` }
  return (
    <div class="step-tip" aria-hidden="true" style={{ ...side, top: `${y + 14}px` }}>
      <strong>{shortCall(model.placeOf(span).call)}</strong>
      {iteration.length === 0 ? '' : ` [${iteration.join(', ')}]`} · {took} from {formatMs(spans.start[span]!)} ·{' '}
      {STATUS_WORDS[statusName(spans.status[span])]}
      {waited > 0 ? ` · waited ${formatMs(waited)}` : ''}
      {attempts > 0 ? ` · ${attempts + 1} attempts` : ''}
    </div>
  )
}
