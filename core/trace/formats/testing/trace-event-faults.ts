import { isDict } from '../../../values.ts'

interface Interval {
  readonly name: string
  readonly start: number
  readonly end: number
}

const SCOPES = ['g', 'p', 't']
const METADATA = ['process_name', 'process_labels', 'process_sort_index', 'thread_name', 'thread_sort_index']

/**
 * What is wrong with a document in the Trace Event Format's array form, as strictly as Perfetto and the DevTools need
 * it: members per phase, whole numbers for processes and threads, times in microseconds, and complete events that lie
 * in one another or apart on every thread.
 */
export function traceEventFaults(text: string): string[] {
  const records: unknown = JSON.parse(text)
  if (!Array.isArray(records)) return ['the document is no array']
  const faults: string[] = []
  const threads = new Map<string, Interval[]>()
  for (const [at, record] of records.entries()) {
    if (!isDict(record)) {
      faults.push(`${at}: no object`)
      continue
    }
    faults.push(...recordFaults(record).map((fault) => `${at}: ${fault}`))
    if (record['ph'] !== 'X') continue
    const thread = `${record['pid']}/${record['tid']}`
    const start = Number(record['ts'])
    const interval = { name: String(record['name']), start, end: start + Number(record['dur']) }
    threads.set(thread, [...(threads.get(thread) ?? []), interval])
  }
  for (const [thread, intervals] of threads)
    faults.push(...nestingFaults(intervals).map((fault) => `${thread}: ${fault}`))
  return faults
}

function recordFaults(record: Record<string, unknown>): string[] {
  const { name, ph, pid, tid, ts, dur, cat, s, args } = record
  const faults: string[] = []
  const need = (isMet: boolean, fault: string) => {
    if (!isMet) faults.push(`${fault} in ${JSON.stringify(record)}`)
  }
  need(typeof name === 'string' && name !== '', 'name is no text')
  need(Number.isSafeInteger(pid) && Number.isSafeInteger(tid), 'pid and tid are no whole numbers')
  need(typeof ts === 'number' && Number.isFinite(ts) && ts >= 0, 'ts is no time')
  need(args === undefined || isDict(args), 'args is no object')
  switch (ph) {
    case 'X':
      need(typeof dur === 'number' && Number.isFinite(dur) && dur >= 0, 'dur is no duration')
      need(typeof cat === 'string', 'cat is no text')
      break
    case 'i':
      need(typeof s === 'string' && SCOPES.includes(s), 's is no scope')
      break
    case 'M':
      need(METADATA.includes(String(name)), 'name is no metadata')
      need(isDict(args) && typeof args['name'] === 'string', 'args.name is no text')
      break
    default:
      faults.push(`unknown phase ${String(ph)}`)
  }
  return faults
}

function nestingFaults(intervals: readonly Interval[]): string[] {
  const faults: string[] = []
  const around: Interval[] = []
  // Of two that begin together the longer one is outside.
  for (const interval of intervals.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    while (around.length > 0 && around.at(-1)!.end <= interval.start) around.pop()
    const outer = around.at(-1)
    if (outer !== undefined && interval.end > outer.end) faults.push(`${interval.name} reaches out of ${outer.name}`)
    around.push(interval)
  }
  return faults
}
