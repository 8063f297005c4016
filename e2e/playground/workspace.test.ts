import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { downloadOf, dropOn, onThisMachine } from './hand-over.ts'
import { describeJourneys } from './journey.ts'

const GREET = {
  'compose.yaml': `compose:
  - call: lcod://contract/core/string/format@1
    in: { template: 'Hello, {name}!', values: { name: $.name } }
    out: { greeting: value }
`,
  'input.json': '{ "name": "Ada" }\n',
}

/** Its names as a file has them: with other letters twice, and ways out. */
const HOSTILE = zipSync({
  'greet/compose.yaml': strToU8(GREET['compose.yaml']),
  'greet/Notes.txt': strToU8('first'),
  'greet/notes.txt': strToU8('second'),
  '../outside.txt': strToU8('no'),
  'greet/../../outside.txt': strToU8('no'),
  '__proto__/polluted': strToU8('no harm'),
})

describeJourneys('the workspace', (journey) => {
  test('a reload keeps the files', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write('# mine\ncompose: []\n')
      await page.getByRole('button', { name: 'New file' }).click()
      await page.getByRole('textbox', { name: 'Path in the workspace' }).fill('/hello/notes.txt')
      await page.keyboard.press('Enter')
      await person.file('notes.txt').waitFor()
      await page.reload()
      await person.file('notes.txt').waitFor()
      await person.file('compose.yaml').first().click()
      await expect.poll(() => page.getByRole('textbox', { name: /hello\/compose|orders\/compose/ }).count()).toBe(1)
      await page.getByRole('button', { name: 'Delete /hello/notes.txt' }).click({ force: true })
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await person.file('notes.txt').waitFor({ state: 'detached' })
    }))

  test('files and folders are renamed, but over nothing', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      const path = page.getByRole('textbox', { name: 'Path in the workspace' })
      await page.getByRole('button', { name: 'New folder' }).click()
      await path.fill('/hello/parts')
      await page.keyboard.press('Enter')
      await person.file('parts').waitFor()
      await page.getByRole('button', { name: 'New file' }).click()
      await path.fill('/hello/PARTS')
      await page.keyboard.press('Enter')
      await page.getByText('There is already something called "/hello/PARTS"').waitFor()
      await page.getByRole('button', { name: 'Rename /hello', exact: true }).click({ force: true })
      await path.fill('/hello/parts/inner')
      await page.keyboard.press('Enter')
      await page.getByText('A folder cannot be moved into itself').waitFor()
      await page.getByRole('button', { name: 'Rename /hello', exact: true }).click({ force: true })
      await path.fill('/orders')
      await page.keyboard.press('Enter')
      await page.getByText('There is already something called "/orders"').waitFor()
      await page.getByRole('button', { name: 'Rename /hello', exact: true }).click({ force: true })
      await path.fill('/Hello')
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: 'Text of /Hello/compose.yaml', exact: true }).waitFor()
      await person.run()
      await expect.poll(() => person.output().textContent()).toContain('Hello, Ada!')
    }))

  test('a folder that is dropped is imported, and again beside itself', () =>
    onThisMachine({ 'greet/compose.yaml': GREET['compose.yaml'], 'greet/input.json': GREET['input.json'] }, (folder) =>
      journey(async (visit, person) => {
        const { page } = visit
        await dropOn(visit, [join(folder, 'greet')])
        await page.getByText('Imported 2 files in /greet', { exact: true }).waitFor()
        await page.getByRole('textbox', { name: 'Text of /greet/compose.yaml' }).waitFor()
        await person.run()
        await expect.poll(() => person.output().textContent()).toContain('Hello, Ada!')
        await dropOn(visit, [join(folder, 'greet')])
        await page.getByText('Imported 2 files in /greet-2', { exact: true }).waitFor()
      }),
    ))

  test('a zip that is dropped is imported, whatever its names', () =>
    onThisMachine({ 'hostile.zip': HOSTILE }, (folder) =>
      journey(async (visit, person) => {
        const { page } = visit
        await dropOn(visit, [join(folder, 'hostile.zip')])
        await page.getByText(/left out 2 paths that would leave the workspace; renamed 1 file/).waitFor()
        await person.file('notes-2.txt').click()
        await expect.poll(() => person.editor().textContent()).toBe('second')
        expect(await person.file('outside.txt').count()).toBe(0)
        expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
      }),
    ))

  test('what is too large or no zip is refused in words', () =>
    onThisMachine(
      { 'bomb.zip': zipSync({ zeros: new Uint8Array(65 * 1024 * 1024) }), 'none.zip': 'nothing' },
      (folder) =>
        journey(async (visit) => {
          await dropOn(visit, [join(folder, 'bomb.zip')])
          await visit.page.getByText('The zip holds more than 64 MB').waitFor()
          await dropOn(visit, [join(folder, 'none.zip')])
          await visit.page.getByText('The zip is damaged, or it is none').waitFor()
        }),
    ))

  test('a zip of all files gives the same files and empty folders when it is imported', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Component')
      await page.getByRole('button', { name: 'New folder' }).click()
      await person.field('Path in the workspace').fill('/component/plans')
      await page.keyboard.press('Enter')
      await person.file('plans').waitFor()
      const { name, data } = await downloadOf(page, () => person.command('Export all files as zip'))
      expect(name).toBe('lcod-workspace.zip')
      const choosing = page.waitForEvent('filechooser')
      await person.command('Import files or a zip')
      await (await choosing).setFiles({ name, mimeType: 'application/zip', buffer: data })
      await page.getByText(/^Imported \d+ files and 1 empty folder in \/lcod-workspace$/).waitFor()
      const again = await downloadOf(page, () => person.command('Export all files as zip'))
      const before = filesOf(data)
      const after = filesOf(again.data)
      expect([...before.keys()].length).toBeGreaterThan(3)
      expect(before.get('component/plans/')).toBe('')
      for (const [path, content] of before) expect(after.get(`lcod-workspace/${path}`), path).toBe(content)
    }))

  test('a file that is no text is kept as it is', () =>
    onThisMachine({ 'picture.bin': new Uint8Array([0x89, 0x50, 0xff, 0]) }, (folder) =>
      journey(async (visit, person) => {
        await dropOn(visit, [join(folder, 'picture.bin')])
        await person.file('picture.bin').click()
        await visit.page.getByText('/picture.bin is not a text file').waitFor()
      }),
    ))

  test('a folder is chosen', () =>
    onThisMachine({ 'greet/compose.yaml': GREET['compose.yaml'], 'greet/more/a.txt': 'a' }, (folder) =>
      journey(async ({ page }, person) => {
        await page.getByRole('button', { name: 'Import', exact: true }).click()
        const choosing = page.waitForEvent('filechooser')
        await page.getByRole('button', { name: 'A folder' }).click()
        await (await choosing).setFiles(join(folder, 'greet'))
        await page.getByText('Imported 2 files in /greet', { exact: true }).waitFor()
        await person.file('a.txt').waitFor()
      }),
    ))

  test('the status bar tells where the files are and how much room there is', () =>
    journey(async ({ page }) => {
      await page.getByText(/OPFS · kept in this browser · .*B of .*B/).waitFor()
      expect(Number(await page.getByRole('meter', { name: 'Room used' }).getAttribute('value'))).toBeGreaterThan(0)
    }))

  test('where nothing can be kept, it is said at once and why', () =>
    journey(
      async ({ page }, person) => {
        const badge = page.getByText('Memory · not kept: gone when this tab closes')
        await badge.waitFor()
        expect(await badge.getAttribute('title')).toMatch(/private window.*OPFS: .*refused.*IndexedDB: /s)
        await person.run()
        expect(await person.ending()).toContain('ok')
      },
      {
        prepare: (context) =>
          context.route('**/kernel-worker.js', async (route) => {
            const worker = await route.fetch()
            const refuse = `
              Object.defineProperty(navigator.storage, 'getDirectory', {
                value: () => Promise.reject(new DOMException('refused', 'SecurityError')),
              })
              Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
            `
            await route.fulfill({ response: worker, body: refuse + (await worker.text()) })
          }),
      },
    ))

  test('a browser that is nearly full is told of', () =>
    journey(
      async ({ page }) => {
        await page.getByText(/900 MB of 1.0 GB · nearly full: export what you need/).waitFor()
      },
      {
        prepare: (context) =>
          context.addInitScript(
            'navigator.storage.estimate = async () => ({ usage: 900 * 1024 ** 2, quota: 1024 ** 3 })',
          ),
      },
    ))

  test('works without a network after the first visit', () =>
    journey(async ({ page, context }, person) => {
      await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
      await context.setOffline(true)
      await page.reload()
      await person.run()
      expect(await person.ending()).toContain('ok')
      await context.setOffline(false)
    }))
})

function filesOf(zip: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(zip)).map(([path, content]) => [path, strFromU8(content)]))
}
