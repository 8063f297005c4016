import { type Dict, isDict, own } from '../../values.ts'
import type { TraceEvent } from '../events.ts'

/** Levels of a run that a reader of its trace follows; far above the depth that a run may have. */
const MAX_LEVELS = 10_000
/** Milliseconds that clocks can tell: a hundred million days. */
const MAX_TIME = 8.64e15

type Check = (value: unknown) => boolean
type Members = Readonly<Record<string, Check>>
type Fits = (value: Dict) => boolean

const text: Check = (value) => typeof value === 'string'
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value)
const list: Check = (value) => Array.isArray(value)
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const object = (members: Members): Check => {
  const has = membersOf(members)
  return (value) => isDict(value) && has(value)
}

const cut = object({ kind: text, size: number, head: text })
const preview: Check = (value) => isDict(value) && ('value' in value || cut(value))
const error = object({ code: text, message: text })
const request = object({ id: text, method: text, path: text })

/** What each type of event has beside the common members, as far as readers use it. */
const TYPES: Readonly<Record<TraceEvent['type'], Fits>> = compiled({
  run: { phase: text, status: optional(number) },
  step: { phase: text, call: text },
  slot: { phase: text, slot: text },
  scope: { key: text, value: preview },
  script: { phase: text },
  log: { entry: object({ level: text, message: text, tags: optional(isDict) }) },
  http: { method: text, url: text, status: optional(number), error: optional(text), spanId: optional(text) },
  progress: { phase: text, loaded: number },
  retry: { call: text, attempt: number, error },
  stream: { phase: text, id: text },
  summary: { turns: number, steps: list },
})

/** What runs and steps have in each phase. */
const PHASES: Readonly<Record<'run' | 'step', Readonly<Record<string, Fits>>>> = {
  run: compiled({
    start: { input: preview, request: optional(request) },
    end: { output: preview },
    error: { error },
  }),
  step: compiled({
    start: { input: preview },
    end: { output: preview },
    signal: { signal: text },
    error: { error },
  }),
}

/** Whether a value that somebody wrote down is an event of a trace, with all that readers of traces rely on. */
export function isTraceEvent(value: unknown): value is TraceEvent {
  if (!isDict(value) || !isPlaced(value)) return false
  const { type, phase } = value
  if (typeof type !== 'string' || !Object.hasOwn(TYPES, type)) return false
  if (!TYPES[type as TraceEvent['type']](value)) return false
  if (type !== 'run' && type !== 'step') return true
  return typeof phase === 'string' && Object.hasOwn(PHASES[type], phase) && PHASES[type][phase]!(value)
}

function isPlaced({ seq, t, path, iteration, depth }: Dict): boolean {
  if (!number(seq) || !isCount(depth) || typeof t !== 'number' || !(Math.abs(t) <= MAX_TIME)) return false
  if (typeof path !== 'string' || levelsOf(path) > MAX_LEVELS) return false
  return Array.isArray(iteration) && iteration.length <= MAX_LEVELS && iteration.every(Number.isInteger)
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_LEVELS
}

/** How many steps stand around each other in a path, at most. */
function levelsOf(path: string): number {
  return path.length <= MAX_LEVELS ? 0 : path.split(/!|\/slots\//).length
}

function compiled<Name extends string>(table: Readonly<Record<Name, Members>>): Readonly<Record<Name, Fits>> {
  const entries = Object.entries<Members>(table).map(([name, members]) => [name, membersOf(members)])
  return Object.fromEntries(entries)
}

/** Of many events each is asked for the same members: they are listed once. */
function membersOf(members: Members): Fits {
  const checks = Object.entries(members)
  return (value) => checks.every(([name, check]) => check(own(value, name)))
}
