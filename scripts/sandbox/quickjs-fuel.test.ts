import { describe, expect, it } from 'vitest'
import { openQuickJS } from './open-quickjs.ts'
import { meterQuickJS } from './quickjs-source.ts'
import { referenceFuel, referenceScript } from './reference-script.ts'

const module = new WebAssembly.Module(meterQuickJS())
const budget = 1_000_000_000n

/** A fresh instance with one context, metered from its creation on, and the stack limit that the frames are made for. */
async function open() {
  const { quickjs, fuel, frames } = await openQuickJS(module)
  if (fuel === undefined || frames === undefined) throw new Error('The module exports no meter')
  const runtime = quickjs.newRuntime({ maxStackSizeBytes: 128 * 1024 })
  const context = runtime.newContext()
  /** Evaluates with `give` units; gives the result, or the trap, and the units used. */
  const run = (source: string, give = budget) => {
    fuel.value = give
    try {
      const handle = context.unwrapResult(context.evalCode(source))
      const used = give - BigInt(fuel.value)
      fuel.value = budget
      return { value: context.dump(handle) as unknown, used }
    } catch (error) {
      return { error, used: give - BigInt(fuel.value) }
    }
  }
  return { run, fuel, frames, context, runtime }
}

describe('fuel of QuickJS', () => {
  it('is the recorded number for the reference script, in every fresh instance', async () => {
    const runs = []
    for (let turn = 0; turn < 3; turn += 1) runs.push((await open()).run(referenceScript))
    expect(runs[1]).toEqual(runs[0])
    expect(runs[2]).toEqual(runs[0])
    expect(runs[0]?.used).toBe(referenceFuel)
  })

  it.each([
    ['a search in a long string', '"a".repeat(2e6).indexOf("a".repeat(1e6) + "b")'],
    ['joining a huge sparse array', 'new Array(3e8) + ""'],
    ['an empty loop', 'for (;;);'],
    ['a loop that catches everything', 'for (;;) try { null.x } catch {} finally { continue }'],
    ['a backtracking expression', '/(a+)+b/.test("a".repeat(40))'],
    ['sorting', 'new Array(1e6).fill(0).map((_, i) => i % 7).sort()'],
    ['a large power', '7n ** 400000n'],
  ])('ends %s at the limit', async (_, source) => {
    const { run, fuel } = await open()
    const { error } = run(source, 2_000_000n)
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError)
    expect(fuel.value).toBeLessThan(0n)
    expect(run('1', BigInt(fuel.value)).error).toBeInstanceOf(WebAssembly.RuntimeError)
  })

  it('starts with what its start function leaves of the initial fuel', () => {
    const imports = WebAssembly.Module.imports(module).map(({ name, kind }): [string, WebAssembly.ImportValue] => [
      name,
      kind === 'memory' ? new WebAssembly.Memory({ initial: 256, maximum: 1024 }) : () => 0,
    ])
    const { fuel } = new WebAssembly.Instance(module, { a: Object.fromEntries(imports) }).exports
    expect(fuel).toHaveProperty('value', 878n)
  })

  it('also ends jobs', async () => {
    const { run, runtime, fuel } = await open()
    run('(function again() { Promise.resolve().then(again) })()')
    fuel.value = 2_000_000n
    expect(() => runtime.executePendingJobs()).toThrow(WebAssembly.RuntimeError)
    expect(fuel.value).toBe(-1n)
  })

  it.each([
    ['parentheses', 'eval("(".repeat(1e5))'],
    ['functions', 'eval("(function(){".repeat(2e4))'],
    ['JSON text', 'JSON.parse("[".repeat(1e5))'],
    ['arrays to JSON', 'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)'],
    ['proxies', 'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.a'],
  ])('closes the instance when %s nest too deep for the host', async (_, source) => {
    const { run, fuel, frames } = await open()
    // Not a RangeError, which would be the host's own stack and differ from host to host.
    expect(run(source).error).toBeInstanceOf(WebAssembly.RuntimeError)
    expect(fuel.value).toBe(-1n)
    expect(frames.value).toBe(-1)
  })

  it('leaves ordinary recursion to the guest, who can catch it', async () => {
    const { run, frames } = await open()
    const { value } = run('let n = 0; try { (function f() { n++; f() })() } catch (e) { e.message + (n > 500) }')
    expect(value).toBe('stack overflowtrue')
    expect(frames.value).toBe(2500)
    expect(run('1 + 1').value).toBe(2)
  })

  it('runs out softly when the interrupt handler reads it', async () => {
    const { run, runtime, context, fuel } = await open()
    runtime.setInterruptHandler(() => BigInt(fuel.value) < 1_000_000n)
    fuel.value = 3_000_000n
    const result = context.evalCode('for (;;) try { for (;;); } catch {}')
    expect(result.error && context.dump(result.error)).toMatchObject({ message: 'interrupted' })
    expect(fuel.value).toBeGreaterThan(0n)
    expect(run('[1, 2].length').value).toBe(2)
  })
})
