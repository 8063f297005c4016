import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { ScriptHost, ScriptSession } from '../../core/host/scripts.ts'
import { ScriptExit } from '../../core/script/script-exit.ts'
import { echoHost, openSession, port, request, resultOf, run } from './test-kit/session.ts'

let session: ScriptSession
beforeAll(async () => {
  session = await openSession()
})
afterAll(() => session.dispose())

describe('a result', () => {
  test.each([
    ['1', 1],
    ['"a\\u0000\\ud800é😀"', 'a\u0000\ud800é😀'],
    ['[[], {}]', [[], {}]],
    ['({ __proto__: null, a: 1 })', { a: 1 }],
    ['JSON.parse(\'{"__proto__": 1}\')', JSON.parse('{"__proto__": 1}')],
    ['({ undefined, f() {}, n: NaN })', { n: null }],
    ['new Date(5)', '1970-01-01T00:00:00.005Z'],
    ['({ toJSON: () => "own" })', 'own'],
    ['[function () {}]', [null]],
    ['new (class { a = 1 })()', { a: 1 }],
    ['new Proxy([1, 2], {})', [1, 2]],
    ['Promise.resolve({ a: Promise })', {}],
    ['({ then: (done) => done(3) })', 3],
    ['({ then: 4 })', { then: 4 }],
    ['undefined', undefined],
    ['() => 1', undefined],
    ['Symbol()', undefined],
  ])('of %s is JSON', async (code, expected) => {
    expect(await resultOf(session, `() => (${code})`)).toEqual(expected)
  })

  test.each([
    'new Map()',
    '[new Set()]',
    '({ a: { b: new WeakMap() } })',
    '1n',
    '({ get a() { throw new Error("x") } })',
    '(() => { const a = []; a.push(a); return a })()',
    'Object.assign(new Map(), { a: 1 })',
  ])('of %s is refused', async (code) => {
    // biome-ignore format: one list
    await expect(run(session, `() => (${code})`)).rejects.toMatchObject({ code: 'script_result_not_serialisable' })
    await expect(run(session, `async () => (${code})`)).rejects.toMatchObject({
      code: 'script_result_not_serialisable',
    })
  })

  test('comes at once when nothing is waited for', async () => {
    await resultOf(session, '() => 1')
    const host = { ...echoHost, call: () => new Promise<string>(() => {}) }
    expect(session.run(request('async () => { await 1; return [2] }'), host)).toMatchObject({
      ok: true,
      value: '[2]',
      messages: [],
    })
    expect(session.run(request('(scope, api) => api.call("x")'), echoHost)).toBeInstanceOf(Promise)
  })
})

describe('a failure', () => {
  test.each([
    ['throw new Error("boom")', 'boom', 'Error: boom'],
    ['throw new (class Mine extends Error { constructor() { super("m"); this.name = "Mine" } })()', 'm', 'Mine: m'],
    ['throw "text"', 'text', 'text'],
    ['throw null', 'null', 'null'],
    ['throw undefined', 'undefined', 'undefined'],
    ['throw { a: 1 }', '{ a: 1 }', '{ a: 1 }'],
    ['throw { message: "like an error" }', 'like an error', 'Error: like an error'],
    [
      'throw Object.create({ get message() { throw 1 } })',
      'The script threw a value that cannot be shown',
      'The script',
    ],
    ['null.x', "cannot read property 'x' of null", 'TypeError: cannot read'],
  ])('by %s has message and stack', async (code, message, stack) => {
    const outcome = await run(session, `() => { ${code} }`)
    expect(outcome).toMatchObject({ ok: false, message })
    if (!outcome.ok) expect(outcome.stack.startsWith(stack)).toBe(true)
    expect(await run(session, `async () => { await 1; ${code} }`)).toMatchObject({ ok: false, message })
  })

  test('shows frames of scripts and tools only, with true columns', async () => {
    const tools = [{ name: 'a b', source: '() => { throw new Error("t") }' }]
    const outcome = await run(session, 'async (scope, api) => {\n  await api.run("a b")\n}', { tools })
    expect(outcome).toMatchObject({
      stack: 'Error: t\n    at <anonymous> (tool-a_b.js:1:24)\n    at <anonymous> (script.js:2:16)',
    })
  })
})

describe('a host call', () => {
  test('gives the guest message, code and data of an error', async () => {
    const host: ScriptHost = {
      ...echoHost,
      call: () => Promise.reject(new KernelError('c', 'm', { data: { d: 1 } })),
      runSlot: () => Promise.reject(new TypeError('native')),
    }
    const source = `async (scope, api) => {
      const show = (error) => [error.constructor === Error, error.message, error.code, error.data, Object.keys(error)]
      return [await api.call('x').catch(show), await api.runSlot('y').catch(show)]
    }`
    expect(await resultOf(session, source, {}, host)).toEqual([
      [true, 'm', 'c', { d: 1 }, ['code', 'data']],
      [true, 'native', 'unexpected_error', null, ['code']],
    ])
  })

  test('keeps data that is no JSON outside', async () => {
    const data: { self?: unknown } = {}
    data.self = data
    const host: ScriptHost = { ...echoHost, call: () => Promise.reject(new KernelError('c', 'm', { data })) }
    expect(
      await resultOf(
        session,
        '(scope, api) => api.call("x").catch((error) => [error.code, "data" in error])',
        {},
        host,
      ),
    ).toEqual(['c', false])
  })

  test('that throws at once is a rejection', async () => {
    const host: ScriptHost = {
      ...echoHost,
      call: () => {
        throw new Error('at once')
      },
    }
    expect(await resultOf(session, '(scope, api) => api.call("x").catch((error) => error.message)', {}, host)).toBe(
      'at once',
    )
  })

  test.each([
    ['a signal', new ScriptExit('signal')],
    ['cancellation', new ExecutionCancelledError('why')],
  ])('ends the script with %s, whatever it catches', async (_name, exit) => {
    const host: ScriptHost = { ...echoHost, call: () => Promise.reject(exit) }
    const source = 'async (scope, api) => { for (;;) try { await api.call("x") } catch {} finally { continue } }'
    await expect(run(session, source, {}, host)).rejects.toBe(exit)
    expect(await resultOf(session, '() => 1')).toBe(1)
  })

  test('refuses arguments that are no JSON', async () => {
    const source = '(scope, api) => api.call("x", new Map()).catch((error) => error.code)'
    expect(await resultOf(session, source)).toBe('script_result_not_serialisable')
    expect(await resultOf(session, '(scope, api) => api.call(5).catch((error) => error.message)')).toBe(
      'api.call needs a component id, found 5',
    )
  })

  test('may start another script of the session', async () => {
    const host: ScriptHost = {
      ...echoHost,
      call: async () => {
        const inner = await session.run(request('() => 20'), echoHost)
        return inner.ok ? (inner.value ?? 'null') : 'null'
      },
    }
    expect(await resultOf(session, 'async (scope, api) => (await api.call("x")) + 1', {}, host)).toBe(21)
  })

  test('that nobody waits for is still made', async () => {
    const made: string[] = []
    const host: ScriptHost = {
      ...echoHost,
      call: async (id) => {
        made.push(id)
        return '1'
      },
    }
    expect(
      await resultOf(session, '(scope, api) => { api.call("first"); api.call("second") }', {}, host),
    ).toBeUndefined()
    expect(made).toEqual(['first', 'second'])
  })
})

describe('console and api.log', () => {
  test('show values without running them', async () => {
    const source = `(scope, api) => {
      const a = { b: [1, 'x', null], get c() { throw 1 }, 'd-e': undefined, f() {}, g: 2n, h: -0 }
      a.self = a
      console.log('s', a, [[[[1]]]], new Map([[1, { a: 1 }]]), new Set(['v']), new Date(0), /x/g, Symbol('y'), new Error('bad'))
      console.warn('  ')
      api.log({}, [], 'a\\n')
    }`
    const said: [string, string][] = []
    const outcome = await run(
      session,
      source,
      {},
      { ...echoHost, console: (method, message) => said.push([method, message]) },
    )
    const shown =
      "s { b: [ 1, 'x', null ], c: [Getter], 'd-e': undefined, f: [Function: f], g: 2n, h: -0, self: [Circular] } [ [ [ [Array] ] ] ] " +
      "Map(1) { 1 => { a: 1 } } Set(1) { 'v' } 1970-01-01T00:00:00.000Z /x/g Symbol(y) [Error: bad]"
    expect(outcome).toMatchObject({ messages: [shown, '[console.warn]', '{} [] a\n'] })
    expect(said).toEqual([
      ['log', shown],
      ['warn', '[console.warn]'],
    ])
  })
})

describe('time and chance', () => {
  const source =
    '() => [Math.random(), Math.random(), Date.now(), new Date(2024, 6, 1).toString(), new Date(0).getTimezoneOffset()]'

  test('are those of the session, in UTC', async () => {
    const results = []
    for (const seed of [1, 1, 2]) {
      const one = await openSession({ seed, now: 1234 })
      results.push(await resultOf(one, source))
      one.dispose()
    }
    expect(results[0]).toEqual(results[1])
    expect(results[0]).not.toEqual(results[2])
    expect(results[0]).toEqual([expect.any(Number), expect.any(Number), 1234, 'Mon Jul 01 2024 00:00:00 GMT+0000', 0])
  })

  test('do not depend on whether the instance was made ahead', async () => {
    const first = await openSession({ seed: 3, memoryPages: 1024 })
    const cold = await resultOf(first, source)
    await port.warm()
    const second = await openSession({ seed: 3, memoryPages: 1024 })
    expect(await resultOf(second, source)).toEqual(cold)
    first.dispose()
    second.dispose()
  })
})

describe('URL and text coding', () => {
  test.each([
    ['new URL("//b/c", "https://a").href', 'https://b/c'],
    ['URL.canParse("nope")', false],
    ['URL.parse("nope")', null],
    ['(() => { try { new URL("nope") } catch (error) { return error.name } })()', 'TypeError'],
    [
      '(() => { const u = new URL("https://a/?x=1"); u.searchParams.append("y", "a b&"); u.hash = "h"; return u.href })()',
      'https://a/?x=1&y=a+b%26#h',
    ],
    ['(() => { const u = new URL("https://a/?x=1"); u.search = "?z=2"; return [...u.searchParams] })()', [['z', '2']]],
    ['JSON.stringify({ u: new URL("a:b") })', '{"u":"a:b"}'],
    ['new URLSearchParams({ a: 1, b: "é" }).toString()', 'a=1&b=%C3%A9'],
    [
      '[...new URLSearchParams("?a=%F0%9F%98%80&b=%zz&c=1+2&=e")]',
      [
        ['a', '😀'],
        ['b', '%zz'],
        ['c', '1 2'],
        ['', 'e'],
      ],
    ],
    [
      '(() => { const p = new URLSearchParams("b=1&a=2&b=3"); p.sort(); p.delete("a"); p.set("b", 9); return p.toString() })()',
      'b=9',
    ],
    ['Array.from(new TextEncoder().encode("\\ud83d\\ude00\\ud800"))', [240, 159, 152, 128, 239, 191, 189]],
    [
      'new TextDecoder().decode(new Uint8Array([0xe2, 0x82, 0x41, 0xc0, 0x80, 0xed, 0xa0, 0x80]))',
      '\ufffdA\ufffd\ufffd\ufffd\ufffd\ufffd',
    ],
    [
      '(() => { const d = new TextDecoder(); return d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + d.decode(new Uint8Array([0xac])) })()',
      '€',
    ],
    ['new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf])).length', 1],
    [
      '(() => { try { new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([255])) } catch (error) { return error.name } })()',
      'TypeError',
    ],
    ['(() => { try { new TextDecoder("latin1") } catch (error) { return error.name } })()', 'RangeError'],
    ['new TextDecoder().decode(new Uint8Array([65, 66, 67]).subarray(1).buffer.slice(2))', 'C'],
  ])('%s', async (code, expected) => {
    // biome-ignore format: one case a line
    expect(await resultOf(session, `() => (${code})`)).toEqual(expected)
  })
})
