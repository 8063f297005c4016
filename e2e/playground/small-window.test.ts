import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')

describeJourneys('in a small window', (journey) => {
  // The first is a usual window at 200 % zoom.
  test.each([
    [720, 450],
    [390, 844],
    [1024, 480],
  ])('of %i by %i pixels everything is large enough to work with, and can be scrolled to', (width, height) =>
    journey(
      async ({ page }, person) => {
        await person.run()
        await person.ending()
        expect(await overflow(page)).toBeLessThanOrEqual(0)
        for (const [name, least] of [
          ['Editor', 200],
          ['Output', 90],
          ['Run', 300],
        ] as const) {
          const panel = page.getByRole('region', { name, exact: true })
          await panel.scrollIntoViewIfNeeded()
          const box = await panel.boundingBox()
          expect(box?.height, name).toBeGreaterThanOrEqual(least)
        }
        await page.getByRole('button', { name: 'Live' }).click()
        await page.getByRole('button', { name: 'Commands' }).click()
        await page.getByRole('combobox', { name: 'Commands' }).waitFor()
      },
      { width, height },
    ),
  )

  test('a long name is cut short, and nothing is pushed out of the window', () =>
    journey(async ({ page }, person) => {
      const name = 'a-name-that-does-not-end-'.repeat(7)
      await page.getByRole('button', { name: 'Rename /orders', exact: true }).click({ force: true })
      await person.field('Path in the workspace').fill(`/${name}`)
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: `Text of /${name}/compose.yaml` }).waitFor()
      await person.run()
      await person.ending()
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      const share = await page.getByRole('button', { name: 'Share' }).boundingBox()
      expect((share?.x ?? 0) + (share?.width ?? 0)).toBeLessThanOrEqual(1440)
    }))
})
