import { fixedImports } from './fixed-imports.ts'
import { MAX_FRAMES, MIN_PAGES } from './limits.ts'
import { bindExports, type QuickJsApi } from './quickjs-exports.ts'
import { type WasmGlobal, type WasmInstance, type WasmMemory, type WasmModule, wasm } from './wasm-api.ts'

/** What an instance asks while it runs; replaced when it gets its session. */
export interface InstanceHooks {
  /** The guest's clock, in ms since the epoch. */
  now(): number
  interrupted(): boolean
  called(count: number, argv: number, id: number): number
}

/** One WebAssembly instance of the metered QuickJS with its own capped memory. */
export interface QuickJsInstance {
  readonly api: QuickJsApi
  readonly memory: WasmMemory
  readonly memoryPages: number
  /** Work units left, a bigint; it stays negative once they are used up. */
  readonly fuel: WasmGlobal
  /** Calls that may still nest; negative after nesting too deep, which also takes the fuel away. */
  readonly frames: WasmGlobal
  hooks: InstanceHooks
}

/** Work units for what the instance does before its first script; each script brings its own. */
export const PREPARATION_FUEL = 1_000_000_000n

const UNUSED: InstanceHooks = { now: () => 0, interrupted: () => false, called: () => 0 }

/**
 * Instantiates a compiled module and runs its constructors; no interpreter is running in it yet.
 *
 * @param memoryPages cap of the memory in pages of 64 KiB; at least 256 are used.
 * @throws {Error} when the module is not the metered QuickJS.
 */
export function createInstance(module: WasmModule, memoryPages: number): QuickJsInstance {
  const maximum = Math.max(MIN_PAGES, memoryPages)
  const memory = new wasm.Memory({ initial: MIN_PAGES, maximum })
  const made: { hooks: InstanceHooks } = { hooks: UNUSED }
  const world = {
    memory,
    cap: maximum * 65_536,
    now: () => made.hooks.now(),
    interrupted: () => made.hooks.interrupted(),
    called: (count: number, argv: number, id: number) => made.hooks.called(count, argv, id),
  }
  const instance = new wasm.Instance(module, fixedImports(world))
  const fuel = globalOf(instance, 'fuel')
  fuel.value = PREPARATION_FUEL
  const api = bindExports(instance)
  api.initialise()
  const frames = globalOf(instance, 'frames')
  frames.value = MAX_FRAMES
  return Object.assign(made, { api, memory, memoryPages: maximum, fuel, frames })
}

/** Without the meter nothing would end a builtin, so an instance that lacks it is refused. */
function globalOf(instance: WasmInstance, name: string): WasmGlobal {
  const found = instance.exports[name]
  if (typeof found === 'object' && found !== null && 'value' in found) return found
  throw new Error(`The QuickJS module is not metered: it exports no "${name}"`)
}
