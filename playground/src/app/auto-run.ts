import { effect, type ReadonlySignal } from '@preact/signals'

export interface AutoRunOptions {
  readonly isWanted: ReadonlySignal<boolean>
  /** The compose that runs; another one is opened, not changed. */
  readonly path: ReadonlySignal<string>
  /** What a run depends on. */
  readonly texts: ReadonlySignal<readonly string[]>
  readonly isRunning: ReadonlySignal<boolean>
  /** Whether a run could begin: nobody wants to hear of errors while typing. */
  readonly isRunnable: () => boolean
  readonly run: () => void
}

/** How long nothing must have changed, in ms. */
export const AUTO_RUN_AFTER_MS = 700

/**
 * Runs a moment after the compose or its input was changed, while that is wanted; changes during a run count after it.
 *
 * @returns stops it.
 */
export function autoRun({ isWanted, path, texts, isRunning, isRunnable, run }: AutoRunOptions): () => void {
  let ofPath = ''
  let ran = ''
  let wasRunning = false
  return effect(() => {
    const now = JSON.stringify(texts.value)
    const isOpened = path.value !== ofPath
    ofPath = path.value
    const isStarted = isRunning.value && !wasRunning
    wasRunning = isRunning.value
    if (isOpened || isStarted || !isWanted.value) ran = now
    if (now === ran || isRunning.value) return
    const timer = setTimeout(() => {
      ran = now
      if (isRunnable()) run()
    }, AUTO_RUN_AFTER_MS)
    return () => clearTimeout(timer)
  })
}
