import { describe, expect, test } from 'vitest'
import { fixedImports } from './fixed-imports.ts'
import { createInstance } from './instance.ts'
import { loadQuickJsModule } from './load-node.ts'
import { Meter } from './meter.ts'
import { mayAssignGlobals } from './programs.ts'
import { createQuickJsScripts } from './quickjs-scripts.ts'
import { openSession, resultOf } from './test-session.ts'

describe('createQuickJsScripts()', () => {
  test('loads nothing before the first script, and the module once', async () => {
    let loads = 0
    const scripts = createQuickJsScripts({
      module: () => {
        loads++
        return loadQuickJsModule()
      },
    })
    const clock = { now: () => 0, monotonic: () => 0 }
    const random = { bytes: (length: number) => new Uint8Array(length) }
    const open = () => scripts.open({ clock, random, env: {}, cwd: '/', memoryPages: 256 })
    const first = await open()
    expect(loads).toBe(0)
    await resultOf(first, '() => 1')
    await resultOf(await open(), '() => 1')
    expect(loads).toBe(1)
  })

  test('gives an instance made ahead to one session only', async () => {
    const scripts = createQuickJsScripts({ module: loadQuickJsModule, warmPages: 256 })
    await scripts.warm()
    await scripts.warm()
    const clock = { now: () => 0, monotonic: () => 0 }
    const random = { bytes: (length: number) => new Uint8Array(length) }
    const open = () => scripts.open({ clock, random, env: {}, cwd: '/', memoryPages: 256 })
    const [first, second] = [await open(), await open()]
    await resultOf(first, '() => { Object.defineProperty(globalThis, "mine", { value: 1 }) }')
    expect(await resultOf(first, '() => mine')).toBe(1)
    expect(await resultOf(second, '() => typeof mine')).toBe('undefined')
  })
})

describe('createInstance()', () => {
  test('caps the memory, at 256 pages at least', async () => {
    const module = await loadQuickJsModule()
    expect((await createInstance(module, 300)).memoryPages).toBe(300)
    expect((await createInstance(module, 1)).memoryPages).toBe(256)
  })
})

describe('fixedImports()', () => {
  test('refuses a build with other imports', () => {
    const world = { memory: { buffer: new ArrayBuffer(8), grow: () => 0 }, now: () => 0 }
    expect(() => fixedImports({ a: { a: 1, b: 2 } }, world)).toThrow('The QuickJS build has imports "ab"')
  })

  test.each([
    ['new Date(2020, 1, 29, 12).toISOString()', '2020-02-29T12:00:00.000Z'],
    ['new Date(-1).getHours()', 23],
    ['new Date("2021-03-28T02:30:00").getTime()', Date.UTC(2021, 2, 28, 2, 30)],
    ['new Date(8.64e15).toString().slice(-8)', 'GMT+0000'],
  ])('%s is in UTC', async (code, expected) => {
    const session = await openSession()
    expect(await resultOf(session, `() => ${code}`)).toBe(expected)
    session.dispose()
  })
})

describe('Meter', () => {
  const meterAt = (clock: { time: number }, timeoutMs = 10) =>
    new Meter({ clock: { monotonic: () => clock.time }, timeoutMs, fuel: 1000, fuelReserve: 100 })

  test('adds up stretches and leaves out what is between them', () => {
    const clock = { time: 0 }
    const meter = meterAt(clock)
    for (const expected of [false, false, true]) {
      meter.enter(undefined)
      clock.time += 4
      expect(meter.tick()).toBe(expected)
      meter.leave(undefined)
      clock.time += 1000
    }
    expect(meter.exceeded?.message).toBe('Script exceeded timeout (10 ms)')
  })

  test('counts callbacks where the clock stands still', () => {
    const meter = meterAt({ time: 5 })
    meter.enter(undefined)
    let ticks = 1
    while (!meter.tick()) ticks++
    expect(ticks).toBe(40)
  })

  test('hands fuel to the module and takes back what is left', () => {
    const fuel: { value: unknown } = { value: 0n }
    const meter = meterAt({ time: 0 })
    meter.enter(fuel)
    expect(fuel.value).toBe(1100n)
    fuel.value = 400n
    meter.leave(fuel)
    meter.enter(fuel)
    expect(fuel.value).toBe(400n)
    fuel.value = -3n
    meter.leave(fuel)
    expect(meter.exceeded?.message).toBe('Script exceeded timeout (10 ms)')
  })

  test('interrupts before the fuel is used up', () => {
    const fuel: { value: unknown } = { value: 0n }
    const meter = meterAt({ time: 0 })
    meter.enter(fuel)
    fuel.value = 101n
    expect(meter.tick()).toBe(false)
    fuel.value = 99n
    expect(meter.tick()).toBe(true)
  })

  test('ends the earliest of several limits first, and forgets released ones', () => {
    const clock = { time: 0 }
    const meter = meterAt(clock, 100)
    meter.enter(undefined)
    const outer = meter.limit(50, 'outer')
    const inner = meter.limit(5, 'inner')
    meter.release(inner)
    clock.time = 20
    expect(meter.tick()).toBe(false)
    meter.limit(5, 'late')
    clock.time = 26
    expect(meter.tick()).toBe(true)
    expect(meter.exceeded?.message).toBe('late')
    meter.release(outer)
  })
})

describe('mayAssignGlobals()', () => {
  test.each([
    ['({ state }) => ({ y: state.a + 1 })', false],
    ['() => { const a = 1; let b = a; return a === b && a <= b }', false],
    ['() => { a = 1 }', true],
    ['() => { a += 1 }', true],
    ['() => { a++ }', true],
    ['() => { for (a of []); }', true],
    ['() => { globalThis["a"] }', true],
    ['function () { this.a }', true],
  ])('of %s is %s', (source, expected) => {
    expect(mayAssignGlobals(source)).toBe(expected)
  })
})
