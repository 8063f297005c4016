import type { LiveScreen } from './live-rows.ts'
import { spinner } from './spinner.ts'

const SHOW_AFTER_MS = 1000

/**
 * Shows on a terminal that a run longer than a second is under way, and for how long.
 *
 * @returns stops and clears it. Does nothing where nothing can be drawn in place.
 */
export function showProgress(screen: LiveScreen, what: string): () => void {
  const start = performance.now()
  return screen.addRow({
    line(time) {
      const elapsed = time - start
      if (elapsed < SHOW_AFTER_MS) return undefined
      return `${spinner(time)} Running ${what} ${(elapsed / 1000).toFixed(1)} s (Ctrl+C cancels)`
    },
  })
}
