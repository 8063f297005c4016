import { describe, expect, it } from 'vitest'
import { codeOfWorkerError } from './http.ts'

describe('codeOfWorkerError()', () => {
  it.each([
    ['Network connection lost.', 'ECONNRESET'],
    ['internal error; DNS lookup failed', 'ENOTFOUND'],
    ['Connection refused', 'ECONNREFUSED'],
    ['The request timed out', 'ETIMEDOUT'],
    ['TLS handshake failed', 'ERR_TLS'],
    ['something else', undefined],
  ])('reads "%s" as %s', (message, code) => {
    expect(codeOfWorkerError(new Error(message))).toBe(code)
  })
})
