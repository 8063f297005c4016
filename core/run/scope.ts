import { type Dict, hasOwn, setOwn } from '../values.ts'
import type { SlotResult } from './slot-result.ts'

/** Beyond this many own keys a layer is indexed by a map; below it a scan over two small arrays is faster. */
const SCAN_LIMIT = 8

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
  private keys: string[] | null = null
  private values: unknown[] | null = null
  private index: Map<string, number> | null = null

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

  /** The state of a slot without steps (engine.md 2.5). */
  static readonly empty = new Scope(null, null)

  get(key: string): unknown {
    for (let layer: Scope | null = this; layer !== null; layer = layer.parent) {
      const at = layer.find(key)
      if (at >= 0) return layer.values![at]
      const base = layer.base
      if (base !== null && hasOwn(base, key)) return base[key]
    }
    return undefined
  }

  set(key: string, value: unknown): void {
    const at = this.find(key)
    if (at >= 0) {
      this.values![at] = value
      return
    }
    if (this.keys === null) {
      this.keys = [key]
      this.values = [value]
      return
    }
    this.keys.push(key)
    this.values!.push(value)
    if (this.index !== null) this.index.set(key, this.keys.length - 1)
    else if (this.keys.length > SCAN_LIMIT) this.index = new Map(this.keys.map((name, index) => [name, index]))
  }

  written(): readonly string[] {
    return this.keys ?? []
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
    const keys = this.keys
    if (keys === null) return
    for (let at = 0; at < keys.length; at++) {
      const value = this.values![at]
      if (value === undefined) delete state[keys[at]!]
      else setOwn(state, keys[at]!, value)
    }
  }

  private find(key: string): number {
    if (this.index !== null) return this.index.get(key) ?? -1
    const keys = this.keys
    if (keys !== null) for (let at = 0; at < keys.length; at++) if (keys[at] === key) return at
    return -1
  }
}
