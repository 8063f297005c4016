import { LOG_LEVELS, type LogEntry, type LogLevel } from '../host/log.ts'
import type { Tags } from '../run/frame.ts'
import { type Dict, hasOwn, isDict } from '../values.ts'

const FIELDS: ReadonlySet<string> = new Set(['level', 'message', 'data', 'error', 'tags', 'timestamp'])
const RANKS: ReadonlyMap<unknown, number> = new Map(LOG_LEVELS.map((level, rank) => [level, rank]))

/** 0 for `trace` to 5 for `fatal`; `fatal` for anything that is no level (engine.md 5.4). */
export function levelRank(level: unknown): number {
  return RANKS.get(level) ?? LOG_LEVELS.length - 1
}

/** Whether a value is one of the six levels, exactly as they are written. */
export function isLevel(level: unknown): level is LogLevel {
  return RANKS.has(level)
}

/** The members of `value` that may be tags: strings, finite numbers, booleans. `undefined` when there is none. */
export function scalarTags(value: unknown): Tags | undefined {
  if (!isDict(value)) return undefined
  const tags: Record<string, string | number | boolean> = {}
  let any = false
  for (const key of Object.keys(value)) {
    const tag = value[key]
    if (typeof tag !== 'string' && typeof tag !== 'boolean' && !(typeof tag === 'number' && Number.isFinite(tag)))
      continue
    tags[key] = tag
    any = true
  }
  return any ? tags : undefined
}

/** Tags of several origins, later ones winning; `undefined` when all are empty. */
function mergeTags(...tags: ReadonlyArray<Tags | null | undefined>): Tags | undefined {
  const present = tags.filter((some) => some !== null && some !== undefined && Object.keys(some).length > 0)
  return present.length === 0 ? undefined : Object.assign({}, ...present)
}

/**
 * A log payload checked and completed: tags of the surroundings merged in, a timestamp added when it has none.
 *
 * @returns the entry, or what is wrong with the payload, one text per fault: logging never throws.
 * Spec: engine.md 5.2, 5.3.
 */
export function completeEntry(
  payload: Dict,
  surroundings: Tags | null,
  now: number,
): { readonly entry: LogEntry } | { readonly faults: readonly string[] } {
  const faults: string[] = []
  const level = payload['level']
  if (!isLevel(level)) faults.push(`level must be one of ${LOG_LEVELS.join(', ')}`)
  const message = payload['message']
  if (typeof message !== 'string' || message === '') faults.push('message must be a non-empty string')
  for (const name of ['data', 'error', 'tags'] as const) {
    if (payload[name] !== undefined && payload[name] !== null && !isDict(payload[name])) {
      faults.push(`${name} must be an object`)
    }
  }
  for (const name of ['message', 'stack', 'type']) {
    const text = isDict(payload['error']) ? payload['error'][name] : undefined
    if (typeof text !== 'string' && text !== undefined && text !== null) faults.push(`error.${name} must be a string`)
  }
  const timestamp = payload['timestamp']
  if (timestamp !== undefined && timestamp !== null && !isTimestamp(timestamp)) {
    faults.push('timestamp must be an ISO-8601 date-time')
  }
  for (const key of Object.keys(payload)) {
    if (!FIELDS.has(key) && payload[key] !== undefined) faults.push(`unknown field "${key}"`)
  }
  if (faults.length > 0) return { faults }
  const tags = mergeTags(surroundings, scalarTags(payload['tags']))
  return {
    entry: {
      level: level as LogLevel,
      message: message as string,
      ...(isDict(payload['data']) ? { data: payload['data'] } : {}),
      ...(isDict(payload['error']) ? { error: payload['error'] } : {}),
      ...(tags === undefined ? {} : { tags: { ...tags } }),
      timestamp: typeof timestamp === 'string' ? timestamp : new Date(now).toISOString(),
    },
  }
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i

function isTimestamp(value: unknown): boolean {
  return typeof value === 'string' && DATE_TIME.test(value) && !Number.isNaN(Date.parse(value))
}

/** Whether a log came from the kernel itself: such entries obey the threshold. */
export function isKernelEntry(entry: LogEntry): boolean {
  return entry.tags !== undefined && hasOwn(entry.tags, 'component') && entry.tags['component'] === 'kernel'
}
