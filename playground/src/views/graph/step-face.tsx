import { shortCall } from '../../plan/describe-step.ts'
import type { StepNode } from '../../plan/step-tree.ts'
import { errorFate } from '../../run/error-fate.ts'
import { STATUS } from '../../trace/span-table.ts'
import { fateWords } from '../fate-words.ts'
import { Icon } from '../icons.tsx'
import { formatMs } from '../preview-text.ts'
import { STATUS_WORDS, type StatusName } from '../status-of.ts'
import type { BoxProps } from './box.tsx'

interface StepFaceProps extends BoxProps {
  readonly node: StepNode
  readonly status: StatusName
  /** The execution that is shown; -1 for none. */
  readonly span: number
}

/** What a step's box says: how it stands, what it calls, how often and how long, and what it is about. */
export function StepFace({ node, box, model, onToggle, status, span }: StepFaceProps) {
  const place = model.place(node.path)
  const failed = span >= 0 && model.spans.status[span] === STATUS.failed
  const fate = failed ? fateWords(model, errorFate(model, span)) : ''
  const count = place === undefined || place.started < 2 ? '' : `×${place.started.toLocaleString('en')} `
  const over = place !== undefined && place.done + place.failed + place.left > 0
  return (
    <>
      <div class="head">
        {box.expanded === undefined ? null : (
          <button
            type="button"
            tabIndex={-1}
            class="toggle muted"
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation()
              onToggle(node.path, box.expanded !== true)
            }}
          >
            <Icon name={box.expanded ? 'open' : 'closed'} />
          </button>
        )}
        <span class={`status-icon ${status}`}>
          <Icon name={status} />
        </span>
        <span class="name">{shortCall(node.call)}</span>
        <span class="hidden-text">
          {STATUS_WORDS[status]}
          {fate === '' ? '' : `, ${fate}`}
        </span>
        <span class="figures">
          {count}
          {place !== undefined && place.failed > 0 && place.started > 1 ? (
            <span class="failed">{place.failed.toLocaleString('en')} failed </span>
          ) : null}
          {place !== undefined && over && place.took !== null ? formatMs(place.took) : ''}
        </span>
      </div>
      <div class="sub">
        {box.hidden > 0
          ? `${node.summary} · ${box.hidden} ${box.hidden === 1 ? 'step' : 'steps'} inside`
          : node.summary}
      </div>
    </>
  )
}
