import { shortCall } from '../plan/describe-step.ts'
import type { TraceModel } from '../trace/trace-model.ts'

/** A step list of the run with its lanes. */
export interface TimelineRow {
  readonly path: string
  /** What the list belongs to, and which of its lists it is: `foreach`, `body`. */
  readonly owner: string
  readonly label: string
  readonly level: number
  /** Lanes drawn; concurrent runs of the list have one each. */
  readonly lanes: number
  readonly top: number
  readonly height: number
  readonly collapsible: boolean
}

export const ROW = { lane: 18, gap: 4 } as const

/** Rows of all lists that ran, parents before what is inside them, without the insides of closed ones. */
export function timelineRows(model: TraceModel, closed: ReadonlySet<string>): TimelineRow[] {
  const lists = model.places.filter((place) => place.lanes.length > 0)
  const inside = new Map<string, typeof lists>()
  for (const list of lists) {
    const above = list.parent?.parent?.path
    if (above === undefined) continue
    const siblings = inside.get(above)
    if (siblings === undefined) inside.set(above, [list])
    else siblings.push(list)
  }
  const rows: TimelineRow[] = []
  let top = 0
  const add = (list: (typeof lists)[number], level: number) => {
    const inner = inside.get(list.path) ?? []
    const height = list.lanes.length * ROW.lane
    const { label } = list.parts
    const owner = list.parent === undefined ? '' : shortCall(list.parent.call)
    const collapsible = inner.length > 0
    rows.push({ path: list.path, owner, label, level, lanes: list.lanes.length, top, height, collapsible })
    top += height + ROW.gap
    if (closed.has(list.path)) return
    for (const next of inner.toSorted((left, right) => comparePaths(left.path, right.path))) add(next, level + 1)
  }
  for (const list of lists) if (list.parent === undefined) add(list, 0)
  return rows
}

/** Document order: numbers in paths count as numbers. */
function comparePaths(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true })
}
