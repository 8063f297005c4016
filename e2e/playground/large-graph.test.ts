import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

const STEPS = 2_000
const step = (index: number) => `  - { call: lcod://impl/set@1, in: { v: ${index} }, out: { v: v } }\n`
const LARGE = `compose:\n${Array.from({ length: STEPS }, (_, index) => step(index)).join('')}`

/** Nine conditions in each other, around one step. */
const DEEP = `compose:\n${Array.from({ length: 9 }, (_, level) => {
  const pad = ' '.repeat(2 + 6 * level)
  return `${pad}- call: lcod://flow/if@1\n${pad}  in: { cond: true }\n${pad}  slots:\n${pad}    then:\n`
}).join('')}${' '.repeat(56)}- { call: lcod://impl/echo@1, in: { value: 1 } }\n`

describeJourneys('graphs larger than the screen', (journey) => {
  test('of thousands of steps few are drawn, and keys reach all of them', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(LARGE)
      const items = page.getByRole('treeitem')
      await expect.poll(() => items.first().getAttribute('aria-setsize')).toBe(String(STEPS))
      await person.run()
      expect(await person.ending()).toContain('2,000 steps')
      expect(await items.count()).toBeLessThan(100)
      await items.first().focus()
      await page.keyboard.press('End')
      const focused = page.locator('[role="treeitem"]:focus')
      await expect.poll(() => focused.getAttribute('aria-posinset')).toBe(String(STEPS))
      expect(await focused.getAttribute('aria-level')).toBe('1')
      await expect.poll(async () => bottomOf(await focused.boundingBox())).toBeLessThan(900)
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('.cm-selected-step').first().textContent()).toContain('v: 1999')
      await page.evaluate(`document.querySelector('.graph-holder').scrollTo(0, 0)`)
      await expect.poll(() => page.locator('[data-path="/compose/3"]').count()).toBe(1)
      expect(await focused.getAttribute('aria-posinset')).toBe(String(STEPS))
      await page.keyboard.press('ArrowUp')
      await expect.poll(() => focused.getAttribute('aria-posinset')).toBe(String(STEPS - 1))
      expect(await items.count()).toBeLessThan(100)
    }))

  test('a step in closed boxes is shown when it is selected elsewhere', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(DEEP)
      await person.run()
      await person.ending()
      const inner = page.getByRole('treeitem', { name: /^echo done/ })
      expect(await inner.count()).toBe(0)
      await person.editor().locator('.cm-line', { hasText: 'impl/echo' }).click()
      await page.keyboard.press('End')
      await inner.waitFor()
      expect(await inner.getAttribute('aria-selected')).toBe('true')
      expect(await inner.getAttribute('aria-level')).toBe('19')
      const box = await inner.boundingBox()
      expect(box?.width).toBeGreaterThanOrEqual(100)
      await person.show('State')
      await person.show('Graph')
      await inner.waitFor()
    }))
})

function bottomOf(box: { readonly y: number; readonly height: number } | null): number {
  return box === null ? Number.POSITIVE_INFINITY : box.y + box.height
}
