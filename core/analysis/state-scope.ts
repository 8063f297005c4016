import type { Shape } from './shape.ts'
import type { Binding, StepNode } from './step-tree.ts'

/** A key that is known to be in the state. */
export interface ScopeEntry {
  readonly key: string
  readonly shape: Shape
  /** Who put it there; absent for the inputs of a component. */
  readonly writer?: { readonly step: StepNode; readonly binding: Binding }
  readonly summary?: string
}

const NO_ENTRIES: ReadonlyMap<string, ScopeEntry> = new Map()

/**
 * The state before a step, as far as the text tells. Scopes are layered as those of a run are; a later layer hides keys
 * of an earlier one.
 */
export class StateScope {
  /** Nothing is in it, and nothing else can be. */
  static readonly empty = new StateScope(null, NO_ENTRIES, false)
  /** Nothing is known of it. */
  static readonly unknown = new StateScope(null, NO_ENTRIES, true)

  /** Whether there may be keys that the text does not tell of. */
  readonly isOpen: boolean
  readonly #parent: StateScope | null
  readonly #own: ReadonlyMap<string, ScopeEntry>

  private constructor(parent: StateScope | null, own: ReadonlyMap<string, ScopeEntry>, isOpen: boolean) {
    this.#parent = parent
    this.#own = own
    this.isOpen = isOpen
  }

  /** This scope with entries over it. */
  with(entries: Iterable<ScopeEntry>, options: { readonly isOpen?: boolean } = {}): StateScope {
    const own = new Map<string, ScopeEntry>()
    for (const entry of entries) own.set(entry.key, entry)
    const isOpen = this.isOpen || options.isOpen === true
    return own.size === 0 && isOpen === this.isOpen ? this : new StateScope(this, own, isOpen)
  }

  get(key: string): ScopeEntry | undefined {
    for (let layer: StateScope | null = this; layer !== null; layer = layer.#parent) {
      const entry = layer.#own.get(key)
      if (entry !== undefined) return entry
    }
    return undefined
  }

  /** Every visible entry once, the latest written first. */
  *entries(): IterableIterator<ScopeEntry> {
    const seen = new Set<string>()
    for (let layer: StateScope | null = this; layer !== null; layer = layer.#parent) {
      for (const entry of layer.#own.values()) {
        if (seen.has(entry.key)) continue
        seen.add(entry.key)
        yield entry
      }
    }
  }
}
