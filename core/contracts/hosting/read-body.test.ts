import { describe, expect, test } from 'vitest'
import { readBody } from './read-body.ts'

async function* chunks(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part
}
const read = (body: AsyncIterable<Uint8Array>, headers: Record<string, string> = {}, parseJson = true) =>
  readBody(body, { headers, maxBytes: 16, parseJson })

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

  test('refuses a body that is cut off', async () => {
    async function* broken() {
      yield new Uint8Array(1)
      throw new Error('aborted')
    }
    await expect(read(broken())).rejects.toMatchObject({ status: 400, message: 'Body cut off' })
  })

  test('unpacks nothing', async () => {
    await expect(read(chunks('x'), { 'content-encoding': 'gzip' })).rejects.toMatchObject({ status: 415 })
    expect((await read(chunks('x'), { 'content-encoding': 'identity' })).body).toBe('x')
  })
})
