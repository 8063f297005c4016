import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createNetServer, type LookupFunction } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { collectBytes } from '../../core/bytes/collect-bytes.ts'
import { KernelError } from '../../core/errors/kernel-error.ts'
import { createNodeHttp } from './node-http.ts'

const servers: Server[] = []
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

const get = { method: 'GET', headers: [] }
const text = async (body: AsyncIterable<Uint8Array>) => new TextDecoder().decode(await collectBytes(body))

describe('createNodeHttp()', () => {
  it('sends method, headers and body, and gives status, header lines and body back', async () => {
    const url = await serve((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        response.writeHead(201, 'Made', {
          'Set-Cookie': ['a=1', 'b=2'],
          'X-Seen': `${request.method} ${request.headers['x-a']}`,
        })
        response.end(body.toUpperCase())
      })
    })
    const answer = await createNodeHttp().send({
      url,
      method: 'POST',
      headers: [['X-A', 'one']],
      body: new TextEncoder().encode('hello'),
    })
    expect([answer.status, answer.statusText]).toEqual([201, 'Made'])
    expect(answer.headers).toContainEqual(['set-cookie', 'a=1'])
    expect(answer.headers).toContainEqual(['set-cookie', 'b=2'])
    expect(answer.headers).toContainEqual(['x-seen', 'POST one'])
    expect(await text(answer.body)).toBe('HELLO')
  })

  it('does not follow redirects', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/next' }).end())
    const answer = await createNodeHttp().send({ url, ...get })
    expect(answer.status).toBe(302)
    expect(answer.headers).toContainEqual(['location', '/next'])
  })

  it('gives an empty body for 204', async () => {
    const url = await serve((_, response) => response.writeHead(204).end())
    expect(await text((await createNodeHttp().send({ url, ...get })).body)).toBe('')
  })

  it('gives the connection up when the body is left, also before the first pull', async () => {
    let closed = 0
    const url = await serve((_, response) => {
      response.on('close', () => closed++)
      response.write('endless')
    })
    const http = createNodeHttp()
    const unread = await http.send({ url, ...get })
    await unread.body[Symbol.asyncIterator]().return?.()
    const read = await http.send({ url, ...get })
    for await (const _ of read.body) break
    await expect.poll(() => closed).toBe(2)
  })

  it('fails with ECONNREFUSED when nothing listens', async () => {
    const url = await serve(() => {})
    await new Promise((resolve) => servers.pop()?.close(resolve))
    await expect(createNodeHttp().send({ url, ...get })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('fails with ECONNRESET when the other side goes away, before or within the body', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/early') request.socket.destroy()
      else {
        response.writeHead(200, { 'content-length': '100' })
        response.write('part')
        setTimeout(() => request.socket.destroy(), 10)
      }
    })
    const http = createNodeHttp()
    await expect(http.send({ url: `${url}/early`, ...get })).rejects.toMatchObject({ code: 'ECONNRESET' })
    const answer = await http.send({ url, ...get })
    await expect(text(answer.body)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('ends with cancellation when the signal fires', async () => {
    const url = await serve(() => {})
    const controller = new AbortController()
    const sent = createNodeHttp().send({ url, ...get, signal: controller.signal })
    controller.abort()
    await expect(sent).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('sends a body in its frame with every method', async () => {
    const url = await serve(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      response.end(`${request.headers['content-length']}:${Buffer.concat(parts)}`)
    })
    const http = createNodeHttp()
    for (const method of ['DELETE', 'OPTIONS', 'PATCH']) {
      const answer = await http.send({ url, method, headers: [], body: new TextEncoder().encode('abc') })
      expect(await text(answer.body)).toBe('3:abc')
    }
  })

  it('says who asks, and sends several lines of one header', async () => {
    const url = await serve((request, response) => response.end(JSON.stringify(request.headersDistinct)))
    const headers = [['X-A', '1'] as const, ['x-a', '2'] as const, ['Accept', 'text/plain'] as const]
    const answer = await createNodeHttp().send({ url, method: 'GET', headers })
    expect(JSON.parse(await text(answer.body))).toMatchObject({
      'x-a': ['1', '2'],
      accept: ['text/plain'],
      'user-agent': ['lcod'],
    })
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (data: string) => Buffer.from(data)],
  ] as const)('unpacks %s', async (coding, pack) => {
    const url = await serve((_, response) => response.setHeader('content-encoding', coding).end(pack('packed text')))
    expect(await text((await createNodeHttp().send({ url, ...get })).body)).toBe('packed text')
  })

  it('fails when what is packed is broken', async () => {
    const url = await serve((_, response) => response.setHeader('content-encoding', 'gzip').end('no gzip'))
    const answer = await createNodeHttp().send({ url, ...get })
    await expect(text(answer.body)).rejects.toMatchObject({ code: 'HTTP_REQUEST_FAILED' })
  })

  it('gives a connection up that stands still, before or within the body', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/body') response.write('part')
    })
    const http = createNodeHttp({ idleTimeoutMs: 50 })
    await expect(http.send({ url, ...get })).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    const answer = await http.send({ url: `${url}/body`, ...get })
    await expect(text(answer.body)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  it('fails when the answer is no HTTP, and when it switches protocols', async () => {
    const server = createNetServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', (data) => {
        const isOdd = data.toString().includes('GET /odd')
        socket.end(isOdd ? 'SSH-2.0-x\r\n' : 'HTTP/1.1 101 Switch\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    for (const path of ['/odd', '/switch']) {
      await expect(createNodeHttp().send({ url: url + path, ...get })).rejects.toBeInstanceOf(KernelError)
    }
    await new Promise((resolve) => server.close(resolve))
  })

  it('fails with ERR_TLS when the other side does not speak it', async () => {
    const url = (await serve((_, response) => response.end())).replace('http:', 'https:')
    await expect(createNodeHttp().send({ url, ...get })).rejects.toMatchObject({ code: 'ERR_TLS' })
  })

  it('refuses what is not HTTP', async () => {
    await expect(createNodeHttp().send({ url: 'file:///etc/hostname', ...get })).rejects.toMatchObject({
      code: 'HTTP_REQUEST_FAILED',
    })
  })
})

describe('createNodeHttp() with admitAddress', () => {
  const port = (url: string) => new URL(url).port
  const named = (url: string) => `http://name.test:${port(url)}/`
  /** A name server that answers every name with these addresses. */
  const answering =
    (...addresses: string[]): LookupFunction =>
    (_, __, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      )
  const refuse = (address: string) => {
    throw new KernelError('permission_denied', `No: ${address}`)
  }

  it('sends nothing to an address that is refused', async () => {
    let requests = 0
    const url = await serve((_, response) => response.end(String(++requests)))
    const http = createNodeHttp({ lookup: answering('127.0.0.1') })
    await expect(http.send({ url: named(url), ...get, admitAddress: refuse })).rejects.toMatchObject({
      code: 'permission_denied',
      message: 'No: 127.0.0.1',
    })
    expect(requests).toBe(0)
  })

  it('takes the addresses that are admitted', async () => {
    const url = await serve((_, response) => response.end('here'))
    const http = createNodeHttp({ lookup: answering('127.0.0.2', '127.0.0.1') })
    const asked: string[] = []
    const answer = await http.send({
      url: named(url),
      ...get,
      admitAddress: (address) => {
        asked.push(address)
        if (address !== '127.0.0.1') refuse(address)
      },
    })
    expect(await text(answer.body)).toBe('here')
    expect(asked.slice(0, 2)).toEqual(['127.0.0.2', '127.0.0.1'])
  })

  it('asks again for a connection that another request has left', async () => {
    let requests = 0
    const url = await serve((_, response) => response.end(String(++requests)))
    const http = createNodeHttp({ lookup: answering('127.0.0.1') })
    await text((await http.send({ url: named(url), ...get })).body)
    await expect(http.send({ url: named(url), ...get, admitAddress: refuse })).rejects.toMatchObject({
      code: 'permission_denied',
    })
    expect(requests).toBe(1)
  })
})
