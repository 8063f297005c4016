import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

describeJourneys('the workspace', (journey) => {
  test('a reload keeps the files', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write('# mine\ncompose: []\n')
      await page.getByRole('button', { name: 'New file' }).click()
      await page.getByRole('textbox', { name: 'Path in the workspace' }).fill('/hello/notes.txt')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'notes.txt', exact: true }).waitFor()
      await page.reload()
      await page.getByRole('button', { name: 'notes.txt', exact: true }).waitFor()
      await page.getByRole('button', { name: 'compose.yaml', exact: true }).first().click()
      await expect.poll(() => page.getByRole('textbox', { name: /hello\/compose|orders\/compose/ }).count()).toBe(1)
      await page.getByRole('button', { name: 'Delete /hello/notes.txt' }).click({ force: true })
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('button', { name: 'notes.txt', exact: true }).waitFor({ state: 'detached' })
    }))

  test('works without a network after the first visit', () =>
    journey(async ({ page, context }, person) => {
      await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
      await context.setOffline(true)
      await page.reload()
      await person.run()
      expect(await person.ending()).toContain('ok')
      await context.setOffline(false)
    }))
})
