/** A page that is not looked at has no frames; then this long is waited, in ms. */
const WITHOUT_FRAMES_MS = 200

/**
 * Calls back once the next frame is drawn, so that no frame waits for the work.
 *
 * @param nextFrame calls back as the next frame is about to be drawn.
 * @returns a function that takes it back.
 */
export function afterFrame(nextFrame: (callback: () => void) => void, work: () => void): () => void {
  let isOver = false
  let timer = setTimeout(run, WITHOUT_FRAMES_MS)
  function run(): void {
    isOver = true
    work()
  }
  nextFrame(() => {
    if (isOver) return
    clearTimeout(timer)
    timer = setTimeout(run)
  })
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
