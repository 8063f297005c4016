import type { ClockPort } from '../../core/host/clock.ts'
import type { Host } from '../../core/host/index.ts'
import type { LogEntry } from '../../core/host/log.ts'
import { createTimerClock } from './memory-clock.ts'
import { createMemoryEnv } from './memory-env.ts'
import { createMemoryFiles, type MemoryFiles, type MemoryFilesOptions } from './memory-files.ts'
import type { MemoryAnswer, MemoryHttp } from './memory-http.ts'
import type { MemoryListen } from './memory-listen.ts'
import { createMemoryNetwork } from './memory-network.ts'
import { createMemoryRandom } from './memory-random.ts'

export interface MemoryHostOptions extends Pick<MemoryFilesOptions, 'files' | 'cwd' | 'quota'> {
  readonly env?: Record<string, string>
  readonly http?: readonly MemoryAnswer[]
  /** Fixes `clock.now()` (ms since the epoch); timers still run in real time. */
  readonly now?: number
  /** Replaces the clock, for example by `createSteppingClock()`; `now` is then ignored. */
  readonly clock?: ClockPort
  /** Makes randomness repeatable; cryptographic when absent. */
  readonly seed?: number
  /** Ports that memory has none of, from elsewhere: `scripts`, `schemas`, `hash`, `git`, `store`. */
  readonly ports?: Partial<Pick<Host, 'scripts' | 'schemas' | 'hash' | 'git' | 'store'>>
}

/** A host in memory and what a test wants to see of it. */
export interface MemoryHost extends Host {
  readonly files: MemoryFiles
  readonly http: MemoryHttp
  readonly listen: MemoryListen
  /** Every log entry that reached the host, in order. */
  readonly logs: readonly LogEntry[]
}

/**
 * A host that touches nothing outside itself: files in memory, HTTP answers from a table and from its own servers, a
 * given environment.
 *
 * Runs anywhere, because it uses only what every platform has. Two hosts share nothing.
 */
export function createMemoryHost(options: MemoryHostOptions = {}): MemoryHost {
  const { env, http = [], now, seed, ports = {} } = options
  const timers = createTimerClock()
  const clock = options.clock ?? (now === undefined ? timers : { ...timers, now: () => now })
  const logs: LogEntry[] = []
  return {
    ...ports,
    name: 'memory',
    clock,
    random: createMemoryRandom(seed),
    log: {
      write: (entry) => {
        logs.push(entry)
      },
    },
    logs,
    env: createMemoryEnv(env),
    files: createMemoryFiles({ ...options, now: clock.now }),
    ...createMemoryNetwork(http, clock),
  }
}
