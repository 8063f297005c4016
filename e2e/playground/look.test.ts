import { mkdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'
import { type Person, VIEWS } from './person.ts'

const shots = resolve(import.meta.dirname, '../../test-results/playground')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** How each sheet is opened, and what its dialog is called. */
const SHEETS: ReadonlyArray<readonly [dialog: string, open: (person: Person) => Promise<void>]> = [
  ['Examples', (person) => person.command('Examples')],
  ['Share', (person) => person.command('Share')],
  ['Import', (person) => person.command('Import from a Git URL')],
  ['Export', (person) => person.command('Export')],
  ['Keyboard shortcuts', (person) => person.command('Keyboard shortcuts')],
  ['New file', ({ page }) => page.getByRole('button', { name: 'New file' }).click()],
  [
    'Delete /orders?',
    ({ page }) => page.getByRole('button', { name: 'Delete /orders', exact: true }).click({ force: true }),
  ],
  ['Commands', ({ page }) => page.keyboard.press('Control+k')],
]

describeJourneys('its look', (journey) => {
  let axe = ''
  beforeAll(async () => {
    await mkdir(shots, { recursive: true })
    axe = await readFile(resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')
  })

  /** Keeps a picture, and finds nothing wrong in a part of the page. */
  async function check(page: Page, name: string, part = 'html'): Promise<void> {
    await page.screenshot({ path: resolve(shots, `${name}.png`) })
    const found = await page.evaluate(`${axe}; axe.run(${JSON.stringify(part)}, { runOnly: ${JSON.stringify(RULES)} })
      .then(({ violations }) => violations.map(({ id, nodes }) =>
        id + ': ' + nodes.map((node) => node.html + ' ' + node.failureSummary).join('; ')))`)
    expect(found, name).toEqual([])
  }

  describe.each(['dark', 'light'] as const)('in %s', (colours) => {
    test('every view is accessible and kept as a picture', () =>
      journey(
        async ({ page }, person) => {
          await person.run()
          await person.ending()
          await page.getByRole('treeitem', { name: /^throw/ }).click()
          for (const view of VIEWS) {
            await person.show(view)
            await check(page, `${view.toLowerCase()}-${colours}`)
          }
        },
        { colours },
      ))

    test('every sheet is accessible and kept as a picture', () =>
      journey(
        async ({ page }, person) => {
          for (const [dialog, open] of SHEETS) {
            await open(person)
            await page.getByRole('dialog', { name: dialog }).waitFor()
            await check(page, `${dialog.toLowerCase().replace(/\W+/g, '-')}-${colours}`, 'dialog')
            await page.keyboard.press('Escape')
            await page.getByRole('dialog').waitFor({ state: 'detached' })
          }
        },
        { colours },
      ))
  })

  test('a tablet shows all of it', () =>
    journey(
      async ({ page }, person) => {
        await person.run()
        await person.ending()
        await page.screenshot({ path: resolve(shots, 'tablet.png') })
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        expect(overflow).toBeLessThanOrEqual(0)
      },
      { width: 820, height: 1180 },
    ))
})
