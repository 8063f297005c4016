import { describe, expect, it } from 'vitest'
import { KernelError } from '../../core/errors/kernel-error.ts'
import { toHttpError } from './node-http-error.ts'

const url = 'https://user:secret@example.com/a?token=secret'
const failure = (code: string) => Object.assign(new Error('no'), { code })

describe('toHttpError()', () => {
  it.each([
    ['ENOTFOUND', 'ENOTFOUND'],
    ['EAI_AGAIN', 'ENOTFOUND'],
    ['EPIPE', 'ECONNRESET'],
    ['CERT_HAS_EXPIRED', 'ERR_TLS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS'],
    ['SOMETHING_ELSE', 'HTTP_REQUEST_FAILED'],
  ])('maps %s, and names no secret of the URL', (code, expected) => {
    expect(toHttpError(failure(code), { url })).toMatchObject({
      code: expected,
      message: `The request to https://example.com/a failed: ${code}`,
      data: { reason: code },
    })
  })

  it('looks into causes and attempts', () => {
    const attempts = new AggregateError([failure('ECONNREFUSED'), failure('ENETUNREACH')])
    expect(toHttpError(new Error('outer', { cause: attempts }), { url }).code).toBe('ECONNREFUSED')
    expect(toHttpError('odd', { url })).toMatchObject({ code: 'HTTP_REQUEST_FAILED', data: { reason: 'odd' } })
  })

  it('keeps errors of the kernel, and cancellation before all', () => {
    const refused = new KernelError('permission_denied', 'no')
    expect(toHttpError(refused, { url })).toBe(refused)
    expect(toHttpError(refused, { url, signal: AbortSignal.abort() }).code).toBe('cancelled')
  })
})
