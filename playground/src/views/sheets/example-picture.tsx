import { useMemo } from 'preact/hooks'
import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import type { App } from '../../app/app.ts'
import type { Example } from '../../app/examples.ts'
import { layoutGraph } from '../../geometry/graph-layout.ts'
import { StepTree } from '../../plan/step-tree.ts'
import { useApp } from '../app-context.ts'

/** In CSS pixels of the graph; the picture is drawn much smaller. */
const WIDTH = 600

/** The steps of an example and their slots, as small as a thumb: what it looks like in the graph. */
export function ExamplePicture({ example }: { example: Example }) {
  const app = useApp()
  const layout = useMemo(() => layoutOf(example, app), [example, app])
  if (layout === null) return null
  return (
    <svg
      class="example-picture"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      preserveAspectRatio="xMinYMid meet"
      aria-hidden="true"
    >
      {layout.boxes.map(({ node, x, y, width, height }) => (
        <rect key={node.path} class={node.kind} x={x} y={y} width={width} height={height} rx={12} />
      ))}
    </svg>
  )
}

function layoutOf(example: Example, app: App) {
  const { composition } = parseCompose(example.files['compose.yaml'] ?? '', { file: 'compose.yaml' })
  if (composition === undefined) return null
  const tree = new StepTree(composition, (call) => app.slotsOf(call))
  return layoutGraph(tree, { width: WIDTH, isOpen: () => true, strip: () => 0 })
}
