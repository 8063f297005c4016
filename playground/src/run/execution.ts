import type { Place } from '../trace/place.ts'
import { SPAN_KIND } from '../trace/span-table.ts'
import type { TraceModel } from '../trace/trace-model.ts'

/** Frames around an execution, the innermost first; without the run itself. */
export function framesAround(model: TraceModel, span: number): number[] {
  const frames: number[] = []
  for (let id = span; id > 0; id = model.spans.parent[id]!) {
    if (model.spans.kind[id] === SPAN_KIND.frame) frames.push(id)
  }
  return frames
}

/**
 * The execution of a place that a reader means who has selected something: the one inside the selected iterations, as
 * far as the place is inside them, else the last.
 *
 * @param frames what `framesAround` found for the selected execution.
 * @returns -1 when the place was not reached there.
 */
export function executionAt(model: TraceModel, place: Place, frames: readonly number[]): number {
  const { spans } = model
  const around = frames.find((frame) => isInside(place, model.placeOf(frame)))
  const list = place.spans
  if (around === undefined) return list.length === 0 ? -1 : list.at(list.length - 1)
  if (place === model.placeOf(around)) return around
  const startOf = (id: number) => spans.startSeq[id]!
  const end = spans.isOpen(around) ? list.length : list.lowerBound(spans.endSeq[around]!, startOf)
  for (let at = end - 1; at >= 0; at--) {
    const id = list.at(at)
    if (startOf(id) < startOf(around)) break
    if (isPartOf(model, id, around)) return id
  }
  return -1
}

/** The first step of a slot run; the run itself when it has none. Ids are in the order of the starts. */
export function firstStepIn(model: TraceModel, frame: number): number {
  const { spans } = model
  for (let id = frame + 1; id < spans.size && spans.startSeq[id]! <= spans.endSeq[frame]!; id++) {
    if (spans.parent[id] === frame) return id
  }
  return frame
}

function isInside(place: Place, list: Place): boolean {
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) if (at === list) return true
  return false
}

function isPartOf(model: TraceModel, span: number, outer: number): boolean {
  for (let id = span; id > outer; id = model.spans.parent[id]!) if (model.spans.parent[id] === outer) return true
  return false
}
