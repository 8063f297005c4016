import { describe, expect, it } from 'vitest'
import { CancelToken } from './cancel-token.ts'

describe('CancelToken', () => {
  it('cancel() reaches children and not parents', () => {
    const parent = new CancelToken()
    const child = new CancelToken(parent)
    const grandchild = new CancelToken(child)
    child.cancel('why')
    expect([parent.cancelled, child.cancelled, grandchild.cancelled]).toEqual([false, true, true])
    expect(grandchild.reason).toBe('why')
  })

  it('a child of a cancelled token is cancelled from the start', () => {
    const parent = new CancelToken()
    parent.cancel('early')
    expect(new CancelToken(parent).reason).toBe('early')
  })

  it('release() lets go of the parent', () => {
    const parent = new CancelToken()
    const child = new CancelToken(parent)
    child.release()
    parent.cancel()
    expect(child.cancelled).toBe(false)
  })

  it('onCancel() calls back once, at once when it is too late to wait, and not when taken back', () => {
    const token = new CancelToken()
    const calls: string[] = []
    token.onCancel(() => calls.push('kept'))
    token.onCancel(() => calls.push('taken back'))()
    token.cancel()
    token.cancel()
    token.onCancel(() => calls.push('late'))
    expect(calls).toEqual(['kept', 'late'])
  })

  it('ensureNotCancelled() throws the cancellation with its reason, and only the first reason counts', () => {
    const token = new CancelToken()
    token.ensureNotCancelled()
    token.cancel('first')
    token.cancel('second')
    expect(() => token.ensureNotCancelled()).toThrow(expect.objectContaining({ code: 'cancelled', reason: 'first' }))
  })
})
