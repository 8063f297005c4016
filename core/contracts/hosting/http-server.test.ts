import { describe, expect, test } from 'vitest'
import type { MemoryRequest } from '../../../adapters/memory/index.ts'
import { Signal } from '../../run/signal.ts'
import { native, traceText } from '../../testing/run-text.ts'
import { ask, component, hostOf, open, serve } from './testing/serve-handlers.ts'

const mirror = native('mirror', ({ request }) => ({ body: request }))
const mirrored = { mirror: component('lcod://test/mirror@1') }

describe('HttpServer', () => {
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
      headers: { allow: 'GET, HEAD, OPTIONS, POST' },
    })
    expect(await ask('/app/mirror', { method: 'OPTIONS' })).toMatchObject({
      status: 204,
      headers: { allow: 'GET, HEAD, OPTIONS, POST' },
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
    const kernel = { logLevels: { 'kernel.http_host': 'info' as const } }
    const { ask, host } = await serve({ slow: component('lcod://test/slow@1') }, { natives: [slow], kernel })
    const client = new AbortController()
    const asked = ask('/app/slow', { signal: client.signal })
    await expect.poll(() => seen).toEqual(['started'])
    client.abort('gone')
    expect(await asked).toMatchObject({ status: 503 })
    expect(seen).toEqual(['started', 'cleaned up'])
    expect(host.logs).toMatchObject([{ level: 'info', message: 'GET /app/slow 503' }])
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

  test('gives a handler no more than its time, and counts it until it has ended', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const ended: unknown[] = []
    const deaf = native('deaf', (_, call) => {
      call.onCancel((error) => ended.push(error.reason))
      return held.then(() => ({ status: 204 }))
    })
    const limits = { in: { maxRequests: 1, timeoutMs: 5 } }
    const { ask } = await serve({ deaf: component('lcod://test/deaf@1') }, { natives: [deaf], ...limits })
    expect(await ask('/app/deaf')).toMatchObject({ status: 504, body: { error: 'No answer within 5 ms' } })
    expect(ended).toMatchObject([{ code: 'timed_out' }])
    expect(await ask('/app/deaf')).toMatchObject({ status: 503 })
    release()
    await held
    await expect.poll(async () => (await ask('/app/deaf'))?.status).not.toBe(503)
  })

  test('sends an answer that the client has already without its body', async () => {
    const { ask } = await serve({ a: component('lcod://impl/set@1', { body: 'x', headers: { ETag: '"1"' } }) })
    const headers = [['If-None-Match', '"1"']] as const
    expect(await ask('/app/a', { headers })).toEqual({ status: 304, headers: { etag: '"1"' }, body: '' })
    expect(await ask('/app/a')).toMatchObject({ status: 200, body: 'x' })
  })

  test('is not kept busy by clients that send slowly, up to a limit', async () => {
    let send = () => {}
    const sent = new Promise<void>((resolve) => {
      send = resolve
    })
    async function* slowly() {
      await sent
      yield new Uint8Array([1])
    }
    const { ask } = await serve({ a: component('lcod://impl/set@1', { status: 204 }) }, { in: { maxRequests: 1 } })
    const slow = Array.from({ length: 15 }, () => ask('/app/a', { method: 'POST', body: slowly() }))
    expect(await ask('/app/a')).toMatchObject({ status: 204 })
    slow.push(ask('/app/a', { method: 'POST', body: slowly() }))
    expect(await ask('/app/a')).toMatchObject({ status: 503 })
    send()
    expect((await Promise.all(slow)).map((answer) => answer?.status)).toContain(204)
    expect(await ask('/app/a')).toMatchObject({ status: 204 })
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
})
