import { describe, expect, test } from 'vitest'
import { readBody, readHeaders, readQuery, readTarget } from './read-request.ts'

async function* chunks(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part
}
const read = (body: AsyncIterable<Uint8Array>, headers: Record<string, string> = {}, parseJson = true) =>
  readBody(body, { headers, maxBytes: 16, parseJson })

test('readTarget() takes paths, whole addresses, and nothing else', () => {
  expect(readTarget('/a/?b=1#c')).toEqual({ path: '/a', search: '?b=1' })
  expect(readTarget('http://evil.example/a?b')).toEqual({ path: '/a', search: '?b' })
  expect(readTarget('http://evil.example')).toEqual({ path: '/', search: '' })
  expect(readTarget('http://evil.example?b')).toEqual({ path: '/', search: '?b' })
  expect(['*', '', 'a/b', 'ftp://x/y', 'example.com:443'].map(readTarget)).toEqual(Array(5).fill(undefined))
})

test('readQuery() makes lists of repeated parameters, and data of hostile names', () => {
  const query = readQuery('?a=1&a=2&a=3&b=x+y%26&__proto__=p&constructor=c')
  expect(query).toEqual(
    Object.fromEntries([
      ['a', ['1', '2', '3']],
      ['b', 'x y&'],
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]),
  )
  expect(({} as Record<string, unknown>)['p']).toBeUndefined()
})

test('readHeaders() lowers names and keeps repeated lines apart', () => {
  expect(
    readHeaders([
      ['X-A', '1'],
      ['x-a', '2'],
      ['Accept', 'b, c'],
    ]),
  ).toEqual({ 'x-a': ['1', '2'], accept: 'b, c' })
})

describe('readBody()', () => {
  test('parses JSON of every JSON type, whatever its case and parameters', async () => {
    for (const type of ['application/json', 'Application/JSON; charset=utf-8', 'application/problem+json']) {
      expect(await read(chunks('{"a"', ':1}'), { 'content-type': type })).toEqual({
        body: { a: 1 },
        rawBody: 'eyJhIjoxfQ==',
      })
    }
    for (const type of ['application/jsonx', 'text/json', 'application/json-seq']) {
      expect((await read(chunks('{}'), { 'content-type': type })).body).toBe('{}')
    }
  })

  test('gives text in its charset, and the bytes as base64', async () => {
    const latin = chunks(new Uint8Array([0xe9]))
    expect(await read(latin, { 'content-type': 'text/plain; charset="iso-8859-1"' })).toEqual({
      body: 'é',
      rawBody: '6Q==',
    })
    expect((await read(chunks('é'), { 'content-type': 'text/plain; charset=nonsense' })).body).toBe('é')
  })

  test('is null without a body, whatever the type', async () => {
    expect(await read(chunks(), { 'content-type': 'application/json' })).toEqual({ body: null, rawBody: null })
  })

  test('refuses broken JSON unless the route wants text', async () => {
    const json = { 'content-type': 'application/json' }
    const refused = { status: 400, message: 'Invalid JSON body' }
    await expect(read(chunks('{"a"'), json)).rejects.toMatchObject(refused)
    await expect(read(chunks(new Uint8Array([0x22, 0xff, 0x22])), json)).rejects.toMatchObject(refused)
    expect((await read(chunks('{"a"'), json, false)).body).toBe('{"a"')
    const deep = '['.repeat(5000) + ']'.repeat(5000)
    await expect(readBody(chunks(deep), { headers: json, maxBytes: 100_000, parseJson: true })).rejects.toMatchObject(
      refused,
    )
  })

  test('takes no more than the limit, whatever the request declares', async () => {
    let pulled = 0
    async function* endless() {
      for (;;) {
        pulled++
        yield new Uint8Array(10)
      }
    }
    const tooLarge = { status: 413, message: 'Body larger than 16 bytes' }
    await expect(read(endless(), { 'content-length': '3' })).rejects.toMatchObject(tooLarge)
    expect(pulled).toBe(2)
    await expect(read(chunks('x'), { 'content-length': '17' })).rejects.toMatchObject(tooLarge)
    expect((await read(chunks('x'.repeat(16)))).body).toHaveLength(16)
  })

  test('unpacks nothing', async () => {
    await expect(read(chunks('x'), { 'content-encoding': 'gzip' })).rejects.toMatchObject({ status: 415 })
    expect((await read(chunks('x'), { 'content-encoding': 'identity' })).body).toBe('x')
  })
})
