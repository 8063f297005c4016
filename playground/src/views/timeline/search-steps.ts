import type { TraceModel } from '../../trace/trace-model.ts'

/** Whether a call is one that the search means; `null` for an empty search. */
export function matcherOf(query: string): ((call: string) => boolean) | null {
  const wanted = query.trim().toLowerCase()
  return wanted === '' ? null : (call) => call.toLowerCase().includes(wanted)
}

/** Executions of the steps that match. */
export function countMatches(model: TraceModel, matches: (call: string) => boolean): number {
  return model.places.reduce((sum, place) => (place.call !== '' && matches(place.call) ? sum + place.started : sum), 0)
}

/** The next execution that matches, after (1) or before (-1) the event `seq`; from the other end when there is none. */
export function nextMatch(
  model: TraceModel,
  matches: (call: string) => boolean,
  { seq, direction }: { readonly seq: number; readonly direction: 1 | -1 },
): number | undefined {
  const startOf = (id: number) => model.spans.startSeq[id]!
  const places = model.places.filter((place) => place.call !== '' && matches(place.call) && place.spans.length > 0)
  const near = places.flatMap(({ spans }) => {
    const index = direction === 1 ? spans.lowerBound(seq + 1, startOf) : spans.lowerBound(seq, startOf) - 1
    return index >= 0 && index < spans.length ? [spans.at(index)] : []
  })
  const ends = places.map(({ spans }) => spans.at(direction === 1 ? 0 : spans.length - 1))
  const candidates = near.length > 0 ? near : ends
  return candidates.sort((left, right) => (startOf(left) - startOf(right)) * direction)[0]
}
