import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

describeJourneys('the editor', (journey) => {
  test('a typo is underlined and put right by its quick fix', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(`compose:
  - call: lcod://contract/core/string/format@1
    in: { tempalte: 'Hello, {name}!', values: { name: $.name } }
    out: { greeting: value }
`)
      await page.locator('.cm-lintRange').first().waitFor()
      await person.show('Problems')
      await page
        .getByRole('button', { name: /"?template"?/ })
        .first()
        .click()
      await expect.poll(() => person.editor().textContent()).toContain("in: { template: 'Hello")
      await page.getByText('No problems').waitFor()
      await person.run()
      expect(await person.ending()).toContain('ok')
    }))

  test('completion inserts a call with what it needs', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write('compose:\n  - call: ')
      await page.keyboard.press('Control+End')
      await page.keyboard.type('foreach')
      await page
        .getByRole('option', { name: /flow\/foreach@1/ })
        .first()
        .click()
      await expect.poll(() => person.editor().textContent()).toMatch(/lcod:\/\/flow\/foreach@1.*slots:.*body:/s)
    }))
})
