import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

describeJourneys('traces in files', (journey) => {
  test('a trace that was saved is opened in another profile, also when the end of it is missing', async () => {
    let lines: string[] = []
    await journey(async ({ page }, person) => {
      await person.run()
      await person.ending()
      const downloading = page.waitForEvent('download')
      await person.command('Export the trace as JSON lines')
      lines = (await readFile(await (await downloading).path(), 'utf8')).split('\n').filter((line) => line !== '')
    })
    await journey(async ({ page }, person) => {
      const open = async (text: string) => {
        const choosing = page.waitForEvent('filechooser')
        await person.command('Open a recorded trace')
        await (await choosing).setFiles({ name: 'a.jsonl', mimeType: '', buffer: Buffer.from(text) })
      }
      await open(lines.join('\n'))
      await page.getByRole('application', { name: /^Timeline of 28 steps/ }).waitFor()
      await person.show('Graph')
      await page.getByRole('treeitem', { name: /^throw.*failed, caught by try/ }).click()
      await person.show('State')
      await page.getByText('empty_order: The order has no quantity').waitFor()
      const slider = page.getByRole('slider', { name: 'Event' })
      expect(await slider.getAttribute('max')).toBe(String(lines.length - 1))
      const cut = lines.filter((_, at) => at !== 5).join('\n')
      await open(cut.slice(0, cut.length * 0.7))
      await page.getByRole('application', { name: /^Timeline of [12]\d steps/ }).waitFor()
      const last = Number(await slider.getAttribute('max'))
      expect(last).toBeLessThan(lines.length - 2)
      await slider.press('End')
      expect(await slider.inputValue()).toBe(String(last))
      await open('{ "not": "a trace" }\n')
      await person.file('a.jsonl').waitFor()
    })
  })
})
