import type { WasmImports, WasmMemory } from './wasm-api.ts'

/** What the interpreter asks of the place it runs in, and how it is answered. */
export interface FixedWorld {
  readonly memory: WasmMemory
  /** Milliseconds since the epoch: the guest's clock, and the seed of its `Math.random` while a context is made. */
  now(): number
}

/**
 * Every function that the QuickJS module imports, under the short names of the pinned build. A build with others is
 * refused, because an unknown import may show the guest something of the host.
 */
const EXPECTED = 'abcdefghijklmnopqrst'

/**
 * The imports of an Emscripten build of QuickJS with time, time zone, environment and output replaced by fixed ones:
 * the clock is the given one, the zone is UTC, the environment is empty, output goes nowhere.
 *
 * @throws {Error} when the module's imports are not those of the pinned build.
 */
export function fixedImports(imports: WasmImports, world: FixedWorld): WasmImports {
  const original = imports['a'] ?? {}
  const found = Object.keys(original).sort().join('')
  if (found !== EXPECTED) throw new Error(`The QuickJS build has imports "${found}", expected "${EXPECTED}"`)
  const ints = () => new Int32Array(world.memory.buffer)
  const bytes = () => new Uint8Array(world.memory.buffer)
  return {
    a: {
      ...original,
      p: () => world.now(),
      m: (seconds: bigint | number, at: number) => writeUtc(ints(), at, Number(seconds)),
      n: (zone: number, daylight: number, standardName: number, daylightName: number) => {
        ints()[zone >> 2] = 0
        ints()[daylight >> 2] = 0
        for (const at of [standardName, daylightName]) bytes().set([0x55, 0x54, 0x43, 0], at)
      },
      e: () => 0,
      f: (count: number, size: number) => {
        ints()[count >> 2] = 0
        ints()[size >> 2] = 0
        return 0
      },
      j: () => 0,
      c: (_file: number, vectors: number, count: number, written: number) => {
        const words = ints()
        let total = 0
        for (let index = 0; index < count; index++) total += words[(vectors >> 2) + index * 2 + 1] ?? 0
        words[written >> 2] = total
        return 0
      },
    },
  }
}

/** Fills a C `struct tm` for a time in UTC. */
function writeUtc(words: Int32Array, at: number, seconds: number): void {
  const date = new Date(seconds * 1000)
  const newYear = Date.UTC(date.getUTCFullYear(), 0, 1)
  words.set(
    [
      date.getUTCSeconds(),
      date.getUTCMinutes(),
      date.getUTCHours(),
      date.getUTCDate(),
      date.getUTCMonth(),
      date.getUTCFullYear() - 1900,
      date.getUTCDay(),
      Math.floor((date.getTime() - newYear) / 86_400_000),
      0,
      0,
    ],
    at >> 2,
  )
}
