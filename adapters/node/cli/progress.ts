import type { ErrorScreen } from './output.ts'

const SHOW_AFTER_MS = 1000
const REFRESH_MS = 120
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const

/**
 * Shows on a terminal that a run longer than a second is under way, and for how long.
 *
 * @returns stops and clears it. Does nothing when standard error is no terminal.
 */
export function showProgress(screen: ErrorScreen, what: string): () => void {
  if (!screen.isTerminal) return () => {}
  const start = performance.now()
  let frame = 0
  const draw = () => {
    const elapsed = performance.now() - start
    if (elapsed < SHOW_AFTER_MS) return
    frame = (frame + 1) % FRAMES.length
    screen.showStatus(`${FRAMES[frame]} Running ${what} ${(elapsed / 1000).toFixed(1)} s (Ctrl+C cancels)`)
  }
  const timer = setInterval(draw, REFRESH_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    screen.clearStatus()
  }
}
