import { Turns } from './turns.ts'
import { errorName } from './web-file-error.ts'

/** Runs actions in turns, over all tabs where the browser has Web Locks, else within this context. */
export interface TabLock {
  /** Runs an action while no other runs anywhere. */
  run<T>(action: () => Promise<T>): Promise<T>
  /** The same, but actions of this context with other keys may run at the same time. */
  runBeside<T>(key: string, action: () => Promise<T>): Promise<T>
}

/** A lock of that name. `locks` is absent where the browser has none. */
export function createTabLock(name: string, locks: LockManager | undefined): TabLock {
  const turns = new Turns(locks === undefined ? (action) => action() : async (action) => locks.request(name, action))
  return {
    run: (action) => turns.take(action),
    runBeside: (key, action) => turns.take(action, key),
  }
}

/**
 * Takes a lock and keeps it until the returned function is called or the tab is gone.
 *
 * @param waitMs how long to wait for another holder: a page that is being reloaded lets go a little late. Default 0.
 * @returns `null` when another context still holds it; else a function that lets go and resolves when others can have it.
 */
export async function holdLock(name: string, locks: LockManager, waitMs = 0): Promise<(() => Promise<void>) | null> {
  const options: LockOptions = waitMs === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(waitMs) }
  let release = () => {}
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  let held: Promise<unknown> = Promise.resolve()
  const taken = new Promise<boolean>((resolve, reject) => {
    held = locks.request(name, options, (lock) => {
      resolve(lock !== null)
      return lock === null ? undefined : until
    })
    held.catch((error: unknown) => (errorName(error) === 'TimeoutError' ? resolve(false) : reject(error)))
  })
  if (!(await taken)) return null
  return async () => {
    release()
    await held
  }
}

/** The browser's lock manager; `undefined` where there is none, as outside secure contexts. */
export function webLocks(): LockManager | undefined {
  return typeof navigator === 'undefined' || !('locks' in navigator) ? undefined : navigator.locks
}
