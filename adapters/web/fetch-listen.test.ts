import { describe, expect, it } from 'vitest'
import { listenPortSuite, sendByFetch } from '../../conformance/ports/listen.ts'
import { collectBytes } from '../../core/bytes/collect-bytes.ts'
import type { ServerRequest } from '../../core/host/listen.ts'
import { createFetchListen } from './fetch-listen.ts'

const address = { host: '0.0.0.0', port: 80 }
const empty = { status: 200, headers: [], body: new Uint8Array(0) }
const answer = async () => empty

describe('createFetchListen() as a listen port', () => {
  const cases = listenPortSuite(() => {
    const port = createFetchListen()
    return { port, send: (_, asked) => sendByFetch('https://app.example', asked, port.fetch) }
  })
  it.each(cases)('$name', ({ run }) => run())
})

describe('createFetchListen()', () => {
  it('hands on method, target, headers and body, and gives the answer as a response', async () => {
    let seen: ServerRequest | undefined
    const listen = createFetchListen()
    await listen.listen({
      ...address,
      handle: async (request) => {
        seen = request
        const headers = [['set-cookie', 'a=1'] as const, ['set-cookie', 'b=2'] as const]
        return { status: 201, headers, body: await collectBytes(request.body) }
      },
    })
    const asked = new Request('https://app.example/a%2Fb?c=d', {
      method: 'POST',
      headers: { 'X-A': '1' },
      body: 'sent',
    })
    const response = await listen.fetch(asked)
    expect(seen).toMatchObject({ method: 'POST', target: '/a%2Fb?c=d' })
    expect(seen?.headers).toContainEqual(['x-a', '1'])
    expect([response.status, response.headers.getSetCookie(), await response.text()]).toEqual([
      201,
      ['a=1', 'b=2'],
      'sent',
    ])
  })

  it('has one server at a time, and says when it has none', async () => {
    const listen = createFetchListen()
    const ask = async () => (await listen.fetch(new Request('https://app.example/'))).status
    expect(await ask()).toBe(503)
    const server = await listen.listen({ ...address, handle: answer })
    await expect(listen.listen({ ...address, port: 81, handle: answer })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(await ask()).toBe(200)
    await server.close(0)
    expect(await ask()).toBe(503)
    await listen.listen({ ...address, port: 81, handle: answer })
    await server.close(0)
    expect(await ask()).toBe(200)
  })
})
