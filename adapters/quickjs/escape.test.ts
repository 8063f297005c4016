import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ScriptSession } from '../../core/host/scripts.ts'
import { openSession, resultOf } from './test-kit/session.ts'

let session: ScriptSession
beforeAll(async () => {
  session = await openSession({ env: { SECRET_NOT_GRANTED: 'no' } })
})
afterAll(() => session.dispose())

/** Everything of ours that a script can hold. */
const INJECTED = [
  'scope', 'scope.state', 'scope.input', 'scope.bindings', 'scope.meta', 'scope.imports', 'scope.imports.echo', 'api', 'api.call',
  'api.runSlot', 'api.log', 'api.config', 'api.run', 'api.imports', 'console', 'console.log', 'process', 'process.env',
  'process.cwd', 'URL', 'new URL("a:b")', 'new URL("a:b").searchParams', 'URLSearchParams', 'TextEncoder',
  'new TextEncoder().encode("x")', 'TextDecoder', 'api.call("x")', 'scope.imports.echo({})', 'globalThis',
  'Object.getPrototypeOf(globalThis)', 'Object.getPrototypeOf(api)', 'eval', 'Function', '(() => { try { api.config(1) } catch (e) { return e } })()',
] // biome-ignore format: one list

/** Ways from a value to something that compiles text. */
const ROUTES = [
  (value: string) => `${value}.constructor.constructor('return globalThis')()`,
  (value: string) => `${value}.constructor('return globalThis')()`,
  (value: string) => `Object.getPrototypeOf(Object.getPrototypeOf(${value})).constructor.constructor('return 1')()`,
]

describe('the sandbox', () => {
  test.each(INJECTED.flatMap((value) => ROUTES.map((route) => route(value))))(
    'compiles no text through %s',
    async (code) => {
      const source = `async (scope, api) => { try { return ['got', typeof (await (${code}))] } catch (error) { return [error.name] } }`
      const found = await resultOf(session, source, { imports: { echo: 'lcod://x/echo@1' } })
      expect(found).not.toEqual(['got', 'number'])
      // What is left are constructors that only wrap the text, such as `Object('return …')`.
      expect(JSON.stringify(found)).toMatch(/TypeError|\["got","(?:object|string|boolean|function)"\]/)
    },
  )

  test.each([
    'Function("return 7")()',
    'new Function("return 7")()',
    'eval("7")',
    '(0, eval)("7")',
    '(async () => {}).constructor("return 7")()',
    '(function* () {}).constructor("yield 7")().next().value',
    '(async function* () {}).constructor("yield 7")().next()',
    'Object.getPrototypeOf(async () => {}).constructor("return 7")()',
    'Reflect.construct(Function, ["return 7"])()',
    'class extends Function {}.constructor("return 7")()',
    'new (class extends Function { constructor() { super("return 7") } })()()',
    'api.call.constructor("return 7")()',
    'Reflect.getPrototypeOf(api.call).constructor("return 7")()',
    'Object.getOwnPropertyDescriptor(Function.prototype, "constructor").value("return 7")()',
    '[].map.constructor("return 7")()',
    '({}).toString.constructor("return 7")()',
    'Symbol.prototype[Symbol.toPrimitive].constructor("return 7")()',
    'Promise.resolve().then.constructor("return 7")()',
    'new Proxy(Function, {})("return 7")()',
    'Function.prototype.constructor.call(null, "return 7")()',
    'Function.bind(null, "return 7")()()',
    'setTimeout("7")',
  ])('refuses %s', async (code) => {
    const source = `async (scope, api) => { try { return ['got', await (${code})] } catch (error) { return error.name } }`
    expect(await resultOf(session, source)).toMatch(/TypeError|ReferenceError|SyntaxError/)
  })

  test.each([
    'require',
    'module',
    'exports',
    'Buffer',
    'global',
    'window',
    'self',
    'fetch',
    'setTimeout',
    'setInterval',
    'queueMicrotask',
    'structuredClone',
    'WebAssembly',
    'Atomics',
    'SharedArrayBuffer',
    'performance',
    'std',
    'os',
    'bjson',
    'print',
    'load',
    'XMLHttpRequest',
    'Deno',
    'Bun',
    'navigator',
    'document',
    'importScripts',
  ])('knows no %s', async (name) => {
    // biome-ignore format: one list
    expect(await resultOf(session, `() => typeof ${name}`)).toBe('undefined')
  })

  test('has no value for names that nobody declared', async () => {
    await expect(resultOf(session, '() => undeclared')).rejects.toThrow("ReferenceError: 'undeclared' is not defined")
    expect(await resultOf(session, '() => { sloppy = 1; return sloppy + 1 }')).toBe(2)
    expect(await resultOf(session, '() => typeof sloppy')).toBe('undefined')
  })

  test('loads no module', async () => {
    const source = `async () => { try { await import('node:fs'); return 'loaded' } catch (error) { return error.name } }`
    expect(await resultOf(session, source)).not.toBe('loaded')
  })

  test('shows only the granted environment, frozen', async () => {
    expect(
      await resultOf(session, '() => { process.env.X = 1; delete process.env.SECRET_NOT_GRANTED; return process.env }'),
    ).toEqual({
      SECRET_NOT_GRANTED: 'no',
    })
    expect(await resultOf(session, '() => { process = 1; return process.cwd() }')).toBe('/work')
  })

  test.each([
    'JSON.stringify = () => "1"; JSON.parse = () => 1',
    'Array.prototype.map = Array.prototype.join = Array.prototype.push = () => { throw 1 }',
    'Promise.prototype.then = () => { throw 1 }; Promise = 1',
    'Object.keys = Object.defineProperty = Reflect.apply = () => { throw 1 }',
    'Object.prototype.toJSON = () => 1; Object.prototype.call = 1; Object.prototype.error = {}',
    'Object.defineProperty(Object.prototype, "0", { set() { throw 1 } })',
    'Object.defineProperty(Array.prototype, "0", { set() { throw 1 } })',
    'String.prototype.slice = String.prototype.trim = String.prototype.split = () => { throw 1 }',
    'console.log = 1; console = 1; TextEncoder = URL = 1',
    'Error.prototype.message = "x"; Error.prepareStackTrace = () => { throw 1 }',
    'Map.prototype.toJSON = () => 1; Set.prototype.toJSON = () => 1',
    'Object.setPrototypeOf(globalThis, null)',
    'RegExp.prototype.exec = RegExp.prototype.test = () => { throw 1 }',
    'globalThis.leak = 1; leaked = 2',
  ])('stays as it was for the next script after %s', async (attack) => {
    await session.run(
      {
        source: `() => { try { ${attack} } catch {} }`,
        tools: [],
        scope: '{"state":{}}',
        config: '{}',
        imports: {},
        limits: { timeoutMs: 1000 },
      },
      {
        call: async () => '1',
        runSlot: async () => '1',
        console: () => {},
      },
    )
    const check = `async (scope, api) => {
      api.log('a', { b: [1, 'c'] })
      const url = new URL('https://a.b/?c=d')
      let map
      try { map = JSON.stringify(new Map()) } catch (error) { map = error.name }
      return [await api.call('x', { n: [1] }), url.searchParams.get('c'), map, typeof leak, typeof leaked, new TextDecoder().decode(new TextEncoder().encode('é'))]
    }`
    const outcome = await session.run(
      { source: check, tools: [], scope: '{"state":{}}', config: '{}', imports: {}, limits: { timeoutMs: 1000 } },
      {
        call: async (_id, args) => args,
        runSlot: async () => '1',
        console: () => {},
      },
    )
    expect(outcome).toMatchObject({
      ok: true,
      value: '[{"n":[1]},"d","TypeError","undefined","undefined","é"]',
      messages: ["a { b: [ 1, 'c' ] }"],
    })
  })

  test('keeps sessions apart', async () => {
    const other = await openSession()
    await resultOf(session, '() => { Object.defineProperty(globalThis, "kept", { value: 1 }) }')
    expect(await resultOf(other, '() => typeof kept')).toBe('undefined')
    other.dispose()
  })
})
