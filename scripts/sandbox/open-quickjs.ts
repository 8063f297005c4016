import variant from '@jitl/quickjs-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten'
import { framesExport, fuelExport } from './meter.ts'

/** The fuel that start-up (constructors, runtime, context) may use in `openQuickJS`. */
const startFuel = 1_000_000_000_000n

/** A fresh QuickJS with the meter's globals at hand. */
export interface OpenQuickJS {
  readonly quickjs: QuickJSWASMModule
  /** Fuel left; absent on the plain module. */
  readonly fuel: WebAssembly.Global | undefined
  /** Recursive frames left; absent on the plain module. */
  readonly frames: WebAssembly.Global | undefined
}

/**
 * Opens a fresh instance of a QuickJS module, plain or metered, with its own memory of at most `memoryPages` pages of
 * 64 KiB. What varies between hosts and runs (time, time zone, environment) is fixed, so that fuel figures can be compared.
 */
export async function openQuickJS(module: WebAssembly.Module, memoryPages = 1024): Promise<OpenQuickJS> {
  const memory = new WebAssembly.Memory({ initial: 256, maximum: memoryPages })
  let instance: WebAssembly.Instance | undefined
  const fixed = newVariant(variant, {
    wasmMemory: memory,
    emscriptenModule: {
      instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
        instance = new WebAssembly.Instance(module, { ...imports, a: { ...imports['a'], ...fixedImports(memory) } })
        const fuel = instance.exports[fuelExport]
        if (fuel instanceof WebAssembly.Global) fuel.value = startFuel
        done(instance)
        return {}
      },
    },
  })
  const quickjs = await newQuickJSWASMModuleFromVariant(fixed)
  return { quickjs, fuel: globalOf(instance, fuelExport), frames: globalOf(instance, framesExport) }
}

function globalOf(instance: WebAssembly.Instance | undefined, name: string): WebAssembly.Global | undefined {
  const value = instance?.exports[name]
  return value instanceof WebAssembly.Global ? value : undefined
}

/** Import letters of this build: p = time in ms, m = local time, n = time zone, e and f = environment. */
function fixedImports(memory: WebAssembly.Memory): Record<string, WebAssembly.ImportValue> {
  const words = () => new DataView(memory.buffer)
  return {
    p: () => 1_700_000_000_000,
    m: (seconds: bigint, at: number) => {
      const date = new Date(Number(seconds) * 1000)
      const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1)
      const fields = [
        ...[date.getUTCSeconds(), date.getUTCMinutes(), date.getUTCHours(), date.getUTCDate(), date.getUTCMonth()],
        ...[
          date.getUTCFullYear() - 1900,
          date.getUTCDay(),
          Math.floor((date.getTime() - yearStart) / 86_400_000),
          0,
          0,
        ],
      ]
      for (const [position, field] of fields.entries()) words().setInt32(at + position * 4, field, true)
    },
    n: (offset: number, daylight: number, standardName: number, daylightName: number) => {
      for (const at of [offset, daylight]) words().setInt32(at, 0, true)
      // "UTC" with its closing zero, as one little-endian word.
      for (const at of [standardName, daylightName]) words().setUint32(at, 0x00435455, true)
    },
    e: () => 0,
    f: (count: number, size: number) => {
      for (const at of [count, size]) words().setUint32(at, 0, true)
      return 0
    },
  }
}
