import { describe, expect, it } from 'vitest'
import { ExecutionCancelledError, KernelError } from '../../../core/errors/kernel-error.ts'
import { fromWireError, toWireError } from './wire-error.ts'

describe('toWireError() and fromWireError()', () => {
  it('keep code, message, data, hint, place and frames', () => {
    const error = new KernelError('EBUSY', 'in use', {
      data: [1],
      hint: 'Wait',
      source: { file: 'a', start: 0, end: 1 },
    })
    error.frames.push({ path: '/compose/0', call: 'lcod://a@1' })
    const again = fromWireError(structuredClone(toWireError(error)))
    expect(again).toBeInstanceOf(KernelError)
    expect(again).toMatchObject({ code: 'EBUSY', message: 'in use', data: [1], hint: 'Wait', source: error.source })
    expect(again.frames).toEqual(error.frames)
  })

  it('keep a cancellation one', () => {
    const again = fromWireError(toWireError(new ExecutionCancelledError(new Error('deadline'))))
    expect(again).toBeInstanceOf(ExecutionCancelledError)
    expect(again).toMatchObject({ code: 'cancelled', reason: 'deadline' })
  })

  it('leave out data that is not JSON', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(toWireError(new KernelError('EIO', 'x', { data: cycle }))).toEqual({ code: 'EIO', message: 'x', frames: [] })
    expect(toWireError(new KernelError('EIO', 'x', { data: { call: () => 1, n: 1 } })).data).toEqual({ n: 1 })
  })

  it('give foreign errors the code "unexpected_error"', () => {
    expect(toWireError(new TypeError('odd'))).toEqual({ code: 'unexpected_error', message: 'odd', frames: [] })
    expect(toWireError('text')).toMatchObject({ message: 'text' })
  })
})
