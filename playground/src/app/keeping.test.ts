import { describe, expect, test, vi } from 'vitest'
import { Keeping } from './keeping.ts'

function storage(usage: number, quota: number, persisted = false) {
  return {
    estimate: async () => ({ usage, quota }),
    persisted: async () => persisted,
    persist: vi.fn(async () => true),
  }
}

describe('Keeping', () => {
  test('refresh() tells the room, and when it is nearly full', async () => {
    const keeping = new Keeping(storage(80, 100))
    expect(keeping.isNearlyFull).toBe(false)
    await keeping.refresh()
    expect([keeping.room.value, keeping.isNearlyFull]).toEqual([{ used: 80, available: 100 }, false])
    const full = new Keeping(storage(81, 100))
    await full.refresh()
    expect(full.isNearlyFull).toBe(true)
  })

  test('ask() asks once, and not for what is promised', async () => {
    const browser = storage(1, 2)
    const keeping = new Keeping(browser)
    await keeping.ask()
    await keeping.ask()
    expect(keeping.promised.value).toBe(true)
    expect(browser.persist).toHaveBeenCalledTimes(1)
    const kept = storage(1, 2, true)
    const other = new Keeping(kept)
    await other.refresh()
    await other.ask()
    expect(kept.persist).not.toHaveBeenCalled()
  })

  test('knows nothing where the browser has no such storage', async () => {
    const keeping = new Keeping(undefined)
    await keeping.refresh()
    await keeping.ask()
    expect([keeping.room.value, keeping.promised.value, keeping.isNearlyFull]).toEqual([null, false, false])
  })
})
