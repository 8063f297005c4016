import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'
import type { Person } from './person.ts'
import { runLcod } from './run-lcod.ts'

const COMPOSE = `compose:
  - call: lcod://contract/core/string/format@1
    in: { template: "Hello, {name}", values: { name: $.name } }
    out: { text: value }
`

describeJourneys('sharing', (journey) => {
  test('a shared link gives project and result in a fresh profile, after a click', async () => {
    let link = ''
    await journey(async (_visit, person) => {
      await person.openExample('Hello')
      link = await linkOf(person)
    })
    await journey(
      async ({ page }, person) => {
        await page.getByText(/A shared project/).waitFor()
        await page.getByText('Press Run').first().waitFor()
        const names = await page.getByRole('region', { name: 'Files' }).locator('[aria-label^="Delete"]').count()
        expect(names).toBe(0)
        expect(await page.getByText('work', { exact: true }).count()).toBe(0)
        expect(await person.editor().getAttribute('aria-readonly')).toBe('true')
        await person.run()
        await expect.poll(() => person.output().textContent()).toContain('Hello, Ada!')
        await page.getByRole('button', { name: 'Keep a copy' }).click()
        await page.getByText(/kept in this browser/).waitFor()
      },
      { url: link },
    )
  })

  test('a link with the recorded run shows its trace, and runs nothing', async () => {
    let link = ''
    await journey(async (_visit, person) => {
      await person.openExample('Errors')
      await person.run()
      await person.ending()
      link = await linkOf(person, 'With the recorded run')
    })
    await journey(
      async ({ page }, person) => {
        await page.getByText(/A shared project.*shows a recorded run/).waitFor()
        const status = page.locator('.run-status').filter({ hasText: 'recorded' })
        await status.waitFor()
        expect(await status.getAttribute('data-runs')).toBe('0')
        await page.getByRole('treeitem', { name: /^throw.*failed, caught by try/ }).click()
        await person.show('State')
        await page.getByText('out_of_stock: There are no more pears').waitFor()
        await page.getByText('Press Run').first().waitFor()
      },
      { url: link },
    )
  })

  test('a project that is too long for a link is refused, and downloaded instead', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(`# ${noise(12_000)}\ncompose: []\n`)
      await page.getByRole('button', { name: 'Share' }).click()
      const sheet = page.getByRole('dialog', { name: 'Share' })
      await sheet.getByText(/characters: more than the 8,000/).waitFor()
      expect(await sheet.getByRole('textbox', { name: 'Link' }).inputValue()).toBe('')
      expect(await sheet.getByRole('button', { name: 'Copy link' }).isDisabled()).toBe(true)
      const text = await downloaded(person, () => sheet.getByRole('button', { name: 'Download file' }).click())
      expect(JSON.parse(text).files['compose.yaml']).toContain('compose: []')
    }))

  test('result, graph and traces are downloaded as what they say they are', () =>
    journey(async (_visit, person) => {
      await person.openExample('Errors')
      await person.run()
      await person.ending()
      const get = (title: string) => downloaded(person, () => person.command(title))
      expect(JSON.parse(await get('Export the result'))).toMatchObject({ problem: { code: 'out_of_stock' } })
      expect(await get('Export the graph as Mermaid')).toMatch(/^flowchart.*throw/s)
      const chrome = JSON.parse(await get('Export the trace for Perfetto'))
      expect(JSON.stringify(chrome)).toContain('flow/throw')
      const lines = await get('Export the trace as JSON lines')
      await inFolder(async (folder) => {
        await writeFile(join(folder, 'run.jsonl'), lines)
        expect(await runLcod(folder, 'trace', 'show', 'run.jsonl')).toMatch(/flow\/throw.*out_of_stock/s)
      })
    }))

  test('a run that is exported as a test passes lcod test', () =>
    journey(async (_visit, person) => {
      await person.openExample('Hello')
      await person.write(COMPOSE)
      await person.run()
      await person.ending()
      const exported = await downloaded(person, () => person.command('Export the run as a test'))
      await inFolder(async (folder) => {
        await mkdir(join(folder, 'tests/unit'), { recursive: true })
        await writeFile(join(folder, 'compose.yaml'), COMPOSE)
        await writeFile(join(folder, 'tests/unit/run.json'), exported)
        await expect(runLcod(folder, 'test')).resolves.toBeDefined()
        const broken = JSON.parse(exported)
        broken.expect = { other: 'than it gives' }
        await writeFile(join(folder, 'tests/unit/run.json'), JSON.stringify(broken))
        await expect(runLcod(folder, 'test')).rejects.toThrow()
      })
    }))
})

async function linkOf({ page }: Person, withTrace?: string): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click()
  const field = page.getByRole('textbox', { name: 'Link' })
  await expect.poll(() => field.inputValue()).toContain('#v1=')
  const plain = await field.inputValue()
  if (withTrace === undefined) return plain
  await page.getByRole('checkbox', { name: withTrace }).check()
  await expect
    .poll(async () => (await field.isVisible()) && (await field.inputValue()).length)
    .toBeGreaterThan(plain.length)
  return field.inputValue()
}

/** The text of the file that something saves. */
async function downloaded({ page }: Person, act: () => Promise<unknown>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return readFile(await download.path(), 'utf8')
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lcod-export-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Text that cannot be compressed well, the same every time. */
function noise(length: number): string {
  let state = 42
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return String.fromCharCode(33 + ((state >> 16) % 90))
  }).join('')
}
