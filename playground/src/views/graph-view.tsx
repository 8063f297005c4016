import { useEffect, useRef } from 'preact/hooks'
import type { App } from '../app/app.ts'
import { useApp } from './app-context.ts'
import { GraphPicture } from './graph/graph-picture.tsx'
import { GraphState } from './graph/graph-state.ts'
import { keptState } from './kept-state.ts'

const stateOf = (app: App) => new GraphState(app)

/** The compose as nested slots, filling itself while it runs. */
export function GraphView() {
  const app = useApp()
  const state = keptState(app, stateOf)
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => (holder.current === null ? undefined : state.follow(holder.current)), [state])
  const tree = app.compose.tree.value
  const isEmpty = tree === null || tree.root.steps.length === 0
  return (
    <div class="content graph-holder" ref={holder} data-grown={app.discovered.value}>
      {isEmpty ? (
        <p class="empty">
          {tree === null ? 'Open a compose to see its steps here' : 'A compose without steps. Add one on the left'}
        </p>
      ) : (
        <GraphPicture state={state} />
      )}
    </div>
  )
}
