import { parseComponentId } from '../../../../core/resolve/component-id.ts'
import type { Component } from '../../../../core/resolve/registry.ts'
import type { ComponentInfo, NativeComponent } from '../../../../core/run/component.ts'
import type { DescribedComponent } from './described-component.ts'

export interface PartsOptions {
  readonly described: readonly DescribedComponent[]
  /** Those that are in no part. */
  readonly present: readonly Component[]
  /** How the components of a part are loaded, by its name. */
  readonly parts: Readonly<Record<string, () => Promise<readonly Component[]>>>
}

/** An id as composes write it: up to a blank, a quote or a bracket. */
const ID = /lcod:\/\/[^\s"'`,()[\]{}]+/g

/**
 * Components that are known at once and loaded when they are needed.
 *
 * What composes mention is loaded before they run, so that a run goes as it goes where everything is present. A component
 * that is called by an id made up by a script is loaded by its first call, which is asynchronous then.
 */
export class PartsOnDemand {
  /** All of them, in the order of their descriptions. */
  readonly components: readonly Component[]
  readonly #parts: PartsOptions['parts']
  readonly #partsOfPath = new Map<string, Set<string>>()
  readonly #loading = new Map<string, Promise<void>>()
  readonly #loaded = new Map<string, NativeComponent>()

  constructor({ described, present, parts }: PartsOptions) {
    this.#parts = parts
    const byId = new Map(present.map((component) => [component.id, component]))
    this.components = described.flatMap(({ part, ...info }) => {
      return part === undefined ? (byId.get(info.id) ?? []) : this.#later(info, part)
    })
  }

  /**
   * Loads what a text mentions.
   *
   * @throws what the import throws when there is no network.
   */
  async loadFor(text: string): Promise<void> {
    const mentioned = new Set((text.match(ID) ?? []).map((id) => parseComponentId(id).path))
    const wanted = new Set(Array.from(mentioned, (path) => this.#partsOf(path)).flat())
    await Promise.all(Array.from(wanted, (part) => this.#load(part)))
  }

  #partsOf(path: string): string[] {
    // Documents write `core/…` for `contract/core/…`.
    return [path, `contract/${path}`].flatMap((spelling) => [...(this.#partsOfPath.get(spelling) ?? [])])
  }

  #later(info: ComponentInfo, part: string): NativeComponent {
    for (const id of [info.id, ...(info.aliases ?? [])]) {
      const { path } = parseComponentId(id)
      this.#partsOfPath.set(path, new Set(this.#partsOfPath.get(path)).add(part))
    }
    return {
      ...info,
      kind: 'native',
      run: (input, call) => {
        const component = this.#loaded.get(info.id)
        if (component !== undefined) return component.run(input, call)
        return this.#load(part).then(() => this.#find(info.id, part).run(input, call))
      },
    }
  }

  #find(id: string, part: string): NativeComponent {
    const component = this.#loaded.get(id)
    if (component === undefined) throw new TypeError(`The part "${part}" of the kernel has no "${id}"`)
    return component
  }

  #load(part: string): Promise<void> {
    const known = this.#loading.get(part)
    if (known !== undefined) return known
    const loading = this.#take(part)
    this.#loading.set(part, loading)
    // Without a network it fails now, and may not the next time.
    loading.catch(() => this.#loading.delete(part))
    return loading
  }

  async #take(part: string): Promise<void> {
    const components = (await this.#parts[part]?.()) ?? []
    for (const component of components) if (component.kind === 'native') this.#loaded.set(component.id, component)
  }
}
