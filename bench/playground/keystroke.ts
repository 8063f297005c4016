import type { Page } from 'playwright'
import type { OpenPlayground } from '../../e2e/playground/open-playground.ts'
import { personAt } from '../../e2e/playground/person.ts'
import { longCompose } from '../long-compose.ts'
import { type BenchRow, median } from '../report.ts'

const STEPS = 500
/** Less than a step takes in the graph, in pixels. */
const STEP_HEIGHT = 20
const KEYS = 18
/** Longer than anything that waits for the typing to stop, so that its work counts for the next key. */
const PAUSE_MS = 400

/**
 * A letter typed and taken back in the middle of a compose of 500 steps: how long until the problem that it makes is
 * underlined, or gone, and how long until the frame that shows the letter.
 */
export async function keystroke(playground: OpenPlayground): Promise<BenchRow[]> {
  const { page, context } = await playground.visit()
  const person = personAt(page)
  await person.openExample('Hello')
  await person.write(longCompose(STEPS))
  await drawn(page)
  await page.keyboard.press('Control+Home')
  for (let screen = 0; screen < 40; screen++) await page.keyboard.press('PageDown')
  const line = () => page.locator('.cm-activeLine').innerText()
  while (!(await line()).includes('parallelism')) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await page.evaluate(`(() => {
    globalThis.measured = { underline: [], frame: [] }
    let pressed = 0
    let count = document.querySelectorAll('.cm-lintRange').length
    addEventListener('keydown', (event) => { pressed = event.timeStamp }, true)
    new MutationObserver(() => {
      const now = document.querySelectorAll('.cm-lintRange').length
      if (now !== count) measured.underline.push(performance.now() - pressed)
      count = now
    }).observe(document.querySelector('.cm-content'), { subtree: true, childList: true, attributes: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') measured.frame.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 })
  })()`)
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 2 === 0 ? 'x' : 'Backspace')
    await page.waitForTimeout(PAUSE_MS)
  }
  const underline = await page.evaluate<number[]>('measured.underline')
  const frame = await page.evaluate<number[]>('measured.frame')
  await context.close()
  if (underline.length < KEYS) throw new Error(`Of ${KEYS} keys, ${underline.length} changed a problem`)
  return [
    {
      workload: 'playground: keystroke to diagnostics',
      measured: median(underline),
      unit: 'ms',
      target: 100,
      note: `500 steps, in the middle; from the key to the underline; the slowest of ${KEYS} took ${Math.round(Math.max(...underline))} ms`,
    },
    {
      workload: 'playground: keystroke to the frame that shows it',
      measured: frame.length === 0 ? 16 : median(frame),
      unit: 'ms',
      target: 100,
      note: '500 steps; as the browser tells it, in steps of 8 ms; below 16 ms it tells nothing',
    },
  ]
}

/** Waits until the graph is as high as all of the steps need. */
async function drawn(page: Page): Promise<void> {
  const height = () => page.evaluate<number>("document.querySelector('.graph')?.clientHeight ?? 0")
  while ((await height()) < STEPS * STEP_HEIGHT) await page.waitForTimeout(50)
}
