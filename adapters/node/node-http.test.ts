import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { collectBytes } from '../../core/bytes/collect-bytes.ts'
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

  it('maps codes of the cause, and names no secret of the URL', async () => {
    const failing = (code: string) =>
      createNodeHttp(() =>
        Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) })),
      )
    const url = 'https://user:secret@example.com/a?token=secret'
    for (const [code, expected] of [
      ['ENOTFOUND', 'ENOTFOUND'],
      ['EAI_AGAIN', 'ENOTFOUND'],
      ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
      ['CERT_HAS_EXPIRED', 'ERR_TLS'],
      ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS'],
      ['SOMETHING_ELSE', 'HTTP_REQUEST_FAILED'],
    ] as const) {
      await expect(failing(code).send({ url, ...get })).rejects.toMatchObject({
        code: expected,
        message: `The request to https://example.com/a failed: ${code}`,
      })
    }
  })
})
