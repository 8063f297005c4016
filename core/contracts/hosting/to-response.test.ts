import { describe, expect, test } from 'vitest'
import { toResponse } from './to-response.ts'

function shown(result: unknown) {
  const { status, headers, body } = toResponse(result)
  return { status, headers, body: new TextDecoder().decode(body) }
}

describe('toResponse()', () => {
  test('answers 200 with nothing for nothing', () => {
    for (const result of [null, undefined, {}, { body: null }]) {
      expect(shown(result)).toEqual({ status: 200, headers: [], body: '' })
    }
  })

  test('sends values as JSON, text as it is, and bytes that are base64', () => {
    expect(shown({ status: 201, body: { a: [1] } })).toEqual({
      status: 201,
      headers: [['content-type', 'application/json']],
      body: '{"a":[1]}',
    })
    expect(shown({ body: 0 }).body).toBe('0')
    expect(shown({ body: 'héllo' })).toMatchObject({ headers: [['content-type', 'text/plain; charset=utf-8']] })
    expect(shown({ rawBody: 'aGk=', body: 'not this' })).toMatchObject({
      headers: [['content-type', 'application/octet-stream']],
      body: 'hi',
    })
  })

  test('keeps the content type of the handler, and repeats headers that are lists', () => {
    const headers = { 'Content-Type': 'text/html', 'set-cookie': ['a=1', 'b=2'], 'x-n': 3, 'x-none': null }
    expect(shown({ headers, body: '<p>' }).headers).toEqual([
      ['content-type', 'text/html'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['x-n', '3'],
    ])
  })

  test('leaves the framing of the message to the host', () => {
    const headers = {
      'Content-Length': '1',
      'transfer-encoding': 'chunked',
      Connection: 'x',
      upgrade: 'h2c',
      'x-a': 'b',
    }
    expect(shown({ headers, body: null }).headers).toEqual([['x-a', 'b']])
  })

  test('refuses headers that would split the response', () => {
    const hostile = [
      { 'x-a': 'b\r\nset-cookie: c=1' },
      { 'x-a': 'b\nc' },
      { 'x-a': 'b\0' },
      { 'x-a': 'ab\u010d' },
      { 'x-a\r\nb': 'c' },
      { 'x a': 'c' },
      { '': 'c' },
      { 'x-a': { b: 1 } },
      { 'set-cookie': ['fine', 'not\r\nfine'] },
    ]
    for (const headers of hostile) {
      expect(() => toResponse({ headers })).toThrow(expect.objectContaining({ code: 'http_response_invalid' }))
    }
  })

  test('refuses a status that ends no response, and results that are none', () => {
    for (const result of [{ status: 101 }, { status: 600 }, { status: 200.5 }, { status: '200' }, 'text', [1], 5]) {
      expect(() => toResponse(result)).toThrow(expect.objectContaining({ code: 'http_response_invalid' }))
    }
    expect(() => toResponse({ rawBody: '*' })).toThrow('rawBody must be base64')
  })

  test('is 500 for a failed script that gave no status', () => {
    const failed = { success: false, messages: ['boom'], error: 'Error: boom\n  at x' }
    expect(shown(failed)).toEqual({
      status: 500,
      headers: [['content-type', 'application/json']],
      body: '{"error":"boom"}',
    })
    expect(shown({ success: false })).toMatchObject({ status: 500, body: '{"error":"Handler failed"}' })
    expect(shown({ success: false, status: 422, body: 'no' })).toMatchObject({ status: 422, body: 'no' })
  })
})
