import type { Composition } from '../compose/composition.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { ComponentInfo, JsonSchema, NativeComponent } from '../run/component.ts'
import { isNewer, parseComponentId, SCHEME, stableVersion } from './component-id.ts'
import type { PackageContext } from './relative-id.ts'

/** A component written as a compose. */
export interface ComposeComponent extends ComponentInfo {
  readonly kind: 'compose'
  /** The compose, or how to get it at the first call: a broken file fails when it is called, not when it is found. */
  readonly composition: Composition | (() => Composition | Promise<Composition>)
  /** Declared names; an absent or empty list declares nothing and filters nothing (engine.md 2.9). */
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
  readonly slotNames?: readonly string[]
  /** Completes its relative ids. */
  readonly context?: PackageContext
  /** Schemas of its manifest, checked around every call. */
  readonly inputSchema?: JsonSchema
  readonly outputSchema?: JsonSchema
}

export type Component = NativeComponent | ComposeComponent

/** Counts registrations of a kernel, so that a step knows when what it remembered may be stale. */
export interface RegistryEpoch {
  value: number
}

/**
 * The log contract delivers to its binding itself (engine.md 5.5): a call of it always means the native, which completes
 * the entry, guards against loops and survives a broken implementation.
 */
const OWN_DELIVERY = 'contract/tooling/log'

/** Every version of one id path that a level holds. */
type Versions = Map<string, Component>

/**
 * One level of the registry. Levels form a chain: an inner level shadows the outer ones and disappears with whoever
 * holds it, so nothing has to be undone (engine.md 4.4). Only the level of a run takes registrations while it runs.
 */
export class RegistryScope {
  readonly #parent: RegistryScope | null
  readonly #components = new Map<string, Component>()
  readonly #paths = new Map<string, Versions>()
  readonly #bindings: Map<string, string>
  readonly #sealed: boolean
  readonly #epoch: RegistryEpoch

  constructor(
    parent: RegistryScope | null,
    options: {
      components?: Iterable<Component>
      bindings?: Iterable<readonly [string, string]>
      sealed?: boolean
    } = {},
  ) {
    this.#parent = parent
    this.#bindings = new Map(options.bindings ?? [])
    this.#epoch = parent === null ? { value: 0 } : parent.#epoch
    for (const component of options.components ?? []) this.#add(component)
    this.#sealed = options.sealed === true
  }

  /** Changes whenever anything is registered anywhere in the chain's kernel. */
  get epoch(): number {
    return this.#epoch.value
  }

  /**
   * Registers a component here, replacing one of the same id. An id that a sealed level further out holds natively keeps
   * its native meaning (contracts.md 0.4).
   */
  register(component: Component): void {
    if (this.#parent?.isSealed(component.id)) return
    this.#add(component)
  }

  /** Adds bindings to this level; those it has for the same ids give way. */
  bind(bindings: Iterable<readonly [string, string]>): void {
    for (const [contract, implementation] of bindings) this.#bindings.set(contract, implementation)
    this.#epoch.value++
  }

  /** Every binding that counts here: contract id → implementation id. */
  bindings(): Map<string, string> {
    return new Map([...(this.#parent?.bindings() ?? []), ...this.#bindings])
  }

  /** Whether a sealed level holds a native under exactly this id. */
  isSealed(id: string): boolean {
    if (this.#sealed && this.#components.get(id)?.kind === 'native') return true
    return this.#parent?.isSealed(id) ?? false
  }

  /** The binding for an id, innermost first; version spellings count as one. */
  binding(id: string): string | undefined {
    return this.#ownBinding(id) ?? this.#parent?.binding(id)
  }

  /**
   * What an id means here. Level by level, innermost first: a binding for it (one hop), a component of that id, a
   * component of a compatible version. `undefined` when no level knows it.
   *
   * @throws {KernelError} `implementation_not_registered` when it is bound to an id that nobody has; `binding_cycle`.
   * Spec: engine.md 4.2, 4.3.
   */
  resolve(id: string): Component | undefined {
    const bindable = parseComponentId(id).path !== OWN_DELIVERY
    for (let level: RegistryScope | null = this; level !== null; level = level.#parent) {
      const target = bindable ? level.#ownBinding(id) : undefined
      if (target !== undefined && target !== id) return this.#bound(id, target)
      const found = level.#own(id)
      if (found !== undefined) return found
    }
    return this.#contractAlias(id)
  }

  /** Components by id, outermost first, each once: what `lcod check` and completion offer. */
  *list(): IterableIterator<Component> {
    const seen = new Set<Component>()
    for (let level: RegistryScope | null = this; level !== null; level = level.#parent) {
      for (const component of level.#components.values()) {
        if (seen.has(component)) continue
        seen.add(component)
        yield component
      }
    }
  }

  #add(component: Component): void {
    for (const id of [component.id, ...(component.aliases ?? [])]) {
      this.#components.set(id, component)
      const { path, version } = parseComponentId(id)
      const versions: Versions = this.#paths.get(path) ?? new Map()
      versions.set(version, component)
      this.#paths.set(path, versions)
    }
    this.#epoch.value++
  }

  #own(id: string): Component | undefined {
    return this.#components.get(id) ?? this.#compatible(id)
  }

  /** `@N` means the highest stable `N.x.y`; `@N.x.y` is answered by a registration `@N`; majors never mix. */
  #compatible(id: string): Component | undefined {
    const { path, version } = parseComponentId(id)
    const versions = this.#paths.get(path)
    if (versions === undefined || version === '') return undefined
    const wanted = stableVersion(version)
    if (wanted !== null) return wanted[0] === 0 ? undefined : versions.get(String(wanted[0]))
    if (!/^\d+$/.test(version)) return undefined
    let best: Component | undefined
    let bestVersion: readonly [number, number, number] | undefined
    for (const [candidate, component] of versions) {
      const parts = stableVersion(candidate)
      if (parts === null || parts[0] !== Number(version)) continue
      if (bestVersion === undefined || isNewer(parts, bestVersion)) {
        best = component
        bestVersion = parts
      }
    }
    return best
  }

  #ownBinding(id: string): string | undefined {
    if (this.#bindings.size === 0) return undefined
    const exact = this.#bindings.get(id)
    if (exact !== undefined) return exact
    const { path, version } = parseComponentId(id)
    const wanted = stableVersion(version)
    if (wanted !== null && wanted[0] !== 0) return this.#bindings.get(`${SCHEME}${path}@${wanted[0]}`)
    return version === '1' ? this.#bindings.get(`${SCHEME}${path}@1.0.0`) : undefined
  }

  #bound(contract: string, target: string): Component {
    for (let level: RegistryScope | null = this; level !== null; level = level.#parent) {
      const found = level.#own(target)
      if (found !== undefined) return found
    }
    const alias = this.#contractAlias(target)
    if (alias !== undefined) return alias
    if (this.binding(target) === contract) {
      throw new KernelError('binding_cycle', `"${contract}" and "${target}" are bound to each other`, {
        data: { contract, implementation: target },
      })
    }
    throw new KernelError('implementation_not_registered', `Implementation not registered for ${contract}: ${target}`, {
      data: { contract, implementation: target },
    })
  }

  /** Documents write `lcod://core/stream/read@1` for `lcod://contract/core/stream/read@1` (contracts.md 0.1). */
  #contractAlias(id: string): Component | undefined {
    const prefix = `${SCHEME}core/`
    if (!id.startsWith(prefix)) return undefined
    const contract = `${SCHEME}contract/core/${id.slice(prefix.length)}`
    for (let level: RegistryScope | null = this; level !== null; level = level.#parent) {
      const found = level.#own(contract)
      if (found !== undefined) return found
    }
    return undefined
  }
}
