import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'
import { personAt } from './person.ts'

const COMPOSE = 'compose:\n  - call: lcod://impl/set@1\n    in: { from: the first tab }\n    out: { from: from }\n'

describeJourneys('two tabs on one workspace', (journey) => {
  test('what is written in one is shown and run in the other', () =>
    journey(async ({ page, context }, person) => {
      const other = await context.newPage()
      await other.goto(page.url())
      const them = personAt(other)
      await them.editor().getByText('Prices orders').waitFor()
      await page.bringToFront()
      await person.write(COMPOSE)
      await them.editor().getByText('the first tab').waitFor()
      await them.run()
      expect(await them.ending()).toContain('ok')
      expect(await them.output().textContent()).toContain('"from": "the first tab"')
    }))

  test('when the last file is removed, both say so and offer an example; nothing comes back', () =>
    journey(async ({ page, context }) => {
      const other = await context.newPage()
      await other.goto(page.url())
      await personAt(other).editor().getByText('Prices orders').waitFor()
      await page.bringToFront()
      await page.getByRole('button', { name: 'Delete /orders', exact: true }).click({ force: true })
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      for (const one of [page, other]) {
        await one.getByText('No file is open').waitFor()
        await one.getByText('Open a compose to see its steps here').waitFor()
        expect(await one.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true)
      }
      await page.getByRole('button', { name: 'Choose an example' }).click()
      await page
        .getByRole('dialog', { name: 'Examples' })
        .getByRole('button', { name: /^Hello/ })
        .click()
      await page.getByRole('textbox', { name: 'Text of /hello/compose.yaml' }).waitFor()
      expect(await page.getByRole('button', { name: 'orders' }).count()).toBe(0)
      await other.getByRole('region', { name: 'Files' }).getByRole('button', { name: 'hello', exact: true }).waitFor()
    }))
})
