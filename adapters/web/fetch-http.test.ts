import { describe, expect, it, vi } from 'vitest'
import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { HttpRequest } from '../../core/host/http.ts'
import { createFetchHttp } from './fetch-http.ts'

const REQUEST: HttpRequest = { url: 'https://user:secret@example.com/path?token=1', method: 'GET', headers: [] }

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of body) text += new TextDecoder().decode(chunk)
  return text
}

function http(answer: () => Response | Promise<Response>, options: Parameters<typeof createFetchHttp>[0] = {}) {
  const fetch = vi.fn(async (_input: RequestInfo | URL, _init?: RequestInit) => answer())
  return { fetch, port: createFetchHttp({ ...options, fetch }) }
}

describe('createFetchHttp()', () => {
  it('sends method, headers and body, and never follows', async () => {
    const { fetch, port } = http(() => new Response('ok'), { init: { credentials: 'omit' } })
    const body = new Uint8Array([1, 2])
    await port.send({
      ...REQUEST,
      method: 'POST',
      headers: [
        ['a', '1'],
        ['a', '2'],
      ],
      body,
    })
    expect(fetch.mock.calls[0]).toMatchObject([
      REQUEST.url,
      {
        method: 'POST',
        headers: [
          ['a', '1'],
          ['a', '2'],
        ],
        body,
        redirect: 'manual',
        credentials: 'omit',
      },
    ])
  })

  it('gives status, lower-case headers with cookies apart, and the body', async () => {
    const headers: [string, string][] = [
      ['X-One', '1'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]
    const { port } = http(() => new Response('content', { status: 201, statusText: 'Made', headers }))
    const answer = await port.send(REQUEST)
    expect([answer.status, answer.statusText]).toEqual([201, 'Made'])
    expect(answer.headers).toEqual(
      expect.arrayContaining([
        ['x-one', '1'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]),
    )
    expect(await textOf(answer.body)).toBe('content')
  })

  it('has an empty body where there is none', async () => {
    const { port } = http(() => new Response(null, { status: 204 }))
    expect(await textOf((await port.send(REQUEST)).body)).toBe('')
  })

  it('gives the connection up when the body is left before it is read', async () => {
    const cancel = vi.fn()
    const { port } = http(() => new Response(new ReadableStream({ cancel })))
    await (await port.send(REQUEST)).body[Symbol.asyncIterator]().return?.()
    expect(cancel).toHaveBeenCalled()
  })

  it('fails with the code that the platform tells, and without secrets in the message', async () => {
    const { port } = http(
      () => {
        throw new TypeError('Network connection lost')
      },
      { codeOf: () => 'ECONNRESET', hint: 'Try again' },
    )
    const error = await port.send(REQUEST).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(KernelError)
    expect(error).toMatchObject({ code: 'ECONNRESET', hint: 'Try again' })
    expect(String(error)).toContain('https://example.com/path')
    expect(String(error)).not.toMatch(/secret|token/)
  })

  it('fails with HTTP_REQUEST_FAILED when the platform tells nothing', async () => {
    const { port } = http(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(port.send(REQUEST)).rejects.toMatchObject({ code: 'HTTP_REQUEST_FAILED' })
  })

  it('refuses a redirect whose target it is not told', async () => {
    const hidden = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' })
    const { port } = http(() => hidden)
    await expect(port.send(REQUEST)).rejects.toMatchObject({
      code: 'HTTP_REQUEST_FAILED',
      message: expect.stringContaining('redirects'),
    })
  })

  it('ends as cancelled when the signal fired', async () => {
    const controller = new AbortController()
    const { port } = http(() => {
      controller.abort('enough')
      throw new DOMException('Aborted', 'AbortError')
    })
    const error = await port.send({ ...REQUEST, signal: controller.signal }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ExecutionCancelledError)
  })
})
