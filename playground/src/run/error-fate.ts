import type { ErrorShape } from '../../../core/errors/kernel-error.ts'
import type { Place } from '../trace/place.ts'
import { SPAN_KIND, STATUS } from '../trace/span-table.ts'
import type { TraceModel } from '../trace/trace-model.ts'

/** What became of the error that a step ended with. */
export type ErrorFate =
  /** A step around it went on nevertheless; `handler` is the run of its `catch` slot, where it has one. */
  | { readonly kind: 'caught'; readonly by: number; readonly handler?: number }
  | { readonly kind: 'ended' }
  /** It ended an attempt of the step `by` around it, which was followed by another. */
  | { readonly kind: 'retried'; readonly by: number }
  /** The step `by` around it failed for another reason, which took its place. */
  | { readonly kind: 'replaced'; readonly by: number }
  /** It is still on its way, or what it met is no longer recorded. */
  | { readonly kind: 'unknown' }

/** An error that a `catch` slot took, as it is drawn: from the step that threw to the slot. */
export interface CaughtError {
  /** Path of the innermost step that failed with it. */
  readonly from: string
  /** Path of the `catch` slot. */
  readonly to: string
  /** How often, among the newest runs of the slot. */
  readonly count: number
  /** Executions of the `try` steps that caught it. */
  readonly tries: readonly number[]
}

/** Runs of a `catch` slot that are looked at: pictures need the places, not each of 100,000 errors. */
const LOOKED_AT = 200

/** Where the error of a failed execution ended: follows it outwards, step by step. */
export function errorFate(model: TraceModel, span: number): ErrorFate {
  const { spans } = model
  const error = errorOf(model, span)
  if (error === undefined) return { kind: 'unknown' }
  for (let at = span; ; ) {
    const frame = spans.parent[at]!
    if (frame < 0 || model.placeOf(frame) !== model.placeOf(at).parent) return { kind: 'unknown' }
    const around = spans.parent[frame]!
    if (around < 0) return spans.isOpen(frame) ? { kind: 'unknown' } : { kind: 'ended' }
    if (spans.kind[around] !== SPAN_KIND.step) return { kind: 'unknown' }
    if (isRetried(model, around, spans.endSeq[at]!)) return { kind: 'retried', by: around }
    const handler = handlerOf(model, frame)
    if (handler !== undefined) return { kind: 'caught', by: around, handler }
    if (spans.isOpen(around)) return { kind: 'unknown' }
    if (spans.status[around] !== STATUS.failed) return { kind: 'caught', by: around }
    if (!isSame(errorOf(model, around), error)) return { kind: 'replaced', by: around }
    at = around
  }
}

/** Every error that a `catch` slot took, one per pair of places. */
export function caughtErrors(model: TraceModel): CaughtError[] {
  const lists = listsByOwner(model)
  const found = new Map<string, { from: string; to: string; count: number; tries: number[] }>()
  for (const place of model.places) {
    if (!isTrySlot(place, 'catch')) continue
    for (let at = Math.max(0, place.spans.length - LOOKED_AT); at < place.spans.length; at++) {
      const around = model.spans.parent[place.spans.at(at)]!
      const body = model.place(`${place.parent?.path}/slots/body`)
      const frame = body === undefined ? undefined : framesOf(model, body, around)[0]
      const thrower = frame === undefined ? undefined : throwerIn(model, frame, lists)
      if (thrower === undefined) continue
      const from = model.placeOf(thrower).path
      const key = `${from} ${place.path}`
      const known = found.get(key)
      if (known === undefined) found.set(key, { from, to: place.path, count: 1, tries: [around] })
      else {
        known.count++
        known.tries.push(around)
      }
    }
  }
  return [...found.values()]
}

/** The innermost step of a frame that failed with the error that ended the frame. */
function throwerIn(model: TraceModel, frame: number, lists: ReadonlyMap<Place, readonly Place[]>): number | undefined {
  const { spans } = model
  const step = lastStepOf(model, frame)
  if (step === undefined || spans.status[step] !== STATUS.failed) return undefined
  const error = errorOf(model, step)
  // Of tasks at once the first failure is the one that counts.
  const inner = (lists.get(model.placeOf(step)) ?? [])
    .flatMap((list) => framesOf(model, list, step))
    .map((inside) => lastStepOf(model, inside))
    .filter((last) => last !== undefined)
    .filter((last) => spans.status[last] === STATUS.failed && isSame(errorOf(model, last), error))
    .sort((left, right) => spans.endSeq[left]! - spans.endSeq[right]!)[0]
  return inner === undefined ? step : (throwerIn(model, spans.parent[inner]!, lists) ?? inner)
}

/** Whether a step made another attempt after one had failed at an event. */
function isRetried({ retries, events }: TraceModel, step: number, failedAt: number): boolean {
  return retries.some((seq) => seq > failedAt && events.spanAt(seq) === step)
}

/** The run of `catch` that followed when a frame, the `body` of a `try`, failed. */
function handlerOf(model: TraceModel, frame: number): number | undefined {
  const place = model.placeOf(frame)
  if (!isTrySlot(place, 'body')) return undefined
  const handler = model.place(`${place.parent?.path}/slots/catch`)
  return handler === undefined ? undefined : framesOf(model, handler, model.spans.parent[frame]!)[0]
}

function isTrySlot(place: Place, slot: string): boolean {
  return place.parts.label === slot && place.path.endsWith(`/slots/${slot}`) && isTry(place.parent)
}

function isTry(place: Place | undefined): boolean {
  return place?.call.startsWith('lcod://flow/try@') === true
}

/** The runs of a list that belong to one execution of its step, in order. */
function framesOf(model: TraceModel, list: Place, step: number): number[] {
  const { spans } = model
  const ids: number[] = []
  const last = spans.endSeq[step]!
  const startOf = (id: number) => spans.startSeq[id]!
  for (let at = list.spans.lowerBound(startOf(step), startOf); at < list.spans.length; at++) {
    const id = list.spans.at(at)
    if (startOf(id) > last) break
    if (spans.parent[id] === step) ids.push(id)
  }
  return ids
}

/** The step of a frame that began last. */
function lastStepOf(model: TraceModel, frame: number): number | undefined {
  const { spans } = model
  const lane = model.placeOf(frame).lanes[spans.lane[frame]!]
  if (lane === undefined) return undefined
  const after = spans.isOpen(frame) ? lane.length : lane.lowerBound(spans.endSeq[frame]!, (id) => spans.startSeq[id]!)
  const last = after === 0 ? -1 : lane.at(after - 1)
  return last >= 0 && spans.parent[last] === frame ? last : undefined
}

function listsByOwner(model: TraceModel): ReadonlyMap<Place, readonly Place[]> {
  const lists = new Map<Place, Place[]>()
  for (const place of model.places) {
    if (place.parts.kind !== 'list' || place.parent === undefined) continue
    const own = lists.get(place.parent)
    if (own === undefined) lists.set(place.parent, [place])
    else own.push(place)
  }
  return lists
}

/** What a step that failed was ended by. */
export function errorOf(model: TraceModel, span: number): ErrorShape | undefined {
  if (model.spans.isOpen(span)) return undefined
  const event = model.events.event(model.spans.endSeq[span]!)
  return event?.type === 'step' && event.phase === 'error' ? event.error : undefined
}

/** Errors keep code and message on their way; they have no identity in a trace. */
function isSame(one: ErrorShape | undefined, other: ErrorShape | undefined): boolean {
  return one?.code === other?.code && one?.message === other?.message
}
