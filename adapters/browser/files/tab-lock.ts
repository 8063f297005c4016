/** Runs one action at a time, over all tabs where the browser has Web Locks, else within this context. */
export interface TabLock {
  run<T>(action: () => Promise<T>): Promise<T>
}

/** A lock of that name. `locks` is absent where the browser has none. */
export function createTabLock(name: string, locks: LockManager | undefined): TabLock {
  if (locks !== undefined) {
    return {
      async run<T>(action: () => Promise<T>): Promise<T> {
        const result: { value: T } = await locks.request(name, async () => ({ value: await action() }))
        return result.value
      },
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(action) {
      const mine = last.then(action)
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

/**
 * Takes a lock and keeps it until the returned function is called or the tab is gone.
 *
 * @returns `null` when another context holds it.
 */
export function holdLock(name: string, locks: LockManager): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(null)
        return undefined
      }
      return new Promise<void>((release) => resolve(release))
    })
    held.catch(reject)
  })
}

/** The browser's lock manager; `undefined` where there is none, as outside secure contexts. */
export function webLocks(): LockManager | undefined {
  return typeof navigator === 'undefined' || !('locks' in navigator) ? undefined : navigator.locks
}
