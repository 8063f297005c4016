import { useApp } from './app-context.ts'
import { StorageBadge } from './storage-badge.tsx'

/** Where the files are, and what the page last had to say. */
export function StatusBar() {
  const app = useApp()
  return (
    <footer class="status-bar">
      <StorageBadge />
      {app.settings.autoRun.value ? <span>Runs after every change</span> : null}
      <span role="status" aria-live="polite">
        {app.notice.value}
      </span>
      <span class="spring" />
      <span>No account, no telemetry</span>
      <span class="optional">lcod-universal {LCOD_VERSION}</span>
    </footer>
  )
}
