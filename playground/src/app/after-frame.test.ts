import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { afterFrame } from './after-frame.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('afterFrame()', () => {
  test('works once, after the frame and not in it', () => {
    const work = vi.fn()
    let frame = () => {}
    afterFrame((callback) => {
      frame = callback
    }, work)
    frame()
    expect(work).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(work).toHaveBeenCalledTimes(1)
  })

  test('works without a frame where none is drawn, and not again when one is drawn after all', () => {
    const work = vi.fn()
    let frame = () => {}
    afterFrame((callback) => {
      frame = callback
    }, work)
    vi.runAllTimers()
    frame()
    vi.runAllTimers()
    expect(work).toHaveBeenCalledTimes(1)
  })

  test('is taken back, before the frame and after it', () => {
    const work = vi.fn()
    const frames: Array<() => void> = []
    const nextFrame = (callback: () => void) => void frames.push(callback)
    const stopBefore = afterFrame(nextFrame, work)
    stopBefore()
    const stopAfter = afterFrame(nextFrame, work)
    for (const frame of frames) frame()
    stopAfter()
    vi.runAllTimers()
    expect(work).not.toHaveBeenCalled()
  })
})
