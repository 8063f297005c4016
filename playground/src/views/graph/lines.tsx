import type { ErrorRoute } from '../../geometry/error-routes.ts'
import type { GraphEdge, GraphLayout } from '../../geometry/graph-layout.ts'

/** From each step to the next of its list, under the boxes. */
export function StepLines({ edges, layout }: { edges: readonly GraphEdge[]; layout: GraphLayout }) {
  return (
    <svg class="edges" width={layout.width} height={layout.height} aria-hidden="true">
      {edges.map((edge) => (
        <line key={edge.to} x1={edge.x} x2={edge.x} y1={edge.top} y2={edge.bottom} stroke-width="1.5" />
      ))}
    </svg>
  )
}

interface ErrorLinesProps {
  readonly layout: GraphLayout
  readonly routes: readonly ErrorRoute[]
  /** Whether the error belongs to what is selected: the others are drawn faintly. */
  readonly isCurrent: (route: ErrorRoute) => boolean
}

/** From steps that threw to the slots that took the error, over the boxes. In words it stands in the boxes' names. */
export function ErrorLines({ layout, routes, isCurrent }: ErrorLinesProps) {
  return (
    <svg class="edges errors" width={layout.width} height={layout.height} aria-hidden="true">
      {routes.map((route) => (
        <g key={`${route.from} ${route.to}`} data-current={isCurrent(route)} data-from={route.from} data-to={route.to}>
          <polyline points={route.points.map(([x, y]) => `${x},${y}`).join(' ')} />
          <path d={arrowHead(route)} />
        </g>
      ))}
    </svg>
  )
}

function arrowHead({ points, direction }: ErrorRoute): string {
  const [x, y] = points.at(-1) ?? [0, 0]
  return direction === 'right' ? `M${x} ${y}l-6 -4v8z` : `M${x} ${y}l-4 -6h8z`
}
