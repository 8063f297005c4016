import { describe, expect, test } from 'vitest'
import type { ScriptHost } from '../../core/host/scripts.ts'
import { BORDER } from './limits.ts'
import { echoHost, openSession, resultOf, run } from './test-kit/session.ts'

const timeout = (ms: number) => ({ ok: false, code: 'script_timeout', message: `Script exceeded timeout (${ms} ms)` })
const memory = { ok: false, code: 'script_memory_exceeded' }

describe('a session', () => {
  test.each([
    ['an endless loop', '() => { for (;;); }'],
    ['a loop that catches everything', '() => { for (;;) try { throw 1 } catch {} finally { continue } }'],
    ['endless microtasks', 'async () => { for (;;) await 1 }'],
    [
      'microtasks that breed',
      '() => { const again = () => { Promise.resolve().then(again) }; again(); return new Promise(() => {}) }',
    ],
    ['a getter of the result', '() => ({ get a() { for (;;); } })'],
    ['toJSON of the result', '() => ({ toJSON() { for (;;); } })'],
    ['a thenable', '() => ({ then() { for (;;); } })'],
    ['then as a getter', '() => ({ get then() { for (;;); } })'],
    ['a proxy as the result', '() => new Proxy({}, { ownKeys() { for (;;); } })'],
    ['a comparator', '() => Array.from({ length: 9 }, (_, i) => -i).sort(() => { for (;;); })'],
    ['a pathological expression', '() => /^(a+)+$/.test("a".repeat(40) + "b")'],
    ['the text of a thrown value', '() => { throw { toString() { for (;;); }, get message() { for (;;); } } }'],
    ['the evaluation of the source', '(() => { for (;;); })()'],
    ['a tool', '(scope, api) => api.run("t")', [{ name: 't', source: '() => { for (;;); }' }]],
  ])('stops %s', async (_name, source, tools = []) => {
    const session = await openSession()
    expect(await run(session, source, { timeoutMs: 60, tools })).toMatchObject(timeout(60))
    expect(await resultOf(session, '() => 1')).toBe(1)
    session.dispose()
  })

  test('stops a loop where the clock stands still', async () => {
    const session = await openSession({ monotonic: () => 5 })
    expect(await run(session, '() => { for (;;); }', { timeoutMs: 20 })).toMatchObject(timeout(20))
    session.dispose()
  })

  test('bounds one tool by its own limit', async () => {
    const session = await openSession()
    const tools = [{ name: 'slow', source: '() => { for (;;); }', timeoutMs: 20 }]
    const outcome = await run(session, '(scope, api) => api.run("slow")', { tools })
    expect(outcome).toMatchObject({
      ok: false,
      code: 'script_timeout',
      message: 'Tool "slow" exceeded timeout (20 ms)',
    })
    session.dispose()
  })

  test('ends the limit of a tool with the tool', async () => {
    let now = 0
    const session = await openSession({ monotonic: () => now })
    const tools = [{ name: 'quick', source: '() => 1', timeoutMs: 10 }]
    const host: ScriptHost = {
      ...echoHost,
      call: async () => {
        now += 50
        return String(now)
      },
    }
    const source =
      'async (scope, api) => { await api.run("quick"); await api.call("x"); let n = 0; for (let i = 0; i < 20000; i++) n++; return n }'
    expect(await resultOf(session, source, { tools, timeoutMs: 100 }, host)).toBe(20000)
    session.dispose()
  })

  test('does not count the time of host calls', async () => {
    let now = 0
    const session = await openSession({ monotonic: () => now })
    const host: ScriptHost = {
      ...echoHost,
      call: async () => {
        now += 10_000
        return String(now)
      },
    }
    const source =
      'async (scope, api) => { await api.call("x"); for (let i = 0; i < 20000; i++); return await api.call("x") }'
    expect(await resultOf(session, source, { timeoutMs: 100 }, host)).toBe(20_000)
    session.dispose()
  })

  test('ends a script that waits for nothing', async () => {
    const session = await openSession()
    const outcome = await run(session, '() => new Promise(() => {})')
    expect(outcome).toMatchObject({
      code: 'script_timeout',
      message: 'Script waits for a promise that nothing will settle',
    })
    session.dispose()
  })

  test.each([
    ['arrays of bytes', '() => { const all = []; for (;;) all.push(new Uint8Array(1e6)) }'],
    ['texts', '() => { const all = []; for (;;) all.push("x".repeat(1e5) + all.length) }'],
    ['objects', '() => { const all = []; for (;;) all.push({ a: [] }) }'],
    ['one huge array', '() => new Array(3e8).fill(1)'],
  ])('stops a script that fills its memory with %s', async (_name, source) => {
    const session = await openSession({ memoryPages: 320 })
    expect(await run(session, source, { timeoutMs: 20_000 })).toMatchObject(memory)
    expect(await resultOf(session, '() => [1]')).toEqual([1])
    session.dispose()
  })

  test('lets a script catch its own lack of memory', async () => {
    const session = await openSession({ memoryPages: 320 })
    const source =
      '() => { try { const all = []; for (;;) all.push(new Uint8Array(1e6)) } catch (error) { return error.message } }'
    expect(await resultOf(session, source)).toBe('out of memory')
    session.dispose()
  })

  test('makes deep recursion an error of the script', async () => {
    const session = await openSession()
    const outcome = await run(session, '() => { const down = (n) => down(n + 1) + 1; return down(0) }')
    expect(outcome).toMatchObject({ ok: false, message: 'stack overflow' })
    expect(
      await resultOf(
        session,
        '() => { const down = (n) => { try { return down(n + 1) } catch { return "caught" } }; return down(0) }',
      ),
    ).toBe('caught')
    session.dispose()
  })

  test.each(['(', '[', '{a:', '`${', '!', 'a?'])('survives a source that nests "%s"', async (piece) => {
    const session = await openSession()
    await expect(run(session, piece.repeat(100_000))).rejects.toMatchObject({ code: 'script_compile_failed' })
    expect(await resultOf(session, '() => 2')).toBe(2)
    session.dispose()
  })

  test.each([
    ['objects', '() => { let deep = 1; for (let i = 0; i < 50000; i++) deep = { deep }; return deep }'],
    [
      'arrays in an argument',
      '(scope, api) => { let deep = 1; for (let i = 0; i < 50000; i++) deep = [deep]; return api.call("x", { deep }) }',
    ],
    ['JSON text', '() => JSON.parse("[".repeat(200000))'],
    ['an expression', '() => new RegExp("(".repeat(100000))'],
  ])('survives deep nesting of %s', async (_name, source) => {
    const session = await openSession()
    const ended = await run(session, source, { timeoutMs: 20_000 }).catch((error: { code: string }) => error)
    expect(ended).not.toMatchObject({ ok: true })
    expect(await resultOf(session, '() => 3')).toBe(3)
    session.dispose()
  })

  test('refuses values that are too deep or too large, either way', async () => {
    const session = await openSession()
    const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
    const refused = { code: 'script_limit_exceeded' }
    await expect(run(session, '() => 1', { state: nested(BORDER.depth + 1) })).rejects.toMatchObject(refused)
    await expect(
      run(session, '() => { let a = []; for (let i = 0; i < 250; i++) a = [a]; return a }'),
    ).rejects.toMatchObject(refused)
    const roomy = await openSession({ memoryPages: 2048 })
    await expect(run(roomy, `() => 'x'.repeat(${BORDER.text})`)).rejects.toMatchObject(refused)
    roomy.dispose()
    const outcome = await run(
      session,
      '(scope, api) => api.call("x")',
      {},
      { ...echoHost, call: async () => JSON.stringify(nested(BORDER.depth + 1)) },
    )
    expect(outcome).toMatchObject({ ok: false, message: 'The answer of a host call is nested deeper than 200 levels' })
    expect(await resultOf(session, '(scope) => scope.state', { state: nested(BORDER.depth - 10) })).toEqual(
      nested(BORDER.depth - 10),
    )
    session.dispose()
  })

  test('refuses texts that are too long, either way', async () => {
    const session = await openSession({ memoryPages: 2048 })
    const long = 'x'.repeat(BORDER.text)
    const refused = { code: 'script_limit_exceeded' }
    await expect(run(session, '() => 1', { state: long })).rejects.toMatchObject(refused)
    await expect(run(session, '() => 1', { config: JSON.stringify({ long }) })).rejects.toMatchObject(refused)
    const host: ScriptHost = { ...echoHost, call: async () => JSON.stringify(long) }
    const source = 'async (scope, api) => { try { await api.call("x") } catch (error) { return error.code } }'
    expect(await resultOf(session, source, {}, host)).toBe('script_limit_exceeded')
    expect(
      await resultOf(
        session,
        `async (scope, api) => { try { await api.call("x", 'x'.repeat(${BORDER.text})) } catch (error) { return error.code } }`,
      ),
    ).toBe('script_limit_exceeded')
    session.dispose()
  })

  test('gives an error to the call that is one too many', async () => {
    const session = await openSession({ memoryPages: 1024 })
    const source = `async (scope, api) => {
      const codes = new Set()
      const calls = Array.from({ length: ${BORDER.calls + 1} }, () => api.call('x').catch((error) => codes.add(error.code)))
      await Promise.all(calls)
      return [...codes]
    }`
    expect(await resultOf(session, source, { timeoutMs: 60_000 })).toEqual(['script_limit_exceeded'])
    session.dispose()
  })

  test('tells the fuel of every ending', async () => {
    const session = await openSession()
    const told: number[] = []
    const host: ScriptHost = { ...echoHost, ended: (fuel) => told.push(fuel) }
    const timed = await run(session, '() => { for (;;); }', { fuel: 100_000 }, host)
    await run(session, '() => 1n', {}, host).catch(() => undefined)
    await run(session, 'nothing', {}, host).catch(() => undefined)
    await run(session, '(scope, api) => api.call("x")', {}, host)
    expect(told).toHaveLength(4)
    expect(told[0]).toBe(timed.fuel)
    expect(Math.min(...told)).toBeGreaterThan(0)
    expect(told[0]).toBeGreaterThan(100_000)
    session.dispose()
  })

  test('bounds what all scripts use together', async () => {
    const session = await openSession({ fuel: 300_000 })
    const loop = '() => { for (;;); }'
    expect(await run(session, loop, { fuel: 200_000 })).toMatchObject({ code: 'script_timeout' })
    const spent = { code: 'budget_exceeded', data: { budget: 'scriptFuel' } }
    await expect(run(session, loop, { fuel: 200_000 })).rejects.toMatchObject(spent)
    await expect(run(session, '() => 1')).rejects.toMatchObject(spent)
    session.dispose()
  })

  test.each([
    ['many messages', '() => { for (;;) console.log("x") }'],
    ['long messages', '(scope, api) => { const text = "x".repeat(60000); for (;;) api.log(text) }'],
  ])('ends a script with %s', async (_name, source) => {
    const session = await openSession()
    await expect(run(session, source, { timeoutMs: 20_000 })).rejects.toMatchObject({ code: 'script_limit_exceeded' })
    expect(await resultOf(session, '() => 4')).toBe(4)
    session.dispose()
  })

  test('lets waiting scripts finish when another one times out', async () => {
    const session = await openSession()
    let answer: (text: string) => void = () => {}
    const waiting = run(
      session,
      '(scope, api) => api.call("x")',
      {},
      {
        ...echoHost,
        call: () =>
          new Promise((resolve) => {
            answer = resolve
          }),
      },
    )
    await resultOf(session, '() => 1')
    expect(await run(session, '() => { for (;;); }', { timeoutMs: 30 })).toMatchObject(timeout(30))
    answer('"still here"')
    expect(await waiting).toMatchObject({ ok: true, value: '"still here"' })
    session.dispose()
  })

  test('tells waiting scripts when another one breaks the sandbox', async () => {
    const session = await openSession()
    const waiting = run(
      session,
      '(scope, api) => api.call("x")',
      {},
      { ...echoHost, call: () => new Promise(() => {}) },
    )
    await resultOf(session, '() => 1')
    await run(session, '('.repeat(100_000)).catch(() => undefined)
    expect(await waiting).toMatchObject({ ok: false, code: 'script_sandbox_lost' })
    session.dispose()
  })

  test('ends what runs when it is disposed', async () => {
    const session = await openSession()
    await resultOf(session, '() => 1')
    const waiting = run(
      session,
      '(scope, api) => api.call("x")',
      {},
      { ...echoHost, call: () => new Promise(() => {}) },
    )
    session.dispose()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    await expect(run(session, '() => 1')).rejects.toMatchObject({ code: 'cancelled' })
  })
})
