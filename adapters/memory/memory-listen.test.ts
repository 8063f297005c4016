import { describe, expect, it } from 'vitest'
import { listenPortSuite } from '../../conformance/ports/listen.ts'
import { collectBytes } from '../../core/bytes/collect-bytes.ts'
import type { ListenOptions } from '../../core/host/listen.ts'
import { createTimerClock } from './memory-clock.ts'
import { createMemoryListen } from './memory-listen.ts'
import { createMemoryNetwork } from './memory-network.ts'

const echo: ListenOptions['handle'] = async ({ method, target, body }) => ({
  status: 200,
  headers: [['x-request', `${method} ${target}`]],
  body: await collectBytes(body),
})

describe('createMemoryListen() as a listen port', () => {
  const cases = listenPortSuite(() => {
    const port = createMemoryListen(createTimerClock())
    return {
      port,
      async send({ host, port: number }, { path = '/', headers = {}, ...request }) {
        const asked = port.request(`http://${host}:${number}${path}`, { ...request, headers: Object.entries(headers) })
        if (asked === undefined) throw new Error('Nothing listens')
        return asked
      },
    }
  })
  it.each(cases)('$name', ({ run }) => run())
})

describe('createMemoryListen()', () => {
  it('hands requests to the server of their address, and answers none for another', async () => {
    const port = createMemoryListen(createTimerClock())
    await port.listen({ host: '127.0.0.1', port: 80, handle: echo })
    expect(await port.request('http://127.0.0.1/a?b', { method: 'PUT', body: ['x', new Uint8Array([121])] })).toEqual({
      status: 200,
      headers: [['x-request', 'PUT /a?b']],
      body: new TextEncoder().encode('xy'),
    })
    expect((await port.request('http://127.0.0.1/a', { method: 'HEAD', body: 'x' }))?.body).toHaveLength(0)
    expect(port.request('http://127.0.0.1:81/')).toBeUndefined()
    expect(port.request('http://other.example/')).toBeUndefined()
  })

  it('gives a free port for 0, and refuses one in use until it is closed', async () => {
    const port = createMemoryListen(createTimerClock())
    const first = await port.listen({ host: '::1', port: 0, handle: echo })
    const second = await port.listen({ host: '::1', port: 0, handle: echo })
    expect([first.port, second.port]).toEqual([49_152, 49_153])
    const again = { host: '::1', port: first.port, handle: echo }
    await expect(port.listen(again)).rejects.toMatchObject({ code: 'EADDRINUSE', data: { host: '::1', port: 49_152 } })
    await first.close(0)
    expect(port.request('http://[::1]:49152/')).toBeUndefined()
    expect((await port.listen(again)).port).toBe(49_152)
  })

  it('waits for answers when it is closed, and tells those that take longer that the client is gone', async () => {
    const port = createMemoryListen(createTimerClock())
    const gone = { status: 200, headers: [], body: new Uint8Array(0) }
    const handle: ListenOptions['handle'] = ({ signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(gone), { once: true }))
    const server = await port.listen({ host: 'a', port: 1, handle })
    const asked = port.request('http://a:1/')
    await server.close(1)
    expect(await asked).toEqual(gone)
  })
})

it('createMemoryNetwork() asks its servers for what its table does not know', async () => {
  const { http, listen } = createMemoryNetwork([{ url: 'http://here:8080/known', body: 'known' }])
  await listen.listen({ host: '0.0.0.0', port: 8080, handle: echo })
  const get = async (url: string, body?: Uint8Array) => {
    const answer = await http.send({ method: 'POST', url, headers: [], body })
    return new TextDecoder().decode(await collectBytes(answer.body))
  }
  expect(await get('http://here:8080/known')).toBe('known')
  expect(await get('http://here:8080/other', new TextEncoder().encode('sent'))).toBe('sent')
  await expect(get('http://here:8081/')).rejects.toMatchObject({ code: 'ENOTFOUND' })
})
