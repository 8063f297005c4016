import type { LogLevel } from '../host/log.ts'
import { levelRank } from './log-entry.ts'

/** Least level per logger: `{ kernel: 'info', 'resolver.git': 'debug' }`. */
export type LoggerLevels = Readonly<Record<string, LogLevel>>

/** Loggers whose threshold has been looked up; a program has few, but may make up names. */
const MAX_REMEMBERED = 1_000

/**
 * Thresholds by logger, the tag `logger` of an entry. Names are dotted hierarchies: a level set for `resolver` holds for
 * `resolver.git` too, unless that has one of its own. The longest name wins.
 *
 * Spec: none, ours: engine.md 5.4 knows one level for all kernel logs.
 */
export class LoggerThresholds {
  readonly #levels: LoggerLevels
  readonly #known = new Map<string, number | undefined>()
  readonly #isEmpty: boolean

  constructor(levels: LoggerLevels = {}) {
    this.#levels = levels
    this.#isEmpty = Object.keys(levels).length === 0
  }

  /** Rank below which entries of this logger are dropped; `undefined` when nothing is said about it. */
  rankOf(logger: unknown): number | undefined {
    if (this.#isEmpty || typeof logger !== 'string') return undefined
    if (this.#known.has(logger)) return this.#known.get(logger)
    const rank = this.#lookUp(logger)
    if (this.#known.size < MAX_REMEMBERED) this.#known.set(logger, rank)
    return rank
  }

  #lookUp(logger: string): number | undefined {
    for (let name = logger; name !== ''; name = name.slice(0, Math.max(name.lastIndexOf('.'), 0))) {
      if (Object.hasOwn(this.#levels, name)) return levelRank(this.#levels[name])
    }
    return undefined
  }
}
