import type { WasmImports, WasmMemory } from './wasm-api.ts'

/** What the interpreter asks of the place it runs in, and how it is answered. */
export interface FixedWorld {
  readonly memory: WasmMemory
  /** Bytes that the memory may have. */
  readonly cap: number
  /** Milliseconds since the epoch: the guest's clock, and the seed of its `Math.random` while a context is made. */
  now(): number
  /** Asked every few thousand steps of the guest; true ends what it is doing. */
  interrupted(): boolean
  /** A host function was called. @returns the pointer of its answer; 0 is `undefined`. */
  called(count: number, argv: number, id: number): number
}

const PAGE = 65_536

/**
 * All imports of the pinned QuickJS build, under its short names, answered from the given world alone: the time is
 * UTC, the environment is empty, output goes nowhere, modules do not exist, memory grows to its cap.
 *
 * A build with other imports does not link.
 */
export function fixedImports(world: FixedWorld): WasmImports {
  const { memory, cap } = world
  const ints = () => new Int32Array(memory.buffer)
  const bytes = () => new Uint8Array(memory.buffer)
  const fault = (what: string) => () => {
    throw new Error(`The interpreter ${what}`)
  }
  return {
    a: {
      a: memory,
      b: fault('failed an assertion'),
      c: (_file: number, vectors: number, count: number, written: number) => {
        const words = ints()
        let total = 0
        for (let index = 0; index < count; index++) total += words[(vectors >> 2) + index * 2 + 1] ?? 0
        words[written >> 2] = total
        return 0
      },
      // Error numbers of the C library: "bad file" and "cannot seek".
      d: () => 52,
      o: () => 70,
      e: () => 0,
      f: (count: number, size: number) => {
        ints()[count >> 2] = 0
        ints()[size >> 2] = 0
        return 0
      },
      // No module loader is enabled, so these are never asked; 0 is "no such module".
      g: () => 0,
      h: () => 0,
      i: () => (world.interrupted() ? 1 : 0),
      j: () => 0,
      k: (size: number) => (grow(memory, size >>> 0, cap) ? 1 : 0),
      l: () => {},
      m: (seconds: bigint | number, at: number) => writeUtc(ints(), at, Number(seconds)),
      n: (zone: number, daylight: number, standardName: number, daylightName: number) => {
        ints()[zone >> 2] = 0
        ints()[daylight >> 2] = 0
        for (const at of [standardName, daylightName]) bytes().set([0x55, 0x54, 0x43, 0], at)
      },
      p: () => world.now(),
      q: fault('aborted'),
      r: fault('wanted to exit'),
      s: (_context: number, _self: number, count: number, argv: number, id: number) => world.called(count, argv, id),
      t: () => {},
    },
  }
}

/**
 * Grows by a fifth, or by as much as is asked for or is left. Over the cap it does not even try: a script can make that
 * happen as often as it likes, and an exception costs far more than the meter takes for the call.
 */
function grow(memory: WasmMemory, size: number, cap: number): boolean {
  const current = memory.buffer.byteLength
  if (size > cap) return false
  const wanted = Math.min(cap, Math.max(size, current * 1.2))
  try {
    memory.grow(Math.ceil((wanted - current) / PAGE))
    return true
  } catch {
    // The host itself has no more memory.
    return false
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
