import { join } from 'node:path'
import { expect, test } from 'vitest'
import { downloadOf, dropOn, onThisMachine } from './hand-over.ts'
import { describeJourneys } from './journey.ts'

const INCREMENT = `compose:
  - call: lcod://contract/core/fs/write-file@1
    in: { path: /hello/report.txt, data: $.name }
`

describeJourneys('project files', (journey) => {
  test('a downloaded project opens like a link: read only, without permissions, until it is kept', async () => {
    let project: { name: string; data: Uint8Array } = { name: '', data: new Uint8Array() }
    await journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(INCREMENT)
      await page.getByRole('button', { name: 'Share' }).click()
      const button = page.getByRole('dialog').getByRole('button', { name: 'Download file' })
      project = await downloadOf(page, () => button.click())
    })
    expect(project.name).toBe('hello.lcod.json')
    await onThisMachine({ [project.name]: project.data }, (folder) =>
      journey(async (visit, person) => {
        const { page } = visit
        await dropOn(visit, [join(folder, project.name)])
        await page.getByText(/A shared project/).waitFor()
        await page.getByText('Press Run').first().waitFor()
        expect(await person.editor().getAttribute('aria-readonly')).toBe('true')
        await person.run()
        const sheet = page.getByRole('dialog', { name: 'Permission' })
        await sheet.getByText('/hello/report.txt').waitFor()
        expect(await sheet.getByRole('button', { name: 'Allow for this project' }).count()).toBe(0)
        await sheet.getByRole('button', { name: 'Refuse' }).click()
        expect(await person.ending()).toContain('failed')
        await page.getByRole('button', { name: 'Back to my files' }).click()
        await page.getByRole('textbox', { name: 'Text of /orders/compose.yaml' }).waitFor()
        expect(await page.getByText(/A shared project/).count()).toBe(0)

        const choosing = page.waitForEvent('filechooser')
        await person.command('Open a project file')
        await (await choosing).setFiles(join(folder, project.name))
        await page.getByRole('button', { name: 'Keep a copy' }).click()
        await page.getByText('The copy is yours: it is in /hello').waitFor()
        await page.reload()
        await expect.poll(() => person.editor().textContent()).toContain('report.txt')
        await page.getByRole('textbox', { name: 'Text of /hello/compose.yaml' }).waitFor()
      }),
    )
  })

  test('a file that is no project is refused in words', () =>
    onThisMachine({ 'x.lcod.json': '{', 'y.lcod.json': '{"files":[]}' }, (folder) =>
      journey(async (visit) => {
        await dropOn(visit, [join(folder, 'x.lcod.json')])
        await visit.page.getByText('The project file is damaged: it is not JSON').waitFor()
        await dropOn(visit, [join(folder, 'y.lcod.json')])
        await visit.page.getByText('There is no project in it').waitFor()
      }),
    ))
})
