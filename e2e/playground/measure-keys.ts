import type { Page } from 'playwright'

/** One key in the editor. */
export interface KeyTime {
  /** From the press, as the browser stamped it, to the frame that has it in the text, in ms. */
  readonly ms: number
  /** Frames from the press to that one. */
  readonly frames: number
  /** A compose was running when it was pressed. */
  readonly running: boolean
}

/**
 * Types into the last line of the editor, key by key, each after the one before has appeared.
 *
 * @param goesOn whether to go on after so many keys; asked before each.
 */
export async function measureKeys(page: Page, goesOn: (times: readonly KeyTime[]) => boolean): Promise<KeyTime[]> {
  await page.keyboard.press('Control+End')
  await page.evaluate(WATCH)
  const times: KeyTime[] = []
  while (goesOn(times)) {
    await page.keyboard.press('x')
    times.push(await page.evaluate<KeyTime>(arrivalOf(times.length)))
  }
  return times
}

/** A promise in the page; the page's own policy forbids what Playwright would wait with. */
const arrivalOf = (index: number) => `new Promise((done) => {
  const look = () => (keyTimes.length > ${index} ? done(keyTimes[${index}]) : requestAnimationFrame(look))
  look()
})`

const WATCH = `(() => {
  if (globalThis.keyTimes !== undefined) {
    globalThis.keyTimes.length = 0
    return
  }
  const times = []
  let frames = 0
  const count = () => {
    frames++
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  const line = () => document.querySelector('.cm-activeLine').textContent
  addEventListener('keydown', (event) => {
    const before = { line: line(), frames }
    const running = /running/.test(document.querySelector('.run-status').textContent)
    const look = () => {
      if (line() === before.line) requestAnimationFrame(look)
      else times.push({ ms: performance.now() - event.timeStamp, frames: frames - before.frames, running })
    }
    requestAnimationFrame(look)
  }, { capture: true })
  globalThis.keyTimes = times
})()`
