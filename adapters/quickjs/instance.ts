import type { QuickJSEmscriptenModule } from '@jitl/quickjs-ffi-types'
import type { QuickJSFFI } from '@jitl/quickjs-wasmfile-release-sync/ffi'
import { fixedImports } from './fixed-imports.ts'
import { MIN_PAGES } from './limits.ts'
import { type WasmGlobal, type WasmInstance, type WasmModule, wasm } from './wasm-api.ts'

/** One WebAssembly instance of QuickJS with its own capped memory; no interpreter is running in it yet. */
export interface QuickJsInstance {
  readonly module: QuickJSEmscriptenModule
  readonly ffi: QuickJSFFI
  readonly memoryPages: number
  /** Work units left, in a metered build; it stays negative once they are used up. */
  readonly fuel: WasmGlobal | undefined
  /** Calls that may still nest, in a metered build; negative after nesting too deep, which also takes the fuel away. */
  readonly frames: WasmGlobal | undefined
  /** What the guest's clock answers; replaced when the instance gets its session. */
  clock: () => number
}

/** Work units for what the instance does before its first script; each script brings its own. */
const PREPARATION_FUEL = 1_000_000_000n

/**
 * Instantiates a compiled module. The package's own glue is loaded on first use.
 *
 * @param memoryPages cap of the memory in pages of 64 KiB; at least 256 are used.
 */
export async function createInstance(compiled: WasmModule, memoryPages: number): Promise<QuickJsInstance> {
  const [glue, bindings] = await Promise.all([
    import('@jitl/quickjs-wasmfile-release-sync/emscripten-module'),
    import('@jitl/quickjs-wasmfile-release-sync/ffi'),
  ])
  const maximum = Math.max(MIN_PAGES, memoryPages)
  const memory = new wasm.Memory({ initial: MIN_PAGES, maximum })
  const world = { memory, now: () => 0 }
  const module = await instantiate(glue.default, compiled, world)
  return {
    module: module.emscripten,
    ffi: new bindings.QuickJSFFI(module.emscripten),
    memoryPages: maximum,
    fuel: globalOf(module.instance, 'fuel'),
    frames: globalOf(module.instance, 'frames'),
    get clock() {
      return world.now
    },
    set clock(now) {
      world.now = now
    },
  }
}

type Glue = typeof import('@jitl/quickjs-wasmfile-release-sync/emscripten-module').default

function instantiate(
  load: Glue,
  compiled: WasmModule,
  world: Parameters<typeof fixedImports>[1],
): Promise<{ emscripten: QuickJSEmscriptenModule; instance: WasmInstance }> {
  return new Promise((resolve, reject) => {
    let made: WasmInstance | undefined
    const options = {
      wasmMemory: world.memory,
      print: () => {},
      printErr: () => {},
      instantiateWasm: (imports: Parameters<typeof fixedImports>[0], done: (instance: WasmInstance) => void) => {
        // The glue never hears of a failure here, so the outer promise must.
        Promise.resolve()
          .then(() => wasm.instantiate(compiled, fixedImports(imports, world)))
          .then((instance) => {
            made = instance
            const fuel = globalOf(instance, 'fuel')
            if (fuel !== undefined) fuel.value = PREPARATION_FUEL
            done(instance)
          })
          .catch(reject)
        return {}
      },
    }
    load(options).then((emscripten) => {
      if (made === undefined) reject(new Error('The QuickJS module was not instantiated'))
      else resolve({ emscripten, instance: made })
    }, reject)
  })
}

function globalOf(instance: WasmInstance, name: string): WasmGlobal | undefined {
  const found = instance.exports[name]
  return typeof found === 'object' && found !== null && 'value' in found ? found : undefined
}
