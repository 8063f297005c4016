import type { ListNode } from '../../plan/step-tree.ts'
import { placeStatus, STATUS_WORDS } from '../status-of.ts'
import type { BoxProps } from './box.tsx'
import { RunStrip, showsTasks, TaskCards } from './run-strip.tsx'

/** What a slot's box says: its name, how often it ran, and its runs side by side. */
export function SlotFace({ node, box, model, frames }: BoxProps & { node: ListNode }) {
  const place = model.place(node.path)
  return (
    <>
      <div class="slot-head">
        <span>{node.label}</span>
        <span class="hidden-text">
          {node.steps.length === 0 ? 'empty slot' : `slot, ${STATUS_WORDS[placeStatus(place)]}`}
        </span>
        {place === undefined ? null : (
          <span class="figures">
            ×{place.started.toLocaleString('en')}
            {place.failed > 0 ? <span class="failed"> {place.failed} failed</span> : null}
          </span>
        )}
      </div>
      {place === undefined || place.started < 2 ? null : showsTasks(node, place, box.width) ? (
        <TaskCards place={place} model={model} frames={frames} width={box.width - 16} />
      ) : (
        <RunStrip place={place} model={model} frames={frames} width={box.width - 16} />
      )}
    </>
  )
}
