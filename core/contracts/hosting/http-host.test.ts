import { afterEach, describe, expect, test } from 'vitest'
import { createMemoryHost, type MemoryHost, type MemoryRequest } from '../../../adapters/memory/index.ts'
import type { KeptServers } from '../../run/run-servers.ts'
import { Signal } from '../../run/signal.ts'
import { failText, native, type RunTextOptions, runText, traceText } from '../../testing/run-text.ts'
import type { Dict } from '../../values.ts'

interface ServeOptions extends RunTextOptions {
  /** Inputs of the host besides its address. */
  readonly in?: Dict
  /** Steps around the host's, which stand for `HOST`. */
  readonly around?: string
}

/** A compose with one host and one app: each handler answers GET and POST of `/app/<its key>`. */
function hostOf(handlers: Dict, { in: inputs = {}, around = 'compose: [HOST]', ...options }: ServeOptions = {}) {
  const sequences = Object.entries(handlers).map(([id, handler]) => ({ id, handler }))
  const routes = sequences.flatMap(({ id }) => ['GET', 'POST'].map((method) => ({ method, path: id, sequenceId: id })))
  const app = { project: { name: 'app', basePath: '/app' }, routes, sequences }
  const step = {
    call: 'lcod://env/http_host@0.1.0',
    in: { host: '127.0.0.1', port: 8080, ...inputs },
    slots: { projects: [{ call: 'lcod://test/app@1', out: { project: '$' } }] },
    out: { host: '$' },
  }
  const natives = [native('app', () => app), ...(options.natives ?? [])]
  return [around.replace('HOST', JSON.stringify(step)), { host: createMemoryHost(), ...options, natives }] as const
}

const open: KeptServers[] = []
afterEach(async () => {
  for (const servers of open.splice(0)) await servers.stop(0)
})

/** Serves handlers after the run is over; `ask` sends requests. */
async function serve(handlers: Dict, given: ServeOptions = {}) {
  const [text, options] = hostOf(handlers, given)
  const state = await runText(text, { ...options, keepServers: (servers) => open.push(servers) })
  return { state, host: options.host, ask: (path: string, request?: MemoryRequest) => ask(options.host, path, request) }
}

async function ask(host: MemoryHost, path: string, request?: MemoryRequest) {
  const response = await host.listen.request(`http://127.0.0.1:8080${path}`, request)
  if (response === undefined) return undefined
  const headers = Object.fromEntries(response.headers)
  const text = new TextDecoder().decode(response.body)
  const body: unknown = headers['content-type'] === 'application/json' && text !== '' ? JSON.parse(text) : text
  return { status: response.status, headers, body }
}

const component = (call: string, input?: Dict) => ({ type: 'component', call, ...(input ? { input } : {}) })
const mirror = native('mirror', ({ request }) => ({ body: request }))
const mirrored = { mirror: component('lcod://test/mirror@1') }

describe('httpHost', () => {
  test('gives JSON that tells where it listens and what it serves', async () => {
    const { state } = await serve({ a: {} }, { in: { basePath: 'api/' } })
    const route = { path: '/api/app/a', handlerId: 'a', sequenceId: 'a', project: 'app' }
    expect(state['host']).toEqual({
      url: 'http://127.0.0.1:8080/api',
      basePath: '/api',
      routes: [
        { method: 'GET', ...route },
        { method: 'POST', ...route },
      ],
      projects: [{ name: 'app', basePath: '/app', metadata: {} }],
      handle: { id: 'http-host-1', type: 'http_host' },
    })
  })

  test('shows a wildcard address as one that can be reached, and the port that it got', async () => {
    for (const [host, url] of [
      [undefined, 'http://127.0.0.1:49152/'],
      ['::', 'http://127.0.0.1:49152/'],
      ['::1', 'http://[::1]:49152/'],
    ]) {
      expect((await serve({}, { in: { host, port: '0' } })).state['host']).toMatchObject({ url })
    }
  })

  test('hands the handler the request as JSON', async () => {
    const { ask } = await serve(mirrored, { natives: [mirror], in: { basePath: '/api' } })
    const answer = await ask('/api/app/mirr%6Fr/?a=1&b=2&a=3', {
      method: 'POST',
      headers: [['Content-Type', 'application/json']],
      body: '{"x":[1]}',
    })
    expect(answer).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: {
        method: 'POST',
        path: '/api/app/mirr%6Fr',
        url: '/api/app/mirr%6Fr?a=1&b=2&a=3',
        query: { a: ['1', '3'], b: '2' },
        headers: { 'content-type': 'application/json' },
        body: { x: [1] },
        rawBody: 'eyJ4IjpbMV19',
        host: { name: '127.0.0.1', port: 8080, basePath: '/api' },
        project: { name: 'app', basePath: '/app', metadata: {} },
        route: { method: 'POST', path: '/api/app/mirror', sequenceId: 'mirror' },
      },
    })
  })

  test('tells misses, other methods, and requests that it does not take', async () => {
    const { ask } = await serve(mirrored, { natives: [mirror], in: { maxBodyBytes: 4 } })
    const json: MemoryRequest = { method: 'POST', headers: [['content-type', 'application/json']], body: '{' }
    expect(await ask('/app/nothing')).toMatchObject({ status: 404, body: { error: 'Not found' } })
    expect(await ask('/app/mirror/%')).toMatchObject({ status: 400, body: { error: 'Invalid request path' } })
    expect(await ask('/app/mirror', { method: 'DELETE' })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD, POST' },
    })
    expect(await ask('/app/mirror', json)).toMatchObject({ status: 400, body: { error: 'Invalid JSON body' } })
    expect(await ask('/app/mirror', { ...json, body: '12345' })).toMatchObject({ status: 413 })
    expect(await ask('/app/mirror', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  })

  test('runs composes with the request in their state, which is the response', async () => {
    const steps = [{ call: 'lcod://impl/set@1', in: { said: '$.request.query.say' }, out: { body: '$' } }]
    const { ask } = await serve({ say: { type: 'compose', compose: steps, initialState: { status: 202 } } })
    expect(await ask('/app/say?say=hi')).toMatchObject({ status: 202, body: { said: 'hi' } })
  })

  test('calls components with their own input when the handler has one', async () => {
    const { ask } = await serve({ a: component('lcod://impl/set@1', { status: 418 }) })
    expect(await ask('/app/a')).toMatchObject({ status: 418 })
  })

  test('answers 500 with the message of what failed, and logs it', async () => {
    const { ask, host } = await serve(
      {
        broken: component('lcod://test/broken@1'),
        missing: component('lcod://nobody/has@1'),
        signal: component('lcod://test/signal@1'),
        invalid: component('lcod://impl/set@1', { headers: { 'x-a': 'b\r\nc' } }),
        none: null,
        script: { type: 'script' },
        call: { type: 'component' },
        compose: { type: 'compose', compose: {} },
        other: { type: 'other' },
      },
      {
        natives: [
          native('broken', () => {
            throw new Error('it broke')
          }),
          native('signal', () => Signal.break),
        ],
        kernel: { logLevels: { 'kernel.http_host': 'info' } },
      },
    )
    const errorOf = async (path: string) => {
      const answer = await ask(`/app/${path}`)
      expect(answer?.status, path).toBe(500)
      return answer?.body
    }
    expect(await errorOf('broken')).toEqual({ error: 'it broke' })
    expect(await errorOf('missing')).toEqual({ error: 'Func not found: lcod://nobody/has@1' })
    expect(await errorOf('signal')).toEqual({ error: 'flow/break used outside of a loop' })
    expect(await errorOf('invalid')).toEqual({ error: expect.stringContaining('must be text on one line') })
    expect(await errorOf('none')).toEqual({ error: 'Invalid handler descriptor' })
    expect(await errorOf('script')).toEqual({ error: 'Script handler must define a source' })
    expect(await errorOf('call')).toEqual({ error: 'Component handler must provide call/component string' })
    expect(await errorOf('compose')).toEqual({ error: 'Compose handler requires compose array' })
    expect(await errorOf('other')).toEqual({ error: 'Unsupported handler type: other' })
    await ask('/nowhere')
    expect(host.logs[0]).toMatchObject({
      level: 'error',
      message: 'GET /app/broken 500',
      data: { status: 500, error: { code: 'unexpected_error', message: 'it broke' } },
      tags: { logger: 'kernel.http_host' },
    })
    expect(host.logs.at(-1)).toMatchObject({ level: 'info', message: 'GET /nowhere 404' })
  })

  test('serves what surrounded the step: registry, bindings, log tags; not its state', async () => {
    const around = `
compose:
  - call: lcod://impl/set@1
    in: { secret: 1 }
    out: { secret: secret }
  - call: lcod://tooling/registry/scope@1
    in:
      bindings: { "lcod://contract/app/who@1": "lcod://app/ada@1" }
      components:
        - id: lcod://app/ada@1
          compose: [{ call: lcod://impl/set@1, in: { body: { who: Ada, secret: $.secret } }, out: { body: body } }]
    slots: { body: [HOST] }
`
    const { ask } = await serve({ who: component('lcod://contract/app/who@1') }, { around })
    expect(await ask('/app/who')).toMatchObject({ body: { who: 'Ada' } })
  })

  test('forgets what a request has registered', async () => {
    const added = {
      id: 'lcod://app/added@1',
      compose: [{ call: 'lcod://impl/set@1', in: { status: 202 }, out: { status: 'status' } }],
    }
    const register = { call: 'lcod://tooling/resolver/register@1', in: { components: [added] } }
    const use = { call: added.id, out: { status: 'status' } }
    const { ask } = await serve({
      both: { type: 'compose', compose: [register, use] },
      later: component(added.id),
    })
    expect(await ask('/app/both')).toMatchObject({ status: 202 })
    expect(await ask('/app/later')).toMatchObject({ status: 500, body: { error: `Func not found: ${added.id}` } })
  })

  test('counts the budget of each request afresh, and ends one that uses it up', async () => {
    const steps = [{ call: 'lcod://impl/set@1', in: { n: 1 }, out: { body: '$' } }]
    const long = { type: 'compose', compose: Array.from({ length: 200 }, () => steps[0]) }
    const { ask } = await serve(
      { short: { type: 'compose', compose: steps.concat(steps, steps) }, long },
      { kernel: { limits: { steps: 100 } } },
    )
    for (let turn = 0; turn < 60; turn++) expect(await ask('/app/short')).toMatchObject({ status: 200 })
    expect(await ask('/app/long')).toMatchObject({ status: 500, body: { error: 'The run needs more than 100 steps' } })
  })

  test('cancels the run of a client that has gone away, and runs its cleanup', async () => {
    const seen: string[] = []
    const slow = native('slow', (_, call) => {
      call.defer(() => {
        seen.push('cleaned up')
      })
      seen.push('started')
      return new Promise((_resolve, reject) => call.onCancel(reject))
    })
    const { ask } = await serve({ slow: component('lcod://test/slow@1') }, { natives: [slow] })
    const client = new AbortController()
    const asked = ask('/app/slow', { signal: client.signal })
    await expect.poll(() => seen).toEqual(['started'])
    client.abort('gone')
    expect(await asked).toMatchObject({ status: 503 })
    expect(seen).toEqual(['started', 'cleaned up'])
  })

  test('answers no more than maxRequests at once', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const wait = native('wait', () => held.then(() => ({ status: 204 })))
    const { ask } = await serve({ wait: component('lcod://test/wait@1') }, { natives: [wait], in: { maxRequests: 2 } })
    const first = [ask('/app/wait'), ask('/app/wait')]
    expect(await ask('/app/wait')).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
    release()
    expect(await Promise.all(first)).toMatchObject([{ status: 204 }, { status: 204 }])
    expect(await ask('/app/wait')).toMatchObject({ status: 204 })
  })

  test('is stopped with the run, unless somebody takes it over', async () => {
    const [text, options] = hostOf({ a: component('lcod://impl/set@1', { status: 204 }) })
    await runText(text, options)
    expect(await ask(options.host, '/app/a')).toBeUndefined()
    let kept: KeptServers | undefined
    const keepServers = (servers: KeptServers) => {
      kept = servers
    }
    await runText(text, { ...options, keepServers })
    expect(kept?.list).toMatchObject([{ url: 'http://127.0.0.1:8080/', routes: [{ path: '/app/a' }, {}] }])
    expect(await ask(options.host, '/app/a')).toMatchObject({ status: 204 })
    await kept?.stop()
    expect(await ask(options.host, '/app/a')).toBeUndefined()
  })

  test('is stopped with a run that fails or is cancelled, also when somebody would take it over', async () => {
    const [text, options] = hostOf(
      {},
      { around: 'compose: [HOST, { call: "lcod://flow/throw@1", in: { message: no } }]' },
    )
    let taken = false
    await failText(text, {
      ...options,
      keepServers: () => {
        taken = true
      },
    })
    expect(taken).toBe(false)
    expect(await ask(options.host, '/app/a')).toBeUndefined()
  })

  test('ends what is still being answered when the grace period is over', async () => {
    const forever = native('forever', (_, call) => new Promise((_resolve, reject) => call.onCancel(reject)))
    const { ask } = await serve({ forever: component('lcod://test/forever@1') }, { natives: [forever] })
    const asked = ask('/app/forever')
    await open.splice(0)[0]?.stop(0)
    expect(await asked).toMatchObject({ status: 503, body: { error: 'The request was cancelled' } })
  })

  test('leaves requests out of the trace of the run that opened it', async () => {
    const [text, options] = hostOf({ a: component('lcod://impl/set@1', { status: 204 }) })
    const quiet = await traceText(text, options)
    const asking = native('asking', () => ask(options.host, '/app/a').then((answer) => ({ answer })))
    const around = 'compose: [HOST, { call: "lcod://test/asking@1", out: { answer: answer.status } }]'
    const [longer, more] = hostOf({ a: component('lcod://impl/set@1', { status: 204 }) }, { around })
    const busy = await traceText(longer, { ...more, host: options.host, natives: [...more.natives, asking] })
    expect(busy.filter((line) => !line.includes('/compose/1'))).toEqual(quiet)
    expect(busy).toContain('scope /compose/1 answer')
  })

  test('rejects when the address is in use, and for inputs that make no server', async () => {
    const { host } = await serve({})
    const [text, options] = hostOf({}, { host })
    expect(await failText(text, options)).toMatchObject({
      code: 'EADDRINUSE',
      message: 'Cannot listen on 127.0.0.1:8080: the address is in use',
    })
    for (const inputs of [{ port: null }, { port: 'x' }, { port: '' }, { port: 1.5 }, { port: 65_536 }, { port: -1 }]) {
      expect(await failText(...hostOf({}, { in: inputs }))).toMatchObject({
        code: 'invalid_input',
        data: { input: 'port' },
      })
    }
    expect(await failText(...hostOf({}, { in: { port: null } }))).toMatchObject({
      message: 'env/http_host requires a numeric port',
    })
    expect(await failText(...hostOf({}, { in: { maxRequests: 0 } }))).toMatchObject({ data: { input: 'maxRequests' } })
  })

  test('opens nothing that the run may not open, and is refused before the run where nothing can', async () => {
    const [text, options] = hostOf({}, { kernel: { permissions: { listen: ['127.0.0.1:8081'] } } })
    expect(await failText(text, options)).toMatchObject({
      code: 'permission_denied',
      data: { kind: 'listen', target: '127.0.0.1:8080' },
    })
    expect(await ask(options.host, '/app/a')).toBeUndefined()
    const { listen: _, ...unable } = createMemoryHost()
    const around = 'compose: [{ call: "lcod://test/early@1" }, HOST]'
    let ran = false
    const early = native('early', () => {
      ran = true
      return {}
    })
    const [refused, given] = hostOf({}, { around, natives: [early], kernel: { host: unable } })
    expect(await failText(refused, given)).toMatchObject({
      code: 'host_capability_missing',
      message: '"lcod://env/http_host@0.1.0" needs listen, which the host "memory" does not have',
    })
    expect(ran).toBe(false)
  })

  test('takes a project that is spread over the state of its slot', async () => {
    const spread = `
compose:
  - call: lcod://env/http_host@0.1.0
    in: { port: 8080 }
    slots:
      projects:
        - { call: lcod://test/app@1, out: { project: project, routes: routes, sequences: sequences } }
    out: { routes: routes }
`
    const { routes } = await runText(spread, hostOf({ a: {} })[1])
    expect(routes).toMatchObject([{ path: '/app/a' }, { path: '/app/a' }])
  })
})

describe('httpHostStop', () => {
  const stop = (handle: string) =>
    `{ call: "lcod://env/http_host/stop@0.1.0", in: { handle: ${handle} }, out: { end: $ } }`

  test('stops the host of a handle, once', async () => {
    const around = `compose: [HOST, ${stop('$.host.handle')}]`
    const { state, ask } = await serve({}, { around })
    expect(state['end']).toEqual({ stopped: true })
    expect(await ask('/app/a')).toBeUndefined()
    const again = `compose: [HOST, ${stop('$.host.handle')}, ${stop('$.host.handle')}]`
    expect(await failText(...hostOf({}, { around: again }))).toMatchObject({ code: 'http_host_unknown' })
  })

  test('knows the hosts of its own run only', async () => {
    const { host } = await serve({})
    const other = `compose: [${stop('{ id: http-host-1 }')}]`
    expect(await failText(other, { host })).toMatchObject({
      code: 'http_host_unknown',
      message: 'No open HTTP host has the handle "http-host-1"',
    })
  })
})
