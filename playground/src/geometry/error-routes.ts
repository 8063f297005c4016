import { placeParts } from '../trace/places.ts'
import type { GraphBox, GraphLayout } from './graph-layout.ts'
import { GRAPH } from './graph-measures.ts'

/** The way of an error, from the step that threw to the slot that took it. */
export interface ErrorRoute {
  readonly from: string
  readonly to: string
  /** Corners, in the pixels of the layout; the last is the tip of the arrow. */
  readonly points: ReadonlyArray<readonly [x: number, y: number]>
  /** Where the tip points. */
  readonly direction: 'right' | 'down'
}

/** Routes into the same slot keep this far apart. */
const APART = 4

/**
 * Lines at right angles for errors, through the gaps between slots: into the side of a `catch` that stands beside its
 * body, else into its top. A thrower inside a closed box is represented by the box; an error whose `catch` is not drawn
 * has no route.
 */
export function routeErrors(
  layout: GraphLayout,
  errors: ReadonlyArray<{ readonly from: string; readonly to: string }>,
): ErrorRoute[] {
  const boxes = new Map(layout.boxes.map((box) => [box.node.path, box]))
  const taken = new Map<string, number>()
  const routes: ErrorRoute[] = []
  for (const { from, to } of errors) {
    const target = boxes.get(to)
    const thrower = drawnBox(boxes, from)
    const body = boxes.get(`${placeParts(to).parent}/slots/body`)
    if (target === undefined || thrower === undefined || body === undefined) continue
    const before = taken.get(to) ?? 0
    taken.set(to, before + 1)
    routes.push({ from, to, ...routeBetween({ thrower, target, body, aside: before * APART }) })
  }
  return routes
}

interface Ends {
  readonly thrower: GraphBox
  readonly target: GraphBox
  /** The slot that failed, around the thrower. */
  readonly body: GraphBox
  readonly aside: number
}

function routeBetween({ thrower, target, body, aside }: Ends): Pick<ErrorRoute, 'points' | 'direction'> {
  const x = thrower.x + thrower.width
  const y = thrower.y + GRAPH.stepHeight / 2 + aside
  const half = GRAPH.padding / 2
  if (target.x >= x) {
    const gap = target.x - GRAPH.slotGap / 2 - aside
    const entry = target.y + GRAPH.slotHeader / 2 + aside
    return {
      points: [
        [x, y],
        [gap, y],
        [gap, entry],
        [target.x, entry],
      ],
      direction: 'right',
    }
  }
  // Down through the padding at the right of the body, which nothing else uses.
  const lane = body.x + body.width - half - aside
  const entry = Math.min(lane, target.x + target.width - half - aside)
  const top = target.y - half
  const turn =
    entry === lane
      ? []
      : ([
          [lane, top],
          [entry, top],
        ] as const)
  return { points: [[x, y], [lane, y], ...turn, [entry, target.y]], direction: 'down' }
}

/** The box of a step, or the innermost one that is drawn around it. */
function drawnBox(boxes: ReadonlyMap<string, GraphBox>, path: string): GraphBox | undefined {
  for (let at: string | null = path; at !== null; at = placeParts(at).parent) {
    const box = boxes.get(at)
    if (box !== undefined) return box
  }
  return undefined
}
