import { describe, expect, it } from 'vitest'
import { i32 } from './test-modules/assemble.ts'
import { runBoth } from './test-modules/run-module.ts'

const get = [0x20, 0]
/** depth(n) = n === 0 ? 0 : 1 + depth(n - 1): opens n + 1 frames. `self` is its function index. */
const depthFunction = (self: number) => ({
  name: 'depth',
  params: [i32],
  results: [i32],
  code: [...get, 0x45, 0x04, i32, 0x41, 0, 0x05, 0x41, 1, ...get, 0x41, 1, 0x6b, 0x10, self, 0x6a, 0x0b],
})
const depth = depthFunction(0)

describe('meter() on the depth of calls', () => {
  it('allows exactly the given number of frames', () => {
    const { metered } = runBoth({ functions: [depth] })
    expect(metered.call('depth', 99)).toBe(99)
    expect(metered.frames()).toBe(100)
    expect(() => metered.call('depth', 100)).toThrow(WebAssembly.RuntimeError)
  })

  it('empties the fuel before the trap, so that the instance stays closed', () => {
    const { metered } = runBoth({ functions: [depth] })
    expect(() => metered.call('depth', 100)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBe(-1n)
    expect(metered.frames()).toBe(-1)
    expect(() => metered.call('depth', 0)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBe(-2n)
  })

  it('counts mutual and indirect recursion, and nothing for other functions', () => {
    const hop = (to: number) => ({
      params: [i32],
      code: [...get, 0x04, 0x40, ...get, 0x41, 1, 0x6b, 0x10, to, 0x0b],
    })
    const mutual = runBoth({ functions: [{ ...hop(1), name: 'run' }, hop(0)] }).metered
    mutual.call('run', 99)
    expect(() => mutual.call('run', 100)).toThrow(WebAssembly.RuntimeError)
    const straight = runBoth({ functions: [{ name: 'run', code: [0x10, 1] }, { code: [] }] }).metered
    straight.call('run')
    expect(straight.frames()).toBe(100)
  })

  it('still ends a run whose host function swallows the trap', () => {
    let swallowed = 0
    const parts = {
      imports: [{}],
      functions: [{ name: 'outer', code: [0x10, 0, 0x10, 2] }, { name: 'next', code: [] }, depthFunction(3)],
    }
    const running = { call: (_: string, __: number): unknown => undefined }
    const { metered } = runBoth(parts, [
      () => {
        try {
          running.call('depth', 1000)
        } catch {
          swallowed += 1
        }
      },
    ])
    running.call = metered.call
    expect(() => metered.call('outer')).toThrow(WebAssembly.RuntimeError)
    expect(swallowed).toBe(1)
    expect(metered.fuel()).toBeLessThan(-1n)
  })

  it('finds its way back when a host exception skips the exits of deeper frames', () => {
    const parts = {
      imports: [{ params: [i32] }, {}],
      functions: [
        // Calls the host; the host calls `deep`, whose exception it swallows.
        { name: 'outer', params: [i32], code: [...get, 0x10, 0] },
        {
          name: 'deep',
          params: [i32],
          code: [...get, 0x04, 0x40, ...get, 0x41, 1, 0x6b, 0x10, 3, 0x05, 0x10, 1, 0x0b],
        },
      ],
    }
    const running = { call: (_: string, __: number): unknown => undefined }
    const { metered } = runBoth(parts, [
      (turns: number) => {
        expect(() => running.call('deep', turns)).toThrow('from the host')
      },
      () => {
        throw new Error('from the host')
      },
    ])
    running.call = metered.call
    metered.call('outer', 20)
    expect(metered.frames()).toBe(100)
    expect(metered.fuel()).toBeGreaterThan(0n)
  })
})
