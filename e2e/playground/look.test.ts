import { describe, expect, test } from 'vitest'
import { inspect } from './inspect.ts'
import { describeJourneys } from './journey.ts'
import type { Person } from './person.ts'

/** Sheets by the command that opens them. */
const SHEETS = ['Examples', 'Share', 'Export', 'Keyboard shortcuts'] as const
/** Sheets by their keys. */
const PALETTES = { palette: 'Control+k', 'go-to-file': 'Control+p', 'go-to-step': 'Control+Shift+o' } as const

describeJourneys('its look', (journey) => {
  describe.each(['dark', 'light'] as const)('in %s', (colours) => {
    const look = async ({ page }: Person, name: string) =>
      expect(await inspect(page, `${name}-${colours}`), `${name} in ${colours}`).toEqual([])

    test('a page on which nothing ran is accessible and kept as a picture', () =>
      journey(
        async (_visit, person) => {
          for (const view of ['Graph', 'Timeline', 'State', 'Logs', 'Problems'] as const) {
            await person.show(view)
            await look(person, `empty-${view.toLowerCase()}`)
          }
        },
        { colours },
      ))

    test('every view of a run is accessible and kept as a picture', () =>
      journey(
        async ({ page }, person) => {
          await person.run()
          await person.ending()
          await page.getByRole('treeitem', { name: /^throw/ }).click()
          for (const view of ['Graph', 'Timeline', 'State', 'Logs', 'Problems'] as const) {
            await person.show(view)
            if (view === 'Timeline') await page.getByRole('application').waitFor()
            await look(person, view.toLowerCase())
          }
          await person.show('Graph')
          await page.getByRole('treeitem', { name: /^log/ }).hover()
          await page.getByRole('tooltip').waitFor()
          await look(person, 'values')
        },
        { colours },
      ))

    test('tasks, and a run that failed, are accessible and kept as pictures', () =>
      journey(
        async ({ page }, person) => {
          await person.openExample('Parallel')
          await person.run()
          await person.ending()
          await look(person, 'parallel-graph')
          await person.show('Timeline')
          await page.getByRole('application').waitFor()
          await look(person, 'parallel-timeline')
          await person.write("compose:\n  - call: lcod://flow/throw@1\n    in: { code: broken, message: 'It broke' }\n")
          await person.run()
          await person.ending()
          await person.show('Problems')
          await page.getByText('ended the run').waitFor()
          await look(person, 'failure')
        },
        { colours },
      ))

    test('every sheet is accessible and kept as a picture', () =>
      journey(
        async ({ page }, person) => {
          await person.run()
          await person.ending()
          for (const name of SHEETS) {
            await person.command(name)
            await page.getByRole('dialog', { name }).waitFor()
            await look(person, name.toLowerCase().replace(' ', '-'))
            await page.keyboard.press('Escape')
            await page.getByRole('dialog').waitFor({ state: 'detached' })
          }
          await person.command('Import from a Git URL')
          await page.getByRole('dialog', { name: 'Import' }).waitFor()
          await look(person, 'import')
          await page.keyboard.press('Escape')
          for (const [name, keys] of Object.entries(PALETTES)) {
            await page.keyboard.press(keys)
            await page.getByRole('dialog').waitFor()
            await look(person, name)
            await page.keyboard.press('Escape')
            await page.getByRole('dialog').waitFor({ state: 'detached' })
          }
        },
        { colours },
      ))

    test('every question is accessible and kept as a picture', () =>
      journey(
        async ({ page }, person) => {
          await page.getByRole('button', { name: 'New file' }).click()
          await page.getByRole('textbox', { name: 'Path in the workspace' }).fill('/orders/..')
          await page.getByRole('alert').waitFor()
          await look(person, 'question')
          await page.keyboard.press('Escape')
          await page.getByRole('button', { name: 'Delete /orders/input.json' }).click({ force: true })
          await page.getByRole('dialog').waitFor()
          await look(person, 'confirmation')
          await page.keyboard.press('Escape')
          await person.openExample('Files')
          await person.run()
          await page.getByRole('dialog', { name: 'Permission' }).waitFor()
          await look(person, 'permission')
        },
        { colours },
      ))

    test('a shared project is accessible and kept as a picture', async () => {
      let link = ''
      await journey(async ({ page }, person) => {
        await person.openExample('Hello')
        await page.getByRole('button', { name: 'Share' }).click()
        const field = page.getByRole('textbox', { name: 'Link' })
        await expect.poll(() => field.inputValue()).toContain('#v1=')
        link = await field.inputValue()
      })
      await journey(
        async ({ page }, person) => {
          await page.getByText(/A shared project/).waitFor()
          await look(person, 'shared')
        },
        { colours, url: link },
      )
    })
  })

  test('a tablet shows all of it', () =>
    journey(
      async ({ page }, person) => {
        await person.run()
        await person.ending()
        expect(await inspect(page, 'tablet')).toEqual([])
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        expect(overflow).toBeLessThanOrEqual(0)
      },
      { width: 820, height: 1180 },
    ))
})
