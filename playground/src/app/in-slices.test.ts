import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { inSlices } from './in-slices.ts'

describe('inSlices()', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  test('lets others have a turn between items that take long', () => {
    const seen: string[] = []
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    inSlices(
      ['a', 'b', 'c'],
      (item) => {
        seen.push(item)
        now += 5
      },
      () => seen.push('done'),
    )
    expect(seen).toEqual([])
    vi.advanceTimersToNextTimer()
    expect(seen).toEqual(['a', 'b'])
    vi.advanceTimersToNextTimer()
    expect(seen).toEqual(['a', 'b', 'c', 'done'])
  })

  test('does nothing more once it is stopped', () => {
    const seen: number[] = []
    const stop = inSlices(
      [1, 2],
      (item) => seen.push(item),
      () => seen.push(0),
    )
    stop()
    vi.runAllTimers()
    expect(seen).toEqual([])
  })

  test('is done with an empty list too', () => {
    let isDone = false
    inSlices(
      [],
      () => {},
      () => {
        isDone = true
      },
    )
    vi.runAllTimers()
    expect(isDone).toBe(true)
  })
})
