import { KernelError } from '../errors/kernel-error.ts'
import type { StoredJournal } from '../host/store.ts'
import type { JournalEntry, StepEntry } from './journal-entry.ts'

/** A call, as far as its entry is found by it. */
export type StepKey = Pick<StepEntry, 'path' | 'iteration' | 'call' | 'plan' | 'input'>

/** A kept outcome with its number, counted over the steps of the journal. */
export interface KeptStep {
  readonly entry: StepEntry
  readonly number: number
}

/** The text that stands for a key. */
export function keyText({ path, iteration, call, plan, input }: StepKey): string {
  return JSON.stringify([path, iteration, call, plan, input])
}

/**
 * The journal of a run while it runs: finds what it holds, and appends what is new.
 *
 * Equal calls in one place are interchangeable, so each entry is given out once, oldest first. Appends that come while one
 * is under way go together in the next.
 */
export class Journal {
  readonly #stored: StoredJournal
  readonly #maxBytes: number
  /** Entries that nobody has asked for yet, by key. */
  readonly #kept = new Map<string, KeptStep[]>()
  /** The same by place; without those of inner calls, of which a place may have many. */
  readonly #places = new Map<string, Set<StepEntry>>()
  readonly #env = new Map<string, string | null>()
  readonly #scripts = new Map<string, number>()
  #steps = 0
  /** The last entry says that the run is done, and nothing was added. */
  #isDone: boolean
  /** Texts that are written next, and how many are being written and were. */
  #waiting: string[] = []
  #underWay = 0
  #written = 0
  #writing: Promise<void> | null = null

  constructor(stored: StoredJournal, entries: readonly JournalEntry[], maxEntryBytes: number) {
    this.#stored = stored
    this.#maxBytes = maxEntryBytes
    const retried = new Set(entries.flatMap((entry) => (entry.type === 'retry' ? entry.steps : [])))
    for (const entry of entries) {
      if (entry.type === 'env') this.#env.set(entry.name, entry.value)
      if (entry.type === 'script') this.#scripts.set(entry.key, entry.t)
      if (entry.type === 'step') this.#keep(entry, retried)
    }
    const last = entries.at(-1)
    this.#isDone = last?.type === 'end' && last.outcome === 'done'
  }

  /** The oldest entry of the key that was not taken yet. */
  take(key: string): KeptStep | undefined {
    const kept = this.#kept.get(key)?.shift()
    if (kept !== undefined) this.#places.get(placeText(kept.entry))?.delete(kept.entry)
    return kept
  }

  /** An entry of the place that was not taken: another call was made there. */
  otherAt(key: StepKey): StepEntry | undefined {
    const [other] = this.#places.get(placeText(key)) ?? []
    return other
  }

  /**
   * The value of a variable, as it was when it was first read.
   *
   * @param read asked when the journal has none yet.
   */
  env(name: string, read: () => string | undefined): string | undefined {
    const known = this.#env.get(name)
    if (known !== undefined) return known ?? undefined
    const value = read()
    this.#env.set(name, value ?? null)
    this.add({ type: 'env', name, value: value ?? null })
    return value
  }

  /** When the script of a key began: before, or `now`. */
  scriptStart(key: string, now: number): number {
    const known = this.#scripts.get(key)
    if (known !== undefined) return known
    this.#scripts.set(key, now)
    this.add({ type: 'script', key, t: now })
    return now
  }

  /**
   * Adds an entry; it is written by the next `flush`.
   *
   * @param text the entry.
   * @returns the number of the step.
   * @throws {KernelError} `durable_entry_too_large`.
   */
  addStep(text: string, { path, call }: StepKey): number {
    const bytes = new TextEncoder().encode(text).length
    if (bytes > this.#maxBytes) {
      throw new KernelError(
        'durable_entry_too_large',
        `What "${call}" at ${path} gave takes ${bytes} bytes, expected at most ${this.#maxBytes}`,
        {
          data: { path, call, bytes, limit: this.#maxBytes },
          hint: 'Write it to a file and hand on its path, or use a store with larger entries',
        },
      )
    }
    this.#isDone = false
    this.#waiting.push(text)
    return this.#steps++
  }

  /** Adds that the run is done, unless that is the last that is known of it. */
  addDone(t: number): void {
    if (!this.#isDone) this.add({ type: 'end', outcome: 'done', t })
  }

  /** Adds what is no step; it is written by the next `flush`. */
  add(entry: Exclude<JournalEntry, StepEntry>): void {
    this.#isDone = false
    this.#waiting.push(JSON.stringify(entry))
  }

  /** Resolves when everything that was added before is kept. Rejects with what the store failed with, ever after. */
  async flush(): Promise<void> {
    const until = this.#written + this.#waiting.length + this.#underWay
    while (this.#written < until) {
      this.#writing ??= this.#write()
      await this.#writing
    }
  }

  async #write(): Promise<void> {
    const entries = this.#waiting
    this.#waiting = []
    this.#underWay = entries.length
    // A failure leaves the rejected promise in its place.
    await this.#stored.append(entries)
    this.#written += entries.length
    this.#underWay = 0
    this.#writing = null
  }

  #keep(entry: StepEntry, retried: ReadonlySet<number>): void {
    const number = this.#steps++
    if (retried.has(number)) return
    listAt(this.#kept, keyText(entry)).push({ entry, number })
    if (entry.inner === true) return
    const place = placeText(entry)
    const entries = this.#places.get(place)
    if (entries === undefined) this.#places.set(place, new Set([entry]))
    else entries.add(entry)
  }
}

function placeText({ path, iteration }: StepKey): string {
  return JSON.stringify([path, iteration])
}

function listAt<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? []
  map.set(key, list)
  return list
}
