import { type Dict, hasOwn, setOwn } from '../values.ts'
import type { SlotResult } from './slot-result.ts'

/** Beyond this many own keys a layer is indexed by a map; below it a scan over two small arrays is faster. */
const SCAN_LIMIT = 8

/** Keys of a layer beyond the first. */
interface Rest {
  readonly keys: string[]
  readonly values: unknown[]
  /** Position by key, once there are too many to scan. */
  index: Map<string, number> | null
}

/**
 * One layer of a layered scope: the state `$` of a running step list.
 *
 * Reads walk up to the parents, writes stay here, so that a slot costs what it writes and not what it can see, and the
 * layer is the difference that the trace shows (DESIGN.md 2). A key written with `undefined` is absent and hides the
 * parent's value (engine.md 1.8).
 *
 * Members are `private` rather than `#private`: a layer is made for every turn of every loop, and the runtime check of
 * `#` names is measurable there.
 */
export class Scope implements SlotResult {
  private readonly parent: Scope | null
  /** The object a root layer starts from: a component's input, a slot's local state. Never changed. */
  private readonly base: Dict | null
  /** The first key written here, apart from the others: most layers write one key or none, and need no arrays. */
  private firstKey: string | null = null
  private firstValue: unknown = undefined
  private rest: Rest | null = null

  private constructor(parent: Scope | null, base: Dict | null) {
    this.parent = parent
    this.base = base
  }

  /** A scope of its own that starts with the keys of `base`. */
  static root(base: Dict): Scope {
    return new Scope(null, base)
  }

  /** A layer over `parent`. */
  static over(parent: Scope): Scope {
    return new Scope(parent, null)
  }

  /** What the layer starts from when it is a root; null for layers over another. Not to be changed. */
  get start(): Dict | null {
    return this.base
  }

  /** The layer that this one lies over; null for a root. */
  get outer(): Scope | null {
    return this.parent
  }

  /** The state of a slot without steps (engine.md 2.5). */
  static readonly empty = new Scope(null, null)

  get(key: string): unknown {
    for (let layer: Scope | null = this; layer !== null; layer = layer.parent) {
      if (layer.firstKey === key) return layer.firstValue
      const { rest, base } = layer
      if (rest !== null) {
        const at = find(rest, key)
        if (at >= 0) return rest.values[at]
      }
      if (base !== null && hasOwn(base, key)) return base[key]
    }
    return undefined
  }

  set(key: string, value: unknown): void {
    if (this.firstKey === null || this.firstKey === key) {
      this.firstKey = key
      this.firstValue = value
      return
    }
    this.rest ??= { keys: [], values: [], index: null }
    const { rest } = this
    const at = find(rest, key)
    if (at >= 0) {
      rest.values[at] = value
      return
    }
    rest.keys.push(key)
    rest.values.push(value)
    if (rest.index !== null) rest.index.set(key, rest.keys.length - 1)
    else if (rest.keys.length > SCAN_LIMIT) rest.index = new Map(rest.keys.map((name, index) => [name, index]))
  }

  written(): readonly string[] {
    if (this.firstKey === null) return []
    return this.rest === null ? [this.firstKey] : [this.firstKey, ...this.rest.keys]
  }

  toObject(): Dict {
    const layers: Scope[] = []
    for (let layer: Scope | null = this; layer !== null; layer = layer.parent) layers.push(layer)
    const state: Dict = {}
    for (let at = layers.length - 1; at >= 0; at--) layers[at]!.flattenInto(state)
    return state
  }

  /** The layers from this one outwards, each with its own keys only: what the state view of a trace shows. */
  *layers(): IterableIterator<Dict> {
    for (let layer: Scope | null = this; layer !== null; layer = layer.parent) {
      const own: Dict = {}
      layer.flattenInto(own)
      yield own
    }
  }

  private flattenInto(state: Dict): void {
    const base = this.base
    if (base !== null) {
      for (const key of Object.keys(base)) if (base[key] !== undefined) setOwn(state, key, base[key])
    }
    if (this.firstKey === null) return
    put(state, this.firstKey, this.firstValue)
    const { rest } = this
    if (rest !== null) for (const [at, key] of rest.keys.entries()) put(state, key, rest.values[at])
  }
}

/** An absent value takes the key away: it hides what an outer layer had. */
function put(state: Dict, key: string, value: unknown): void {
  if (value === undefined) delete state[key]
  else setOwn(state, key, value)
}

function find(rest: Rest, key: string): number {
  if (rest.index !== null) return rest.index.get(key) ?? -1
  const { keys } = rest
  for (let at = 0; at < keys.length; at++) if (keys[at] === key) return at
  return -1
}
