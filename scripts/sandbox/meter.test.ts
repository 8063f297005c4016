import { describe, expect, it } from 'vitest'
import { meter } from './meter.ts'
import { assemble, f32, f64, i32, i64, type TestFunction } from './test-modules/assemble.ts'
import { instantiate, runBoth } from './test-modules/run-module.ts'

const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const int = (value: number) => [0x41, value]
const end = 0x0b
const empty = 0x40
const add = 0x6a
const sub = 0x6b
const mul = 0x6c

/** Zero of a value type, as an instruction. */
const zero = new Map([
  [i32, [0x41, 0]],
  [i64, [0x42, 0]],
  [f32, [0x43, 0, 0, 0, 0]],
  [f64, [0x44, 0, 0, 0, 0, 0, 0, 0, 0]],
])

/** Makes function 0 recursive, so that its frame is counted, without ever calling itself. */
function countedFrame(fn: TestFunction): TestFunction {
  const args = (fn.params ?? []).flatMap((type) => zero.get(type) ?? [])
  const drops = (fn.results ?? []).map(() => 0x1a)
  return { ...fn, code: [...int(0), 0x04, empty, ...args, 0x10, 0, ...drops, end, ...fn.code] }
}

/** n! in i64. */
const factorial: TestFunction = {
  name: 'run',
  params: [i64],
  results: [i64],
  code: [...[...get(0), 0x50, 0x04, i64, 0x42, 1, 0x05], ...[...get(0), ...get(0), 0x42, 1, 0x7d, 0x10, 0, 0x7e, end]],
}

/** 0 + 1 + … + (n - 1), by a loop that is left from inside a block. */
const sum: TestFunction = {
  name: 'run',
  params: [i32],
  results: [i32],
  locals: [i32, i32],
  code: [
    ...[0x02, empty, 0x03, empty],
    ...[...get(1), ...get(0), 0x4e, 0x0d, 1], // i >= n: out of the loop
    ...[...get(2), ...get(1), add, ...set(2), ...get(1), ...int(1), add, ...set(1), 0x0c, 0],
    ...[end, end, ...get(2)],
  ],
}

/** Three ways out of nested blocks: return, a branch to the function's own label, falling off the end. */
const waysOut: TestFunction = {
  name: 'run',
  params: [i32],
  results: [i32],
  code: [
    ...[0x02, empty, 0x03, empty, 0x02, empty, 0x02, empty],
    ...[...get(0), 0x0e, 2, 0, 1, 3], // br_table: 0 → inner block, 1 → next block, else → outer block
    ...[end, ...int(10), 0x0f, end, ...int(20), 0x0c, 2, end, end, ...int(30)],
  ],
}
describe('meter()', () => {
  it.each<[string, TestFunction, (number | bigint)[]]>([
    ['recursion', factorial, [0n, 1n, 20n]],
    ['a loop that is left by a branch', sum, [0, 1, 100]],
    ['branch tables, early return and a branch to the function', waysOut, [0, 1, 2, 77]],
    [
      'a conditional return out of a loop',
      {
        ...sum,
        code: [
          ...[0x03, empty, ...get(1), ...get(0), 0x46, 0x04, empty, ...get(2), 0x0f, end],
          ...[...get(2), ...get(1), mul, ...int(3), add, ...set(2), ...get(1), ...int(1), add, ...set(1), 0x0c, 0, end],
          0x00,
        ],
      },
      [0, 1, 9],
    ],
    [
      'code behind a return',
      { name: 'run', params: [i32], results: [i32], code: [...get(0), 0x0f, 0x1a, ...int(1), 0x0c, 0] },
      [5],
    ],
  ])('keeps the meaning of %s', (_, fn, inputs) => {
    for (const variant of [fn, countedFrame(fn)]) {
      const { plain, metered } = runBoth({ functions: [variant] })
      for (const input of inputs) expect(metered.call('run', input)).toEqual(plain.call('run', input))
      expect(metered.frames()).toBe(100)
    }
  })

  it.each<[string, number[], number[], unknown]>([
    ['no value', [], [], undefined],
    ['i32', [i32], int(7), 7],
    ['i64', [i64], [0x42, 7], 7n],
    ['f32', [f32], [0x43, 0, 0, 0xc0, 0x3f], 1.5],
    ['f64', [f64], [0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f], 1.5],
    ['two values', [i32, i64], [...int(7), 0x42, 8], [7, 8n]],
    ['two values again', [i32, i64, i32], [...int(7), 0x42, 8, ...int(9)], [7, 8n, 9]],
  ])('passes a result of %s through a counted frame, also by return and branch', (_, results, value, expected) => {
    const leave = (way: number[]) => ({ functions: [countedFrame({ name: 'run', results, code: [...value, ...way] })] })
    for (const way of [[], [0x0f], [0x0c, 0]]) {
      const { plain, metered } = runBoth(leave(way))
      expect(plain.call('run')).toEqual(expected)
      expect(metered.call('run')).toEqual(expected)
      expect(metered.frames()).toBe(100)
    }
  })

  it('charges loops with parameters without touching their operands', () => {
    // (loop (param i32) (result i32)): counts its parameter down to 0.
    const code = [...get(0), 0x03, 1, ...int(1), sub, 0x22, 1, ...get(1), 0x0d, 0, end]
    const { plain, metered } = runBoth({
      functions: [{ name: 'run', params: [i32], results: [i32], locals: [i32], code }],
      types: [{ params: [i32], results: [i32] }],
    })
    expect(metered.call('run', 5)).toBe(plain.call('run', 5))
    expect(metered.fuel()).toBe(1_000_000n - 6n)
  })

  it('keeps the meaning of indirect calls', () => {
    const { plain, metered } = runBoth({
      functions: [
        { name: 'run', params: [i32], results: [i32], code: [...int(20), ...get(0), 0x11, 3, 0] },
        { params: [i32], results: [i32], code: [...get(0), ...int(2), mul] },
        { params: [i32], results: [i32], code: [...get(0), ...int(3), sub] },
      ],
      types: [{ params: [i32], results: [i32] }],
      table: [1, 2],
    })
    for (const slot of [0, 1]) expect(metered.call('run', slot)).toBe(plain.call('run', slot))
    expect(() => metered.call('run', 2)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBeGreaterThan(0n)
  })

  it('takes one unit per call and per turn of a loop', () => {
    const { metered } = runBoth({ functions: [sum] })
    metered.call('run', 100)
    expect(metered.fuel()).toBe(1_000_000n - 1n - 101n)
    const recursive = runBoth({ functions: [factorial] }).metered
    recursive.call('run', 20n)
    expect(recursive.fuel()).toBe(1_000_000n - 21n)
  })

  it('takes a fixed price for calls out of the module', () => {
    const parts = {
      imports: [{ params: [i32], results: [i32] }],
      functions: [{ name: 'run', params: [i32], results: [i32], code: [...get(0), 0x10, 0, 0x10, 0] }],
    }
    const { metered } = runBoth(parts, [(value: number) => value * 2])
    expect(metered.call('run', 3)).toBe(12)
    expect(metered.fuel()).toBe(1_000_000n - 1n - 800n)
    const indirect = assemble({ ...parts, table: [0] })
    expect(() => meter(indirect, { maxFrames: 1 })).toThrow('Unsupported imported function in a table')
  })

  it('runs to exactly the last unit, then traps on every entry', () => {
    const { metered } = runBoth({ functions: [sum] })
    metered.setFuel(102n)
    expect(metered.call('run', 100)).toBe(4950)
    expect(metered.fuel()).toBe(0n)
    metered.setFuel(101n)
    expect(() => metered.call('run', 100)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBe(-1n)
    expect(() => metered.call('run', 0)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBe(-2n)
    metered.setFuel(10n)
    expect(metered.call('run', 0)).toBe(0)
  })

  it('has no fuel until the host gives some', () => {
    const fresh = instantiate(meter(assemble({ functions: [sum] }), { maxFrames: 100 }))
    expect(fresh.fuel()).toBe(0n)
    expect(() => fresh.call('run', 1)).toThrow(WebAssembly.RuntimeError)
  })

  it('pays a start function from the initial fuel', () => {
    const bytes = assemble({ functions: [{ code: [] }], start: 0 })
    expect(() => instantiate(meter(bytes, { maxFrames: 1 }))).toThrow(WebAssembly.RuntimeError)
    expect(instantiate(meter(bytes, { maxFrames: 1, initialFuel: 200n })).fuel()).toBe(199n)
  })

  it('adds to sections that exist and shifts no index', () => {
    const { plain, metered } = runBoth({
      functions: [{ name: 'run', results: [i32], code: [0x23, 1, 0x23, 0, sub, 0x24, 0, 0x23, 0] }],
      extra: [
        { id: 6, content: [2, i32, 1, 0x41, 5, end, i32, 0, 0x41, 9, end] },
        { id: 0, content: [1, 0x78, 42] },
      ],
    })
    expect(metered.call('run')).toBe(plain.call('run'))
    expect(metered.call('run')).toBe(plain.call('run'))
  })

  it('refuses modules that already export its names', () => {
    for (const name of ['fuel', 'frames']) {
      const bytes = assemble({ functions: [{ name, code: [] }] })
      expect(() => meter(bytes, { maxFrames: 1 })).toThrow(`The module already exports "${name}"`)
    }
  })

  it('refuses unknown opcodes and unfinished bodies, with the place', () => {
    const vectors = assemble({ functions: [{ code: [0xfd, 0x0c] }] })
    expect(() => meter(vectors, { maxFrames: 1 })).toThrow(/Unknown opcode 0xfd at offset 0x[0-9a-f]+$/)
    const open = assemble({ functions: [{ code: [0x02, empty] }] })
    expect(() => meter(open, { maxFrames: 1 })).toThrow('Function 0 has blocks that do not end')
  })

  it('gives equal bytes for equal modules', () => {
    const bytes = assemble({ functions: [factorial, sum], types: [{ results: [i32, i32] }] })
    expect(meter(bytes, { maxFrames: 9 })).toEqual(meter(bytes.slice(), { maxFrames: 9 }))
  })
})
