import type { ScriptsPort } from '../../core/host/scripts.ts'
import { MemoryImage, type PreparedInstance, prepareInstance } from './memory-image.ts'
import { QuickJsSession } from './session.ts'
import { later, type WasmModule } from './wasm-api.ts'

export interface QuickJsOptions {
  /**
   * The metered QuickJS (`quickjs-metered.wasm`), compiled. As a function, it is asked for before the first script and
   * never again.
   */
  readonly module: WasmModule | (() => Promise<WasmModule>)
  /** Instances kept ready, so that a run does not wait for one. Default 1; 0 makes each when it is needed. */
  readonly pool?: number
  /** Pages of the instances kept ready; sessions with another cap make their own. Default 1024 (64 MiB). */
  readonly poolPages?: number
}

/** Scripts in QuickJS, each session in WebAssembly instances of its own. */
export interface QuickJsScripts extends ScriptsPort {
  /** Fills the pool now. Otherwise it fills after the second session, so that a single run makes no instance in vain. */
  warm(): Promise<void>
}

/**
 * Makes the `scripts` port. Nothing is loaded before the first script or `warm`.
 *
 * Scripts of one session share an interpreter: they cannot see each other's variables, but they trust each other.
 * Sessions share nothing: an instance serves one session and is dropped with it.
 *
 * @throws {Error} later, from the first script, when the module is not the metered QuickJS.
 * Spec: engine.md 6.8.
 */
export function createQuickJsScripts(options: QuickJsOptions): QuickJsScripts {
  const { module, pool = 1, poolPages = 1024 } = options
  let loading: Promise<WasmModule> | undefined
  let loaded: WasmModule | undefined = typeof module === 'function' ? undefined : module
  let image: MemoryImage | undefined
  let made = 0
  let sessions = 0
  // Finished instances only: nobody waits for a promise of somebody else's request, which Workers forbid.
  const ready: PreparedInstance[] = []

  const load = async (): Promise<WasmModule> => {
    if (typeof module === 'function') {
      loading ??= module()
      loaded = await loading
    }
    return loaded ?? module
  }
  const make = (compiled: WasmModule, pages: number): PreparedInstance => {
    // The first instance of a process is made without an image, which costs as much again: it may be the only one.
    if (made++ === 0) return prepareInstance(compiled, pages)
    image ??= new MemoryImage(prepareInstance(compiled, pages))
    return image.instantiate(compiled, pages)
  }
  const fill = (compiled: WasmModule): void => {
    while (ready.length < pool) ready.push(make(compiled, poolPages))
  }

  return {
    open: (session) =>
      new QuickJsSession(session, {
        take: (pages) => {
          const instance = pages === poolPages ? ready.pop() : undefined
          if (instance !== undefined) return instance
          return loaded === undefined ? load().then((compiled) => make(compiled, pages)) : make(loaded, pages)
        },
        released: () => {
          const compiled = loaded
          if (++sessions > 1 && compiled !== undefined && ready.length < pool) later(() => fill(compiled))
        },
      }),
    warm: async () => fill(await load()),
  }
}
