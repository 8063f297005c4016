import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import type { ScriptLimits } from '../../core/host/scripts.ts'
import { createInstance } from './instance.ts'
import { FUEL_PER_MS } from './limits.ts'
import { loadQuickJsModule } from './load-node.ts'
import { type FuelSupply, Meter } from './meter.ts'
import { mayAssignGlobals } from './programs.ts'
import { EXPORT_NAMES } from './quickjs-exports.ts'
import { createQuickJsScripts, type QuickJsScripts } from './quickjs-scripts.ts'
import { echoHost, openSession, request, resultOf } from './test-kit/session.ts'

const open = (scripts: QuickJsScripts, seed = 0) =>
  scripts.open({
    clock: { now: () => 0, monotonic: () => 0 },
    random: { bytes: (length) => new Uint8Array(length).fill(seed) },
    env: {},
    cwd: '/',
    memoryPages: 256,
  })

describe('createQuickJsScripts()', () => {
  test('loads nothing before the first script, and the module once', async () => {
    let loads = 0
    const scripts = createQuickJsScripts({
      module: () => {
        loads++
        return loadQuickJsModule()
      },
    })
    const first = await open(scripts)
    expect(loads).toBe(0)
    await resultOf(first, '() => 1')
    await resultOf(await open(scripts), '() => 1')
    expect(loads).toBe(1)
  })

  test('gives an instance made ahead to one session only', async () => {
    const scripts = createQuickJsScripts({ module: loadQuickJsModule, poolPages: 256 })
    await scripts.warm()
    await scripts.warm()
    const [first, second] = [await open(scripts), await open(scripts)]
    await resultOf(first, '() => { Object.defineProperty(globalThis, "mine", { value: 1 }) }')
    expect(await resultOf(first, '() => mine')).toBe(1)
    expect(await resultOf(second, '() => typeof mine')).toBe('undefined')
  })

  test('answers the first script at once when an instance is ready', async () => {
    const scripts = createQuickJsScripts({ module: await loadQuickJsModule(), poolPages: 256 })
    expect((await open(scripts)).run(request('() => 1'), echoHost)).toMatchObject({ ok: true, value: '1' })
  })

  test('seeds Math.random per session, whichever way the instance was made', async () => {
    const scripts = createQuickJsScripts({ module: loadQuickJsModule, pool: 0 })
    const drawn: unknown[] = []
    for (const seed of [7, 7, 7, 8]) drawn.push(await resultOf(await open(scripts, seed), '() => Math.random()'))
    expect(drawn[1]).toBe(drawn[0])
    expect(drawn[2]).toBe(drawn[0])
    expect(drawn[3]).not.toBe(drawn[0])
  })

  test('uses the same fuel in every session, whichever way the instance was made', async () => {
    const scripts = createQuickJsScripts({ module: loadQuickJsModule, poolPages: 256 })
    const used: number[] = []
    for (const _ of 'abcd') {
      const session = await open(scripts)
      for (const source of ['() => [1, 2].map(String)', '() => new URL("https://a.b").host']) {
        used.push((await session.run(request(source), echoHost)).fuel)
      }
      session.dispose()
      await scripts.warm()
    }
    expect(new Set(used.filter((_, index) => index % 2 === 0)).size).toBe(1)
    expect(new Set(used.filter((_, index) => index % 2 === 1)).size).toBe(1)
  })

  test('refuses a module that is not metered', async () => {
    const plain = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')
    const scripts = createQuickJsScripts({ module: () => loadQuickJsModule(plain) })
    await expect(resultOf(await open(scripts), '() => 1')).rejects.toThrow('is not metered')
  })
})

describe('createInstance()', () => {
  test('caps the memory, at 256 pages at least', async () => {
    const module = await loadQuickJsModule()
    expect(createInstance(module, 300).memoryPages).toBe(300)
    expect(createInstance(module, 1).memoryPages).toBe(256)
  })

  test('names the exports as the glue of the package does', async () => {
    const { default: load } = await import('@jitl/quickjs-wasmfile-release-sync/emscripten-module')
    const glue = String(load)
    const names: Record<keyof typeof EXPORT_NAMES, string> = {
      initialise: '',
      malloc: '_malloc',
      free: '_free',
      newRuntime: '_QTS_NewRuntime',
      setMaxStackSize: '_QTS_RuntimeSetMaxStackSize',
      enableInterrupts: '_QTS_RuntimeEnableInterruptHandler',
      newContext: '_QTS_NewContext',
      getUndefined: '_QTS_GetUndefined',
      newNumber: '_QTS_NewFloat64',
      newString: '_QTS_NewString',
      newFunction: '_QTS_NewFunction',
      freeValue: '_QTS_FreeValuePointer',
      getString: '_QTS_GetString',
      freeText: '_QTS_FreeCString',
      argument: '_QTS_ArgvGetJSValueConstPointer',
      evaluate: '_QTS_Eval',
      call: '_QTS_Call',
      takeException: '_QTS_ResolveException',
      isJobPending: '_QTS_IsJobPending',
      runJobs: '_QTS_ExecutePendingJob',
    }
    for (const [name, long] of Object.entries(names)) {
      if (long !== '')
        expect([name, glue.includes(`${long}=b.${EXPORT_NAMES[name as keyof typeof EXPORT_NAMES]};`)]).toEqual([
          name,
          true,
        ])
    }
    expect(glue.includes(`Z.${EXPORT_NAMES.initialise}()`)).toBe(true)
  })
})

describe('fixedImports()', () => {
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
  const meterAt = (clock: { time: number }, limits: Partial<ScriptLimits> = {}, supply: Partial<FuelSupply> = {}) =>
    new Meter(
      {
        clock: { monotonic: () => clock.time },
        reserve: 100,
        tank: { left: Number.POSITIVE_INFINITY },
        ...supply,
      },
      { timeoutMs: 1, fuel: 1000, ...limits },
    )

  test('hands fuel to the module, adds up stretches and ends a script that used more', () => {
    const fuel: { value: unknown } = { value: 0n }
    const meter = meterAt({ time: 0 })
    meter.enter(fuel)
    expect(fuel.value).toBe(1100n)
    fuel.value = 400n
    expect(meter.used).toBe(700)
    meter.leave(false)
    meter.enter(fuel)
    expect(fuel.value).toBe(400n)
    fuel.value = -1n
    meter.leave(false)
    expect(meter.exceeded).toEqual({ by: 'fuel', message: 'Script exceeded its fuel (1000 units)' })
    expect(meter.used).toBe(1101)
  })

  test('interrupts when the limit is passed, and not at it', () => {
    const fuel: { value: unknown } = { value: 0n }
    const meter = meterAt({ time: 0 })
    meter.enter(fuel)
    fuel.value = 100n
    expect(meter.tick()).toBe(false)
    fuel.value = 99n
    expect(meter.tick()).toBe(true)
  })

  test('ends a script that finished over its limit', () => {
    const fuel: { value: unknown } = { value: 0n }
    const meter = meterAt({ time: 0 })
    meter.enter(fuel)
    fuel.value = 99n
    meter.leave(false)
    expect(meter.exceeded).toMatchObject({ by: 'fuel' })
  })

  test('charges for work of the host, and refuses it to a script that cannot pay', () => {
    const fuel: { value: unknown } = { value: 0n }
    const meter = meterAt({ time: 0 })
    expect(meter.charge(1)).toBe(false)
    meter.enter(fuel)
    expect([meter.charge(600), meter.used]).toEqual([true, 600])
    expect([meter.charge(401), meter.used]).toEqual([false, 1001])
    expect(meter.tick()).toBe(true)
  })

  test('counts all of the fuel when it was lost', () => {
    const fuel: { value: unknown } = { value: 0n }
    const tank = { left: 5000 }
    const meter = meterAt({ time: 0 }, {}, { tank })
    meter.enter(fuel)
    fuel.value = -1n
    meter.leave(true)
    expect([meter.used, meter.exceeded, tank.left]).toEqual([1000, undefined, 4000])
  })

  test('takes from what all scripts share', () => {
    const fuel: { value: unknown } = { value: 0n }
    const tank = { left: 300 }
    const meter = meterAt({ time: 0 }, {}, { tank })
    meter.enter(fuel)
    expect(fuel.value).toBe(400n)
    fuel.value = 150n
    meter.leave(false)
    expect([tank.left, meter.exceeded]).toEqual([50, undefined])
    meter.enter(fuel)
    fuel.value = 50n
    expect(meter.tick()).toBe(true)
    expect(meter.exceeded?.by).toBe('tank')
  })

  test('ends the earliest of several limits first, and forgets released ones', () => {
    const fuel: { value: unknown } = { value: 0n }
    const meter = meterAt({ time: 0 }, { fuel: 10 * FUEL_PER_MS })
    const use = (units: number) => {
      fuel.value = BigInt(fuel.value as bigint) - BigInt(units)
    }
    meter.enter(fuel)
    const outer = meter.limit(5, 'outer')
    const inner = meter.limit(1, 'inner')
    expect(fuel.value).toBe(BigInt(FUEL_PER_MS + 100))
    meter.release(inner)
    use(2 * FUEL_PER_MS)
    expect(meter.tick()).toBe(false)
    meter.limit(1, 'late')
    use(FUEL_PER_MS + 1)
    expect(meter.tick()).toBe(true)
    expect(meter.exceeded?.message).toBe('late')
    meter.release(outer)
  })

  test('ends by the clock what outlasts it, leaving out the time between stretches', () => {
    const clock = { time: 0 }
    const fuel: { value: unknown } = { value: 0n }
    const meter = meterAt(clock)
    for (const expected of [false, false, true]) {
      meter.enter(fuel)
      meter.tick()
      clock.time += 400
      expect(meter.tick()).toBe(expected)
      meter.leave(false)
      clock.time += 1000
    }
    expect(meter.exceeded).toEqual({ by: 'clock', message: 'Script took longer than 1004 ms of real time' })
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
