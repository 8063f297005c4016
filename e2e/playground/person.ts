import type { Page } from 'playwright'

/** Tabs beside the editor. */
const VIEWS = ['Graph', 'Timeline', 'State', 'Logs', 'Problems'] as const

export type Person = ReturnType<typeof personAt>

/** What a person does on the page, by what they see. */
export function personAt(page: Page) {
  return {
    page,
    /** A file or folder in the tree, by its name. */
    file: (name: string) => page.getByRole('region', { name: 'Files' }).getByRole('button', { name, exact: true }),
    /** A text field of a sheet, by its label. */
    field: (label: string) => page.getByRole('dialog').getByLabel(label, { exact: label.includes(' ') === false }),
    async run(): Promise<void> {
      const status = page.locator('.run-status')
      const before = await status.getAttribute('data-runs')
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await page.locator(`.run-status:not([data-runs="${before}"])`).waitFor()
    },
    /** Waits until the run is over and tells how it ended. */
    async ending(): Promise<string> {
      const ended = page.locator('.run-status').filter({ hasText: /ok|failed|stopped/ })
      await ended.waitFor({ timeout: 60_000 })
      return ended.innerText()
    },
    show: (view: (typeof VIEWS)[number]) => page.getByRole('tab', { name: view }).click(),
    editor: () => page.getByRole('textbox', { name: /^Text of/ }),
    output: () => page.getByRole('region', { name: 'Result' }),
    async openExample(title: string): Promise<void> {
      const before = await page.getByRole('textbox', { name: /^Text of/ }).getAttribute('aria-label')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Commands' }).fill('Examples')
      await page.keyboard.press('Enter')
      const heading = page.locator('strong', { hasText: new RegExp(`^${title}$`) })
      await page.getByRole('dialog', { name: 'Examples' }).getByRole('button').filter({ has: heading }).click()
      await page.locator(`.cm-content:not([aria-label="${before}"])`).waitFor()
    },
    /** Replaces the text of the file that is open. */
    async write(text: string): Promise<void> {
      await page.getByRole('textbox', { name: /^Text of/ }).click()
      await page.keyboard.press('Control+a')
      // As a paste: typing would be helped by the editor.
      await page.evaluate(`(() => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', ${JSON.stringify(text)})
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      })()`)
    },
    async command(title: string): Promise<void> {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Commands' }).fill(title)
      await page.keyboard.press('Enter')
    },
  }
}
