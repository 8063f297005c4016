import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

describeJourneys('its sheets and commands', (journey) => {
  test('examples stand in chapters, with a picture of their steps, and are found by words of what they teach', () =>
    journey(async ({ page }, person) => {
      await person.command('Examples')
      const sheet = page.getByRole('dialog', { name: 'Examples' })
      const cards = sheet.getByRole('region').getByRole('button')
      await expect.poll(() => cards.count()).toBeGreaterThan(20)
      expect(await sheet.locator('.example-picture').count()).toBe(await cards.count())
      await sheet.getByRole('searchbox', { name: 'Search examples' }).fill('cancels task')
      await expect.poll(() => sheet.locator('strong').allInnerTexts()).toEqual(['Race'])
      expect(await sheet.getByRole('region').getAttribute('aria-label')).toBe('At the same time')
      await sheet.getByRole('searchbox').fill('no such thing')
      await sheet.getByText('No example fits').waitFor()
    }))

  test('an example that begins to run ends as it should, without a question, and nothing is wrong with it', () =>
    journey(async ({ page }, person) => {
      for (const title of ['Contract', 'Retry', 'Race', 'Stream', "A script's limits"]) {
        await person.openExample(title)
        await person.run()
        expect(await person.ending(), title).toContain('ok')
        await person.show('Problems')
        await page.getByText('No problems').waitFor()
      }
    }))

  test('the shortcuts open at their beginning, each once, and are found by what they do', () =>
    journey(async ({ page }) => {
      await page.locator('h1').first().click()
      await page.keyboard.press('?')
      const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
      await sheet.getByRole('heading', { name: 'Slider' }).waitFor()
      expect(await sheet.evaluate((dialog) => dialog.scrollTop)).toBe(0)
      for (const group of await sheet.getByRole('region').all()) {
        const titles = await group.locator('dt').allInnerTexts()
        expect(titles).toEqual([...new Set(titles)])
      }
      await sheet.getByRole('searchbox', { name: 'Search shortcuts' }).fill('zoom')
      await expect.poll(() => sheet.locator('dt').allInnerTexts()).toEqual(['Zoom in and out'])
    }))

  test('the licences of what is in the page are a link away', () =>
    journey(async ({ page }) => {
      await page.locator('h1').first().click()
      await page.keyboard.press('?')
      const opened = page.waitForEvent('popup')
      await page.getByRole('link', { name: 'Licences of what this page is made of' }).click()
      const notices = await (await opened).locator('body').innerText()
      for (const name of ['preact', '@codemirror/view', 'isomorphic-git', 'quickjs-wasmfile-release-sync']) {
        expect(notices).toMatch(new RegExp(`^.*${name} \\d`, 'm'))
      }
    }))

  test('the commands open by F1 too, and tell what is switched on', () =>
    journey(async ({ page }, person) => {
      await page.keyboard.press('F1')
      await page.getByRole('combobox', { name: 'Commands' }).fill('every change')
      await page.getByRole('option', { name: 'Run after every change', exact: true }).waitFor()
      await page.keyboard.press('Enter')
      await page.keyboard.press('F1')
      await page.getByRole('combobox', { name: 'Commands' }).fill('change every')
      await page.getByRole('option', { name: 'Run after every change · now' }).waitFor()
      await page.keyboard.press('Escape')
      await person.command('Dark or light as the system is')
      await page.emulateMedia({ colorScheme: 'light' })
      await page.locator('html[data-theme="light"]').waitFor()
    }))

  test('a link is copied by a command, which says so; one that is too long is not', () =>
    journey(async ({ page, context }, person) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await person.command('Copy a link')
      await page.getByText('The link is in the clipboard').waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toContain('#v1=')
      const noise = Array.from({ length: 6_000 }, (_, at) => ((at * 7919) % 65_521).toString(36)).join(' ')
      await person.write(`# ${noise}\ncompose: []\n`)
      await person.command('Copy a link')
      await page
        .getByRole('dialog', { name: 'Share' })
        .getByText(/Download it as a file instead/)
        .waitFor()
    }))
})
