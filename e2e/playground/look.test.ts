import { mkdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

const shots = resolve(import.meta.dirname, '../../test-results/playground')

describeJourneys('its look', (journey) => {
  beforeAll(async () => {
    await mkdir(shots, { recursive: true })
  })

  describe.each(['dark', 'light'] as const)('in %s', (colours) => {
    test('every view is accessible and kept as a picture', () =>
      journey(
        async ({ page }, person) => {
          await person.run()
          await person.ending()
          await page.getByRole('treeitem', { name: /^throw/ }).click()
          const axe = await readFile(resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')
          const check = async (name: string) => {
            await page.screenshot({ path: resolve(shots, `${name}-${colours}.png`) })
            const found =
              await page.evaluate(`${axe}; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
              .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html + ' ' + node.failureSummary).join('; ')))`)
            expect(found, `${name} in ${colours}`).toEqual([])
          }
          for (const view of ['Graph', 'Timeline', 'State', 'Logs', 'Problems'] as const) {
            await person.show(view)
            await check(view.toLowerCase())
          }
          for (const [command, dialog] of [
            ['Examples', 'Examples'],
            ['Share', 'Share'],
            ['Keyboard shortcuts', 'Keyboard shortcuts'],
          ] as const) {
            await person.command(command)
            await page.getByRole('dialog', { name: dialog }).waitFor()
            await check(dialog.toLowerCase().replace(' ', '-'))
            await page.keyboard.press('Escape')
            await page.getByRole('dialog').waitFor({ state: 'detached' })
          }
          await page.keyboard.press('Control+k')
          await check('palette')
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
