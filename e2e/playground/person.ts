import type { Page } from 'playwright'

/** What a person does on the page, by what they see. */
export function personAt(page: Page) {
  return {
    run: () => page.getByRole('button', { name: 'Run', exact: true }).click(),
    /** Waits until the run is over and tells how it ended. */
    async ending(): Promise<string> {
      const status = page.locator('.run-status')
      await status.filter({ hasText: /ok|failed|stopped/ }).waitFor({ timeout: 60_000 })
      return (await status.textContent()) ?? ''
    },
    show: (view: 'Graph' | 'Timeline' | 'State' | 'Logs' | 'Problems') => page.getByRole('tab', { name: view }).click(),
    editor: () => page.getByRole('textbox', { name: /^Text of/ }),
    output: () => page.getByRole('region', { name: 'Result' }),
    async openExample(title: string): Promise<void> {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Commands' }).fill('Examples')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'Examples' }).getByRole('button', { name: title }).first().click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
    /** Replaces the text of the file that is open. */
    async write(text: string): Promise<void> {
      await page.getByRole('textbox', { name: /^Text of/ }).click()
      await page.keyboard.press('Control+a')
      // As a paste: typing would be helped by the editor.
      await page.evaluate((pasted) => {
        const data = new DataTransfer()
        data.setData('text/plain', pasted)
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        )
      }, text)
    },
    async command(title: string): Promise<void> {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Commands' }).fill(title)
      await page.keyboard.press('Enter')
    },
  }
}
