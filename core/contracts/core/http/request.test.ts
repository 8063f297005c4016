import { describe, expect, it } from 'vitest'
import { createMemoryHost, type MemoryHostOptions } from '../../../../adapters/memory/index.ts'
import { failText, runText } from '../../../testing/run-text.ts'

const text = (inputs: string) =>
  `compose: [{ call: lcod://contract/core/http/request@1, in: ${inputs}, out: { r: $ } }]`
type Answers = NonNullable<MemoryHostOptions['http']>

async function ask(inputs: string, http: Answers, env: Record<string, string> = {}) {
  const host = createMemoryHost({ http, env })
  const state = await runText(text(inputs), { host })
  return { result: state['r'] as Record<string, unknown>, requests: host.http.requests }
}
const fail = (inputs: string, http: Answers = []) => failText(text(inputs), { host: createMemoryHost({ http }) })
const json = { 'content-type': 'application/json; charset=utf-8' }

describe('http/request', () => {
  it('gives status, headers as lists, and text for JSON', async () => {
    const { result } = await ask('{ url: http://a.test/x }', [
      { url: 'http://a.test/x', status: 201, headers: { ...json, 'set-cookie': ['a=1', 'b=2'] }, body: '{"n":1}' },
    ])
    expect(result).toMatchObject({
      status: 201,
      headers: { 'content-type': [json['content-type']], 'set-cookie': ['a=1', 'b=2'] },
      body: '{"n":1}',
      bodyEncoding: 'utf-8',
      redirects: [],
    })
  })

  it('gives base64 for anything that is not text', async () => {
    const { result } = await ask('{ url: http://a.test/x }', [
      { url: 'http://a.test/x', body: new Uint8Array([255, 0]) },
    ])
    expect(result).toMatchObject({ body: '/wA=', bodyEncoding: 'base64' })
  })

  it('appends the query, repeating keys for lists', async () => {
    const { requests } = await ask('{ url: "http://a.test/x?a=0", query: { a: [1, 2], b: "c d", n: null } }', [
      { url: 'http://a.test/x?a=0&a=1&a=2&b=c+d' },
    ])
    expect(requests[0]?.url).toBe('http://a.test/x?a=0&a=1&a=2&b=c+d')
  })

  it.each([
    ['json', '{ a: 1 }', '{"a":1}', 'application/json'],
    ['json', "'[1, 2]'", '[1, 2]', 'application/json'],
    ['json', 'plain', '"plain"', 'application/json'],
    ['form', '{ a: [1, 2], b: x y }', 'a=1&a=2&b=x+y', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['base64', 'aGk=', 'hi', undefined],
    ['none', 'as it is', 'as it is', undefined],
    ['none', '{ a: 1 }', '{"a":1}', undefined],
  ])('encodes a body as %s: %s', async (encoding, body, sent, type) => {
    const { requests } = await ask(`{ url: http://a.test/, method: post, body: ${body}, bodyEncoding: ${encoding} }`, [
      { url: 'http://a.test/' },
    ])
    expect(new TextDecoder().decode(requests[0]?.body)).toBe(sent)
    expect(requests[0]?.headers.find(([name]) => name === 'content-type')?.[1]).toBe(type)
    expect(requests[0]?.method).toBe('POST')
  })

  it('follows redirects and keeps credentials with their origin', async () => {
    const { result, requests } = await ask(
      '{ url: http://a.test/, auth: { type: bearer, secret: TOKEN } }',
      [
        { url: 'http://a.test/', status: 302, headers: { location: '/next' } },
        { url: 'http://a.test/next', status: 307, headers: { location: 'http://b.test/' } },
        { url: 'http://b.test/', headers: json, body: '{}' },
      ],
      { TOKEN: 's3cret' },
    )
    expect(result).toMatchObject({ status: 200, redirects: ['http://a.test/', 'http://a.test/next'] })
    expect(requests.map(({ headers }) => headers.find(([name]) => name === 'authorization')?.[1])).toEqual([
      'Bearer s3cret',
      'Bearer s3cret',
      undefined,
    ])
  })

  it('turns a POST into a GET where the answer says so', async () => {
    const { requests } = await ask('{ url: http://a.test/, method: POST, body: x }', [
      { url: 'http://a.test/', status: 303, headers: { location: '/done' } },
      { url: 'http://a.test/done' },
    ])
    expect(requests.map(({ method, body }) => [method, body === undefined])).toEqual([
      ['POST', false],
      ['GET', true],
    ])
  })

  it('gives the redirect itself with followRedirects false', async () => {
    const { result } = await ask('{ url: http://a.test/, followRedirects: false }', [
      { url: 'http://a.test/', status: 301, headers: { location: '/x' } },
    ])
    expect(result).toMatchObject({ status: 301, redirects: [] })
  })

  it('gives a stream in stream mode', async () => {
    const { result } = await ask('{ url: http://a.test/, responseMode: stream }', [
      { url: 'http://a.test/', headers: json, body: ['ab', 'cd'] },
    ])
    expect(result).toMatchObject({ stream: { encoding: 'binary', mediaType: 'application/json' } })
    expect(result).not.toHaveProperty('body')
  })

  it('refuses what is no request', async () => {
    for (const inputs of [
      '{ url: not a url }',
      '{ url: "file:///etc/passwd" }',
      '{ url: http://a.test/, method: CONNECT }',
      '{ url: http://a.test/, headers: { "a b": x } }',
      '{ url: http://a.test/, headers: { a: "x\\r\\ny: z" } }',
      '{ url: http://a.test/, body: x }',
      '{ url: http://a.test/, method: POST, body: "!", bodyEncoding: base64 }',
      '{ url: http://a.test/, auth: { type: digest, secret: X } }',
    ]) {
      expect((await fail(inputs))['code']).toBe('http_invalid_request')
    }
  })

  it('tells failures apart', async () => {
    expect((await fail('{ url: http://gone.test/ }'))['code']).toBe('ENOTFOUND')
    const refused: Answers = [{ url: 'http://a.test/', fail: 'ECONNREFUSED' }]
    expect((await fail('{ url: http://a.test/ }', refused))['code']).toBe('ECONNREFUSED')
    const slow: Answers = [{ url: 'http://a.test/', delayMs: 60_000 }]
    expect(await fail('{ url: http://a.test/, timeoutMs: 5 }', slow)).toMatchObject({
      code: 'ETIMEDOUT',
      data: { timeoutMs: 5 },
    })
    const circle: Answers = [{ url: 'http://a.test/', status: 302, headers: { location: '/' } }]
    expect((await fail('{ url: http://a.test/ }', circle))['code']).toBe('http_too_many_redirects')
    const large: Answers = [{ url: 'http://a.test/', body: 'x'.repeat(11) }]
    expect((await fail('{ url: http://a.test/, maxBytes: 10 }', large))['code']).toBe('http_body_too_large')
    expect((await fail('{ url: http://a.test/, auth: { type: basic, secret: NONE } }'))['code']).toBe(
      'http_credentials_missing',
    )
  })

  it('ends with the run when that is cancelled', async () => {
    const host = createMemoryHost({ http: [{ url: 'http://a.test/', delayMs: 60_000 }] })
    const error = await failText(text('{ url: http://a.test/ }'), { host, timeoutMs: 5 })
    expect(error.name).toBe('ExecutionCancelledError')
  })
})
