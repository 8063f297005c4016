import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dropOn, onThisMachine } from './hand-over.ts'
import { describeJourneys } from './journey.ts'

const ORDER = {
  'order/lcp.toml': `schemaVersion = "2.0"
id = "lcod://demo/order@1.0.0"
version = "1.0.0"
kind = "component"

[inputs.customer]
summary = "Who ordered"
required = true
schema = '{"type":"string"}'

[inputs.quantity]
schema = '{"type":"integer","default":1}'

[inputs.express]
schema = '{"type":"boolean"}'

[inputs.lines]
summary = "What was ordered"

[outputs.all]
`,
  'order/compose.yaml': `compose:
  - call: lcod://impl/set@1
    in: { all: { customer: $.customer, quantity: $.quantity, express: $.express, lines: $.lines } }
    out: { all: all }
`,
  'order/input.json': '{ "customer": "Ada" }\n',
}

describeJourneys('input and output', (journey) => {
  test('the form of the declared inputs changes the JSON and the run', () =>
    onThisMachine(ORDER, (folder) =>
      journey(async (visit, person) => {
        const { page } = visit
        await dropOn(visit, [join(folder, 'order')])
        const input = page.getByRole('region', { name: 'Input' })
        const field = (name: string) => input.getByLabel(name)
        await expect.poll(() => field('customer').inputValue()).toBe('Ada')
        expect(await field('quantity').getAttribute('placeholder')).toBe('1 when empty')
        await field('customer').fill('42')
        await field('quantity').fill('3')
        await field('express').selectOption('true')
        await field('lines').fill('[{"sku":"a"},{"sku":"b"}]')
        await person.run()
        await expect
          .poll(async () => JSON.parse((await person.output().textContent()) ?? ''))
          .toEqual({ all: { customer: '42', quantity: 3, express: true, lines: [{ sku: 'a' }, { sku: 'b' }] } })

        await input.getByRole('button', { name: 'Form' }).click()
        const json = input.getByRole('textbox', { name: 'Input as JSON' })
        expect(JSON.parse(await json.inputValue())).toMatchObject({ customer: '42', quantity: 3, express: true })
        await json.fill('{ "customer": ')
        await input.getByText(/The input is not JSON/).waitFor()
        await input.getByRole('button', { name: 'Form' }).click()
        expect(await json.inputValue()).toBe('{ "customer": ')
        await json.fill('{ "customer": "Grace" }')
        await expect.poll(() => field('customer').inputValue()).toBe('Grace')
      }),
    ))

  test('with auto-run a change is followed by a run, an error is not', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.command('Run after every change')
      await page.getByText('Runs after every change').waitFor()
      const json = page.getByRole('textbox', { name: 'Input as JSON' })
      await json.fill('{ "name": "Grace" }')
      await expect.poll(() => person.output().textContent()).toContain('Hello, Grace!')
      await json.fill('{ "name": "Al')
      await page.getByText(/The input is not JSON/).waitFor()
      await json.fill('{ "name": "Alan" }')
      await expect.poll(() => person.output().textContent()).toContain('Hello, Alan!')
      expect(await page.locator('.run-status').getAttribute('data-runs')).toBe('2')
    }))

  test('a failed run leads to its problem', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write('compose:\n  - call: lcod://flow/throw@1\n    in: { code: no_luck, message: No luck }\n')
      await person.run()
      expect(await person.ending()).toContain('failed')
      await person.output().getByRole('button', { name: 'Show the problem' }).click()
      await page.getByText('no_luck').first().waitFor()
    }))

  test('a list of objects is shown as a table', () =>
    journey(async ({ page }, person) => {
      await person.run()
      await person.ending()
      const output = page.getByRole('region', { name: 'Output' })
      await output.getByRole('button', { name: 'Table' }).click()
      expect(await person.output().getByRole('row').count()).toBeGreaterThan(2)
      await output.getByRole('button', { name: 'Table' }).click()
      await expect.poll(() => person.output().textContent()).toContain('{')
    }))
})
