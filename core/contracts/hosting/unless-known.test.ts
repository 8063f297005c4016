import { describe, expect, test } from 'vitest'
import { unlessKnown } from './unless-known.ts'

const response = {
  status: 200,
  headers: [
    ['etag', '"v1"'],
    ['content-type', 'text/plain'],
  ] as const,
  body: new Uint8Array([1]),
}

describe('unlessKnown()', () => {
  test.each(['"v1"', 'W/"v1"', '"v0", "v1"', '*'])('answers 304 to a client that has it: %s', (named) => {
    expect(unlessKnown({ 'if-none-match': named }, { method: 'GET', response })).toEqual({
      status: 304,
      headers: [['etag', '"v1"']],
      body: new Uint8Array(0),
    })
  })

  test.each([
    [{ 'if-none-match': '"v2"' }, 'GET', response],
    [{ 'if-none-match': '"v1"' }, 'POST', response],
    [{ 'if-none-match': '"v1"' }, 'GET', { ...response, status: 500 }],
    [{ 'if-none-match': '*' }, 'GET', { ...response, headers: [] }],
    [{}, 'GET', response],
  ])('sends it to everybody else: %j %s', (headers, method, given) => {
    expect(unlessKnown(headers, { method, response: given })).toBe(given)
  })
})
