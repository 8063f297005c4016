import type { StorageInfo } from '../../../adapters/browser/kernel/worker-protocol.ts'
import type { Room } from '../app/keeping.ts'
import { useApp } from './app-context.ts'
import { formatBytes } from './format-bytes.ts'

const NAMES: Readonly<Record<string, string>> = { opfs: 'OPFS', indexeddb: 'IndexedDB', memory: 'Memory' }

/** Where the files are, whether they stay, and how much room is left for them. */
export function StorageBadge() {
  const app = useApp()
  const storage = app.storage.value
  if (storage === null) return <span>Opening the workspace</span>
  if (app.shared.value !== null)
    return <span>{app.isFramed ? 'Kept nowhere' : 'Kept nowhere until you keep a copy'}</span>
  const { isNearlyFull } = app.keeping
  const room = app.keeping.room.value
  return (
    <span
      class={storage.persistent && !isNearlyFull ? '' : 'warning'}
      title={explain(storage, app.keeping.promised.value)}
    >
      {NAMES[storage.kind] ?? storage.kind} ·{' '}
      {storage.persistent ? 'kept in this browser' : 'not kept: gone when this tab closes'}
      {room === null || !storage.persistent ? null : <RoomMeter room={room} />}
      {isNearlyFull && storage.persistent ? ' · nearly full: export what you need, and delete what you do not' : ''}
    </span>
  )
}

function RoomMeter({ room: { used, available } }: { room: Room }) {
  return (
    <>
      {' · '}
      <meter aria-label="Room used" min={0} max={available} high={available * 0.8} optimum={0} value={used} />{' '}
      {formatBytes(used)} of {formatBytes(available)}
    </>
  )
}

function explain({ persistent, refused }: StorageInfo, promised: boolean): string {
  const reasons = refused.map(({ kind, reason }) => `${NAMES[kind] ?? kind}: ${reason}`)
  const lasting = promised
    ? 'The browser keeps the files until you remove them'
    : 'The browser may clear the files when it runs out of room: export what matters'
  return [
    ...(persistent ? [lasting] : ['A private window, or a browser that keeps no files for pages']),
    ...reasons,
  ].join('\n')
}
