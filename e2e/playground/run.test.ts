import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

describeJourneys('runs', (journey) => {
  test('a first visit runs an example and shows its trace', () =>
    journey(async ({ page }, person) => {
      await expect.poll(() => page.getByText(/kept in this browser/).count()).toBe(1)
      const loop = page.getByRole('treeitem', { name: /^foreach.*not run/ })
      await loop.waitFor()
      await page.keyboard.press('Control+Enter')
      expect(await person.ending()).toContain('28 steps')
      await page.getByRole('treeitem', { name: /^foreach.*done/ }).waitFor()
      await page.getByRole('treeitem', { name: /^throw.*failed/ }).click()
      await person.show('State')
      await page.getByText('empty_order: The order has no quantity').waitFor()
      expect(await person.output().textContent()).toContain('"problem": "The order has no quantity"')
    }))

  test('an endless run can be stopped', () =>
    journey(async ({ page }, person) => {
      await person.openExample('While')
      await person.write(`compose:
  - call: lcod://flow/while@1
    slots:
      condition: [{ call: lcod://impl/set@1, in: { continue: true }, out: { continue: continue } }]
      body: [{ call: lcod://impl/set@1, in: { a: 1 }, out: { a: a } }]
`)
      await person.run()
      await page
        .getByText(/running/)
        .first()
        .waitFor()
      await page.getByRole('button', { name: /Stop/ }).click()
      expect(await person.ending()).toContain('stopped')
    }))

  test('permissions are asked with what is wanted and by which step', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Files')
      await person.run()
      const sheet = page.getByRole('dialog', { name: 'Permission' })
      await sheet.getByText('/files/report.txt').waitFor()
      expect(await sheet.textContent()).toMatch(/write to.*fs\/write-file/s)
      await sheet.getByRole('button', { name: 'Refuse' }).click()
      expect(await person.ending()).toContain('failed')
      await person.show('Problems')
      await page.getByText('permission_denied').waitFor()
      expect(await page.getByRole('article', { name: 'How the run failed' }).textContent()).not.toContain('--allow')
      await page.getByRole('button', { name: 'Run again, and be asked again' }).click()
      await sheet.getByRole('button', { name: 'Allow for this run' }).click()
      expect(await person.ending()).toContain('ok')
      await page.getByRole('button', { name: 'report.txt', exact: true }).waitFor()
    }))

  test('a failure keeps the text that ran, and its code tells what it means', () =>
    journey(async ({ page }, person) => {
      const failing =
        'compose:\n  - call: lcod://impl/set@1\n  - call: lcod://flow/while@1\n    in: { maxIterations: -1 }\n'
      await person.openExample('Hello')
      await person.write(failing)
      await person.run()
      expect(await person.ending()).toContain('failed')
      await page.getByRole('button', { name: 'Show the problem' }).click()
      const failure = page.getByRole('article', { name: 'How the run failed' })
      const excerpt = await failure.locator('pre').innerText()
      expect(excerpt).toContain('> 3 |')
      await person.write('compose: []\n')
      await failure.getByText('The compose has changed since').waitFor()
      expect(await failure.locator('pre').innerText()).toBe(excerpt)
      await failure.getByTitle('What it means').click()
      await failure
        .getByRole('group')
        .getByText(/[A-Z].*\./)
        .waitFor()
    }))

  test('a hostile project does no harm', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(`compose:
  - call: lcod://impl/set@1
    in:
      "<img src=x onerror=window.harm=1>": "<script>window.harm=1</script>"
    out: { "<img src=x onerror=window.harm=1>": "<img src=x onerror=window.harm=1>", text: $ }
  - call: lcod://tooling/script@1
    in:
      source: '() => ({ found: typeof window + typeof document + typeof fetch })'
    out: { found: found }
`)
      await person.run()
      await expect.poll(() => person.output().textContent()).toContain('undefinedundefinedundefined')
      for (const view of ['Timeline', 'State', 'Logs', 'Problems', 'Graph'] as const) await person.show(view)
      expect(await page.evaluate(() => 'harm' in globalThis)).toBe(false)
      await person.write('compose:\n  - call: lcod://impl/set@1\n    in: { __proto__: { polluted: true } }\n')
      await person.show('Problems')
      await page
        .getByText(/__proto__/)
        .first()
        .waitFor()
      await person.write(`compose:
  - call: lcod://tooling/script@1
    in: { timeoutMs: 200, source: '() => { for (;;); }' }
`)
      await person.run()
      expect(await person.ending()).toMatch(/failed|ok|stopped/)
      expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
    }))
})
