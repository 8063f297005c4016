import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

describeJourneys('what is recorded', (journey) => {
  test('turns of a hot loop are counted, and recorded when that is asked for', () =>
    journey(async ({ page }, person) => {
      await person.openExample('A hundred thousand')
      await person.run()
      expect(await person.ending()).toContain('100,003 steps')
      const body = page.getByRole('treeitem', { name: /^set .*×100,000/ }).first()
      await body.waitFor()
      const counted = page.getByText(/[\d,]+ turns of loops counted, not recorded/)
      await counted.waitFor()
      await page.getByRole('button', { name: 'Run again and record every step' }).click()
      await counted.waitFor({ state: 'detached' })
      expect(await person.ending()).toContain('100,003 steps')
      await body.waitFor()
      await person.show('Timeline')
      await page.getByRole('application', { name: /^Timeline of 100003 steps/ }).waitFor()
    }))

  test('the turn that fails is there with its state, however many were counted before', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(`compose:
  - call: lcod://tooling/script@1
    in: { source: '() => ({ list: Array.from({ length: 50000 }, (_, at) => at === 49990) })' }
    out: { list: list }
  - call: lcod://flow/foreach@1
    in: { list: $.list }
    slots:
      body:
        - call: lcod://impl/set@1
          in: { at: $slot.index }
          out: { at: at }
        - call: lcod://flow/if@1
          in: { cond: $slot.item }
          slots:
            then: [{ call: lcod://flow/throw@1, in: { code: bad_item, message: Not this one, data: { at: $.at } } }]
`)
      await person.run()
      expect(await person.ending()).toContain('failed')
      await page.getByText(/[\d,]+ turns of loops counted/).waitFor()
      await page.getByRole('treeitem', { name: /^throw.*failed/ }).click()
      await person.show('State')
      const way = page.getByRole('navigation', { name: 'Way to the selected step' })
      await way.getByText('body [49990]').waitFor()
      await page
        .getByRole('region', { name: 'Step', exact: true })
        .getByText(/49990.*bad_item|bad_item/s)
        .first()
        .waitFor()
      await page.screenshot({ path: 'test-results/playground/unrecorded.png' })
    }))

  test('a value too large for the trace is shown whole when it is wanted', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(`compose:
  - call: lcod://tooling/script@1
    in: { source: '() => ({ text: "x".repeat(30000) + "the end" })' }
    out: { text: text }
`)
      await person.run()
      await person.ending()
      await person.show('State')
      await page.getByRole('button', { name: 'Show all of text' }).click()
      const sheet = page.getByRole('dialog', { name: 'Value of text' })
      await sheet.getByText('30,009 characters').waitFor()
      expect(await sheet.getByRole('textbox', { name: 'Text of text' }).inputValue()).toMatch(/^"x{30000}the end"$/)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        sheet.getByRole('button', { name: 'Download' }).click(),
      ])
      expect(download.suggestedFilename()).toBe('text.json')
      await sheet.getByRole('button', { name: 'Close' }).click()
      await sheet.waitFor({ state: 'detached' })
    }))
})
