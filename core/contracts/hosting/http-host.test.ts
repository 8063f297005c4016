import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import type { KeptServers } from '../../run/run-servers.ts'
import { failText, native, runText } from '../../testing/run-text.ts'
import { ask, component, hostOf, serve } from './testing/serve-handlers.ts'

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
      ['[::1]', 'http://[::1]:49152/'],
    ]) {
      expect((await serve({}, { in: { host, port: '0' } })).state['host']).toMatchObject({ url })
    }
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
