import { type FSWatcher, watch } from 'node:fs'

/** Changes that come this close together start one running, in milliseconds. */
const SETTLE_MS = 100
const IGNORED = /(^|[\\/])(node_modules|dist|\.[^\\/]+)([\\/]|$)/

/**
 * Runs `work` now, and again whenever a file below one of the paths changes, until `signal` fires. A change during a
 * running starts the next one after it. What `work` throws ends the watch.
 */
export async function watchPaths(
  paths: readonly string[],
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  let wake: () => void = () => {}
  let changed = false
  const onChange = (_event: string, name: string | Buffer | null) => {
    if (name !== null && IGNORED.test(String(name))) return
    changed = true
    wake()
  }
  const watchers: FSWatcher[] = paths.map((path) => watch(path, { recursive: true }, onChange))
  const stop = () => wake()
  signal.addEventListener('abort', stop, { once: true })
  try {
    while (!signal.aborted) {
      changed = false
      await work()
      while (!changed && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      await new Promise((resolve) => setTimeout(resolve, signal.aborted ? 0 : SETTLE_MS))
    }
  } finally {
    signal.removeEventListener('abort', stop)
    for (const watcher of watchers) watcher.close()
  }
}
