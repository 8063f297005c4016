import { describe, expect, it } from 'vitest'
import { defaultSlotOf, isFlowCall } from './flow-call.ts'

describe('isFlowCall()', () => {
  it.each(['lcod://flow/try@1', 'lcod://flow/try@1.0.0', 'flow/try@1', 'lcod://flow/try'])('knows %s', (call) => {
    expect(isFlowCall(call, 'try')).toBe(true)
  })

  it.each(['lcod://my/flow/try@1', 'lcod://flow/tryout@1', 'try', null])('does not take %j for it', (call) => {
    expect(isFlowCall(call, 'try')).toBe(false)
  })
})

describe('defaultSlotOf()', () => {
  it('is tasks for parallel and body for all others', () => {
    expect(defaultSlotOf('lcod://flow/parallel@1')).toBe('tasks')
    expect(defaultSlotOf(undefined)).toBe('body')
  })
})
