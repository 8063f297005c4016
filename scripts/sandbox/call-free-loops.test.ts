import { describe, expect, it } from 'vitest'
import { callFreeLoops } from './call-free-loops.ts'
import { indexModule } from './module-index.ts'
import { assemble, i32 } from './test-modules/assemble.ts'
import { runBoth } from './test-modules/run-module.ts'

const loop = [0x03, 0x40]
const end = 0x0b

/** Positions, among the instructions, of the loops found. */
function find(code: number[]): number[] {
  const bytes = assemble({ functions: [{ code }] })
  const [body] = indexModule(bytes).bodies
  if (body === undefined) throw new Error('Expected a body')
  return [...callFreeLoops(bytes, body)].map((offset) => offset - body.start - 1).sort()
}

describe('callFreeLoops()', () => {
  it('finds loops without calls, nested ones too', () => {
    expect(find([...loop, 0x02, 0x40, end, ...loop, end, end])).toEqual([0, 5])
    expect(find([0x10, 0, ...loop, end, 0x10, 0])).toEqual([2])
  })

  it('leaves out a loop with a call anywhere inside, and keeps its inner loops without', () => {
    expect(find([...loop, ...loop, end, 0x41, 0, 0x04, 0x40, 0x10, 0, end, end])).toEqual([2])
    expect(find([...loop, 0x41, 0, 0x11, 0, 0, end])).toEqual([])
  })
})

describe('meter() on loops without calls', () => {
  // outer: do { inner: do { fill(0, 0, 32) } while (--j), j = 3 } while (--i)
  const down = (local: number) => [0x20, local, 0x41, 1, 0x6b, 0x22, local, 0x0d, 0]
  const inner = [...loop, 0x41, 0, 0x41, 7, 0x41, 32, 0xfc, 0x0b, 0, ...down(1), end]
  const code = [...loop, 0x41, 3, 0x21, 1, ...inner, ...down(0), end]
  const nested = { functions: [{ name: 'run', params: [i32], locals: [i32], code }], memoryPages: 1 }

  it('counts every turn and bulk instruction of nested loops', () => {
    const { metered } = runBoth(nested)
    metered.call('run', 5)
    // Entry, 5 outer turns, 15 inner turns, each with a fill of 2 units.
    expect(metered.fuel()).toBe(1_000_000n - 1n - 5n - 15n * 3n)
  })

  it('traps at the exact unit', () => {
    const { metered } = runBoth(nested)
    metered.setFuel(51n)
    metered.call('run', 5)
    expect(metered.fuel()).toBe(0n)
    metered.setFuel(40n)
    expect(() => metered.call('run', 5)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBeLessThan(0n)
  })
})
