import { useSignal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useEffect } from 'preact/hooks'
import { useApp } from './app-context.ts'

/** The run over time; the drawing is loaded when it is first wanted. */
export function TimelineView() {
  const app = useApp()
  const loaded = useSignal<{ readonly Timeline: FunctionComponent } | null>(null)
  useEffect(() => {
    import('./timeline/timeline.tsx').then(
      ({ Timeline }) => {
        loaded.value = { Timeline }
      },
      (error) => app.tell(error),
    )
  }, [app, loaded])
  const hasRun = app.runner.version.value >= 0 && app.runner.model.value.events.size > 0
  if (!hasRun) return <p class="empty">Nothing ran yet. Press Run, or Ctrl+Enter in the editor</p>
  if (loaded.value === null) return null
  const { Timeline } = loaded.value
  return <Timeline />
}
