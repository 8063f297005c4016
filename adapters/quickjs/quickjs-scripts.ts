import type { ScriptsPort } from '../../core/host/scripts.ts'
import { createInstance, type QuickJsInstance } from './instance.ts'
import { QuickJsSession } from './session.ts'
import type { WasmModule } from './wasm-api.ts'

export interface QuickJsOptions {
  /**
   * The compiled QuickJS module: the package's own or a metered build of it. As a function, it is asked for before the
   * first script and never again.
   */
  readonly module: WasmModule | (() => Promise<WasmModule>)
  /** Pages of instances made ahead by `warm`; sessions with another cap make their own. Default 1024 (64 MiB). */
  readonly warmPages?: number
}

/** Scripts in QuickJS, each session in WebAssembly instances of its own. */
export interface QuickJsScripts extends ScriptsPort {
  /** Makes one instance ahead, so that the next session's first script starts sooner. It serves one session only. */
  warm(): Promise<void>
}

/**
 * Makes the `scripts` port. Nothing is loaded before the first script or `warm`.
 *
 * Scripts of one session share an interpreter: they cannot see each other's variables, but they trust each other.
 * Sessions share nothing.
 *
 * Spec: engine.md 6.8.
 */
export function createQuickJsScripts(options: QuickJsOptions): QuickJsScripts {
  const { module, warmPages = 1024 } = options
  let compiled: Promise<WasmModule> | undefined
  let prepared: Promise<QuickJsInstance> | undefined

  const create = async (pages: number): Promise<QuickJsInstance> => {
    compiled ??= Promise.resolve(typeof module === 'function' ? module() : module)
    return createInstance(await compiled, pages)
  }
  const take = (pages: number): Promise<QuickJsInstance> => {
    const ready = prepared
    if (ready === undefined || pages !== warmPages) return create(pages)
    prepared = undefined
    return ready
  }

  return {
    open: (session) => new QuickJsSession(session, take),
    warm: async () => {
      prepared ??= create(warmPages)
      await prepared
    },
  }
}
