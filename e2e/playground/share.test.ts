import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

describeJourneys('sharing', (journey) => {
  test('a shared link gives project and result in a fresh profile, after a click', async () => {
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
        await page.getByText('Press Run').first().waitFor()
        expect(await person.editor().getAttribute('aria-readonly')).toBe('true')
        await person.run()
        await expect.poll(() => person.output().textContent()).toContain('Hello, Ada!')
        await page.getByRole('button', { name: 'Keep a copy' }).click()
        await page.getByText(/kept in this browser/).waitFor()
      },
      { url: link },
    )
  })
})
