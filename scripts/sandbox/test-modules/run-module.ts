import { meter } from '../meter.ts'
import { assemble, type TestModule } from './assemble.ts'

export interface Running {
  /** Calls an exported function. */
  call(name: string, ...args: (number | bigint)[]): unknown
  /** Fuel left. */
  fuel(): bigint
  setFuel(value: bigint): void
  /** Recursive frames left. */
  frames(): number
  memory(): Uint8Array
}

/** Instantiates a module; `host` are its imported functions. Throws when it is not valid. */
export function instantiate(bytes: Uint8Array<ArrayBuffer>, host: ((...args: never[]) => unknown)[] = []): Running {
  const imports = { host: Object.fromEntries(host.map((fn, index) => [`f${index}`, fn])) }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports)
  const global = (name: string): WebAssembly.Global => {
    const found = exports[name]
    if (!(found instanceof WebAssembly.Global)) throw new Error(`No global is exported as "${name}"`)
    return found
  }
  return {
    call(name, ...args) {
      const callee = exports[name]
      if (typeof callee !== 'function') throw new Error(`No function is exported as "${name}"`)
      return callee(...args)
    },
    fuel: () => BigInt(global('fuel').value),
    setFuel: (value) => {
      global('fuel').value = value
    },
    frames: () => Number(global('frames').value),
    memory: () => {
      const { memory } = exports
      if (!(memory instanceof WebAssembly.Memory)) throw new Error('No memory is exported')
      return new Uint8Array(memory.buffer)
    },
  }
}

/** The same module twice, plain and metered, the latter with fuel for everything. */
export function runBoth(parts: TestModule, host: ((...args: never[]) => unknown)[] = []) {
  const bytes = assemble(parts)
  const metered = instantiate(meter(bytes, { maxFrames: 100 }), host)
  metered.setFuel(1_000_000n)
  return { plain: instantiate(bytes, host), metered }
}
