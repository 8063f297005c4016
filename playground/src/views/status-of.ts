import type { Place } from '../trace/place.ts'
import { STATUS, type Status } from '../trace/span-table.ts'

export type StatusName = 'idle' | 'running' | 'done' | 'failed' | 'left'

const NAMES: Readonly<Record<Status, StatusName>> = {
  [STATUS.running]: 'running',
  [STATUS.done]: 'done',
  [STATUS.failed]: 'failed',
  [STATUS.left]: 'left',
}

export function statusName(status: number | undefined): StatusName {
  return NAMES[status as Status] ?? 'idle'
}

/** How a place stands as a whole: a failure shows, whatever else went well. */
export function placeStatus(place: Place | undefined): StatusName {
  if (place === undefined || place.started === 0) return 'idle'
  if (place.running > 0) return 'running'
  if (place.failed > 0) return 'failed'
  return place.done > 0 ? 'done' : 'left'
}

/** What the status says in words, for those who do not see its shape. */
export const STATUS_WORDS: Readonly<Record<StatusName, string>> = {
  idle: 'not run',
  running: 'running',
  done: 'done',
  failed: 'failed',
  left: 'left early',
}
