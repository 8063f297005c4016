import { useApp } from './app-context.ts'

const NAMES: Readonly<Record<string, string>> = { opfs: 'OPFS', indexeddb: 'IndexedDB', memory: 'Memory' }

/** Where the files are, and what the page last had to say. */
export function StatusBar() {
  const app = useApp()
  const storage = app.storage.value
  return (
    <footer class="status-bar">
      {storage === null ? (
        <span>Opening the workspace</span>
      ) : (
        <span
          class={storage.persistent ? '' : 'warning'}
          title={storage.refused.map(({ kind, reason }) => `${kind}: ${reason}`).join('\n')}
        >
          {NAMES[storage.kind] ?? storage.kind} ·{' '}
          {storage.persistent ? 'kept in this browser' : 'not kept: gone when this tab closes'}
        </span>
      )}
      <span role="status" aria-live="polite">
        {app.notice.value}
      </span>
      <span class="spring" />
      <span>No account, no telemetry</span>
      <span>lcod-universal {LCOD_VERSION}</span>
    </footer>
  )
}
