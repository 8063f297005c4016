import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type ListenRequest, listenPortSuite, sendByFetch } from '../../conformance/ports/listen.ts'
import { collectBytes } from '../../core/bytes/collect-bytes.ts'
import type { Listener, ListenOptions, ServerRequest, ServerResponse } from '../../core/host/listen.ts'
import { createNodeListen, type NodeListenOptions } from './node-listen.ts'

const open: Listener[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close(0)
})

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (body: string, status = 200): ServerResponse => ({ status, headers: [], body: bytes(body) })

async function serve(handle: ListenOptions['handle'], port = 0, times: NodeListenOptions = {}): Promise<Listener> {
  const server = await createNodeListen(times).listen({ host: '127.0.0.1', port, handle })
  open.push(server)
  return server
}
const urlOf = ({ port }: Listener) => `http://127.0.0.1:${port}`

/** Sends bytes as they are, and gives everything that comes back until the connection ends. */
function sendRaw({ port }: Listener, raw: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(raw))
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part
    })
    socket.on('error', reject).on('close', () => resolve(answer))
  })
}

describe('createNodeListen() as a listen port', () => {
  const send = (listener: Listener, asked: ListenRequest) => sendByFetch(urlOf(listener), asked)
  it.each(listenPortSuite(() => ({ port: createNodeListen(), send })))('$name', ({ run }) => run())
})

describe('createNodeListen()', () => {
  it('hands on method, target, header lines and body, and sends status, header lines and body back', async () => {
    let seen: ServerRequest | undefined
    const server = await serve(async (asked) => {
      seen = asked
      const body = new TextDecoder().decode(await collectBytes(asked.body))
      return {
        status: 201,
        headers: [
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
        ],
        body: bytes(body.toUpperCase()),
      }
    })
    const headers = { 'X-A': ['1', '2'] }
    const answer = await new Promise<IncomingMessage>((resolve) => {
      request(`${urlOf(server)}/a%2Fb/?c=d`, { method: 'PUT', headers }, resolve).end('sent')
    })
    expect(seen).toMatchObject({ method: 'PUT', target: '/a%2Fb/?c=d' })
    expect(seen?.headers.filter(([name]) => name === 'X-A')).toEqual([
      ['X-A', '1'],
      ['X-A', '2'],
    ])
    expect(answer.statusCode).toBe(201)
    expect(answer.headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], 'content-length': '4' })
    expect(new TextDecoder().decode(await collectBytes(answer))).toBe('SENT')
  })

  it('sends no body for HEAD and 204, and its length for HEAD', async () => {
    const server = await serve(async ({ target }) => text('body', target === '/204' ? 204 : 200))
    const head = await fetch(urlOf(server), { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe('4')
    expect(await head.text()).toBe('')
    const empty = await fetch(`${urlOf(server)}/204`)
    expect([empty.status, empty.headers.get('content-length'), await empty.text()]).toEqual([204, null, ''])
  })

  it('answers although the body was not read to its end, and goes on with the connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const server = await serve(async ({ body, method }) => {
      if (method === 'GET') return text('fine')
      for await (const _ of body) return text('enough', 413)
      return text('none')
    })
    const send = (method: string, body?: Uint8Array) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const sent = request(urlOf(server), { method, agent }, resolve).on('error', reject)
        sent.end(body)
      })
    const refused = await send('POST', new Uint8Array(4 * 1024 * 1024))
    expect(refused.statusCode).toBe(413)
    const port = refused.socket.localPort
    expect(new TextDecoder().decode(await collectBytes(refused))).toBe('enough')
    const next = await send('GET')
    expect([next.statusCode, next.socket.localPort]).toEqual([200, port])
    next.resume()
    agent.destroy()
  })

  it('takes no request whose length is ambiguous or whose head is no HTTP', async () => {
    let requests = 0
    const server = await serve(async () => {
      requests++
      return text('no')
    })
    const both = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
    const twice = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'
    const long = `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`
    expect(await sendRaw(server, both)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await sendRaw(server, twice)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await sendRaw(server, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await sendRaw(server, long)).toMatch(/^HTTP\/1\.1 431 /)
    expect(requests).toBe(0)
  })

  it('gives up on clients that send slowly', async () => {
    const bodies: string[] = []
    const handle: ListenOptions['handle'] = async ({ body }) => {
      await collectBytes(body).then(
        () => bodies.push('whole'),
        () => bodies.push('cut off'),
      )
      return text('late')
    }
    const times = { headMs: 20, requestMs: 40 }
    const server = await serve(handle, 0, times)
    expect(await sendRaw(server, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')).toMatch(/^HTTP\/1\.1 408 /)
    expect(bodies).toEqual([])
    const partial = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf'
    expect(await sendRaw(server, partial)).toMatch(/^HTTP\/1\.1 408 /)
    await expect.poll(() => bodies).toEqual(['cut off'])
  })

  it('gives up on clients that do not take their answer', async () => {
    let asked = () => {}
    const started = new Promise<void>((resolve) => {
      asked = resolve
    })
    const handle: ListenOptions['handle'] = async () => {
      asked()
      return { status: 200, headers: [], body: new Uint8Array(64 * 1024 * 1024) }
    }
    const server = await serve(handle, 0, { takeMs: 20 })
    const socket = connect(server.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))
    socket.on('error', () => {})
    socket.pause()
    await started
    // Waits for answers under way, and this one would never be taken.
    await server.close(600_000)
    socket.destroy()
  })

  it('tells the handler that its client has gone away', async () => {
    const client = new AbortController()
    const reasons: unknown[] = []
    const server = await serve(
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            reasons.push(signal.reason)
            resolve(text('late'))
          })
          client.abort()
        }),
    )
    await expect(fetch(urlOf(server), { signal: client.signal })).rejects.toThrow()
    await expect.poll(() => reasons).toMatchObject([{ message: 'The client has gone away' }])
    expect((await fetch(urlOf(await serve(async () => text('alive'))))).status).toBe(200)
  })

  it('tells it of every request of a connection, also of those that wait for their turn', async () => {
    const gone: string[] = []
    let asked = 0
    const server = await serve(({ target, signal }) => {
      asked++
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          gone.push(target)
          resolve(text(''))
        })
      })
    })
    const socket = connect(server.port, '127.0.0.1')
    socket.write('/a /b /c'.replaceAll(/(\S+) ?/g, 'GET $1 HTTP/1.1\r\nHost: a\r\n\r\n'))
    await expect.poll(() => asked).toBe(3)
    socket.destroy()
    await expect.poll(() => gone).toEqual(['/a', '/b', '/c'])
    await server.close(600_000)
  })

  it('survives a handler that fails', async () => {
    const server = await serve(async ({ target }) => {
      if (target === '/fail') throw new Error('no')
      return text('fine')
    })
    await expect(fetch(`${urlOf(server)}/fail`)).rejects.toThrow()
    expect(await (await fetch(urlOf(server))).text()).toBe('fine')
  })

  it('fails with a code when it cannot listen', async () => {
    const { port } = await serve(async () => text(''))
    await expect(serve(async () => text(''), port)).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: `Cannot listen on 127.0.0.1:${port}: the address is in use`,
    })
    const elsewhere = createNodeListen().listen({ host: '192.0.2.1', port: 0, handle: async () => text('') })
    await expect(elsewhere).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' })
  })

  it('closes idle connections at once, and answers what is under way before it closes', async () => {
    let answer = () => {}
    let asked = () => {}
    const started = new Promise<void>((resolve) => {
      asked = resolve
    })
    const server = await serve(({ target }) => {
      if (target !== '/slow') return Promise.resolve(text('fast'))
      asked()
      return new Promise((resolve) => {
        answer = () => resolve(text('slow'))
      })
    })
    await (await fetch(urlOf(server))).text()
    const spare = connect(server.port, '127.0.0.1')
    const ended = new Promise((resolve) => spare.on('close', resolve))
    await new Promise((resolve) => spare.on('connect', resolve))
    const slow = fetch(`${urlOf(server)}/slow`)
    await started
    const closed = server.close(60_000)
    await expect(fetch(urlOf(server))).rejects.toThrow()
    answer()
    expect(await (await slow).text()).toBe('slow')
    await Promise.all([closed, ended])
  })

  it('ends what takes longer than the grace period', async () => {
    let gone = false
    const server = await serve(
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            gone = true
            resolve(text(''))
          })
          void server.close(1)
        }),
    )
    await expect(fetch(urlOf(server))).rejects.toThrow()
    await server.close(1)
    await expect.poll(() => gone).toBe(true)
  })
})
