import { mkdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../engines/chromium.ts'
import { type OpenPlayground, openPlayground, type Visit, type VisitOptions } from './open-playground.ts'
import { personAt } from './person.ts'

const shots = resolve(import.meta.dirname, '../../test-results/playground')

describe.skipIf(findChromium() === null)('the playground', { timeout: 120_000 }, () => {
  let playground: OpenPlayground
  beforeAll(async () => {
    await mkdir(shots, { recursive: true })
    playground = await openPlayground()
  }, 300_000)
  afterAll(() => playground?.close())

  /** One journey in a profile of its own, which must leave no uncaught error. */
  async function journey(
    walk: (visit: Visit, person: ReturnType<typeof personAt>) => Promise<void>,
    options?: VisitOptions,
  ) {
    const visit = await playground.visit(options)
    try {
      await walk(visit, personAt(visit.page))
      expect(visit.failures).toEqual([])
    } finally {
      await visit.context.close()
    }
  }

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

  test('parallel tasks stand on lanes of their own', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Parallel')
      await person.run()
      await person.ending()
      await person.show('Timeline')
      const timeline = page.getByRole('application', { name: /^Timeline of 13 steps in 2 rows/ })
      await timeline.waitFor()
      const lanes = await timeline.getAttribute('data-lanes')
      expect(lanes).toBe('1,3')
      await timeline.focus()
      await page.keyboard.press('w')
      await page.keyboard.press('d')
      await page.getByRole('searchbox', { name: 'Search steps' }).fill('delay')
      await page.getByText('6 found').waitFor()
    }))

  test('the slider goes back to an earlier state', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Scopes')
      await person.run()
      await person.ending()
      await person.show('State')
      const slider = page.getByRole('slider', { name: 'Event' })
      await slider.press('Home')
      await expect
        .poll(() => page.getByRole('region', { name: 'Layer run' }).textContent())
        .toContain('Nothing written')
      for (let press = 0; press < 3; press++) await slider.press('ArrowRight')
      await expect
        .poll(() => page.getByRole('region', { name: 'Layer run' }).textContent())
        .toMatch(/\+added.*label.*outside/s)
      await slider.press('End')
      await page.getByRole('button', { name: 'History of label', exact: true }).click()
      await page.getByRole('region', { name: 'Writes to label' }).getByText('3 times').waitFor()
    }))

  test('a hundred thousand iterations keep the page responsive', () =>
    journey(async ({ page }, person) => {
      await person.openExample('A hundred thousand')
      await person.run()
      // While it runs, what is typed appears.
      await page.getByRole('textbox', { name: 'Input as JSON' }).focus()
      await page.keyboard.press('End')
      await page.keyboard.type(' ')
      expect(await person.ending()).toContain('100,003 steps')
      await page
        .getByRole('treeitem', { name: /^set .*×100,000/ })
        .first()
        .waitFor()
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
      await person.run()
      await sheet.getByRole('button', { name: 'Allow for this run' }).click()
      expect(await person.ending()).toContain('ok')
      await page.getByRole('button', { name: 'report.txt', exact: true }).waitFor()
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

  test('works without a network after the first visit', () =>
    journey(async ({ page, context }, person) => {
      await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
      await context.setOffline(true)
      await page.reload()
      await person.run()
      expect(await person.ending()).toContain('ok')
      await context.setOffline(false)
    }))

  describe.each(['dark', 'light'] as const)('in %s', (colours) => {
    test('every view is accessible and kept as a picture', () =>
      journey(
        async ({ page }, person) => {
          await person.run()
          await person.ending()
          await page.getByRole('treeitem', { name: /^throw/ }).click()
          const axe = await readFile(resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')
          const check = async (name: string) => {
            await page.screenshot({ path: resolve(shots, `${name}-${colours}.png`) })
            const found =
              await page.evaluate(`${axe}; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
              .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html + ' ' + node.failureSummary).join('; ')))`)
            expect(found, `${name} in ${colours}`).toEqual([])
          }
          for (const view of ['Graph', 'Timeline', 'State', 'Logs', 'Problems'] as const) {
            await person.show(view)
            await check(view.toLowerCase())
          }
          for (const [command, dialog] of [
            ['Examples', 'Examples'],
            ['Share', 'Share'],
            ['Keyboard shortcuts', 'Keyboard shortcuts'],
          ] as const) {
            await person.command(command)
            await page.getByRole('dialog', { name: dialog }).waitFor()
            await check(dialog.toLowerCase().replace(' ', '-'))
            await page.keyboard.press('Escape')
            await page.getByRole('dialog').waitFor({ state: 'detached' })
          }
          await page.keyboard.press('Control+k')
          await check('palette')
        },
        { colours },
      ))
  })

  test('a tablet shows all of it', () =>
    journey(
      async ({ page }, person) => {
        await person.run()
        await person.ending()
        await page.screenshot({ path: resolve(shots, 'tablet.png') })
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        expect(overflow).toBeLessThanOrEqual(0)
      },
      { width: 820, height: 1180 },
    ))
})
