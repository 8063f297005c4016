import { describe, expect, it } from 'vitest'
import { inBatches } from './in-batches.ts'

describe('inBatches()', () => {
  it('does the work for every item, never more at once than told', async () => {
    const done: number[] = []
    let running = 0
    let most = 0
    await inBatches(
      [5, 1, 4, 2, 3],
      async (item) => {
        most = Math.max(most, ++running)
        await Promise.resolve()
        running--
        done.push(item)
      },
      2,
    )
    expect(done.toSorted()).toEqual([1, 2, 3, 4, 5])
    expect(most).toBe(2)
  })

  it('begins nothing after a failure, and waits for what was begun before it throws', async () => {
    const begun: number[] = []
    let isSlowDone = false
    const working = inBatches(
      [1, 2, 3, 4],
      async (item) => {
        begun.push(item)
        if (item === 2) throw new Error('broken')
        await new Promise((resolve) => setTimeout(resolve))
        isSlowDone = true
      },
      2,
    )
    await expect(working).rejects.toThrow('broken')
    expect(begun).toEqual([1, 2])
    expect(isSlowDone).toBe(true)
  })

  it('does nothing without items', async () => {
    await expect(inBatches([], () => Promise.reject(new Error('unreachable')))).resolves.toBeUndefined()
  })
})
