import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'
import type { Person } from './person.ts'

/** Two tasks at once that each write a file of their own. */
const TWO_WRITERS = `compose:
  - call: lcod://flow/parallel@1
    in: { tasks: [first, second] }
    slots:
      tasks:
        - call: lcod://contract/core/string/format@1
          in: { template: '{project}/{name}.txt', values: { project: $globals.projectPath, name: $slot.item } }
          out: { path: value }
        - call: lcod://contract/core/fs/write-file@1
          in: { path: $.path, data: written }
`

describeJourneys('permissions of steps at once', (journey) => {
  const begin = async (person: Person) => {
    await person.openExample('Hello')
    await person.write(TWO_WRITERS)
    await person.run()
    const sheet = person.page.getByRole('dialog', { name: 'Permission' })
    await sheet.getByText('One more question waits').waitFor()
    expect(await sheet.textContent()).toMatch(/write-file in line 9/)
    return sheet
  }
  const named = (text: string | null) => /(first|second)\.txt/.exec(text ?? '')?.[1]

  test('each is asked for on its own, one after the other, and a second click does not answer the next', () =>
    journey(async ({ page }, person) => {
      const sheet = await begin(person)
      const asked = named(await sheet.textContent())
      const allow = sheet.getByRole('button', { name: 'Allow for this run' })
      await expect.poll(() => allow.isEnabled()).toBe(true)
      await allow.dblclick()
      const other = asked === 'first' ? 'second' : 'first'
      await sheet.getByText(`${other}.txt`).waitFor()
      expect(await sheet.getByText(/question/).count()).toBe(0)
      await allow.click()
      expect(await person.ending()).toContain('ok')
      for (const name of ['first.txt', 'second.txt']) await person.file(name).waitFor()
      expect(await page.getByRole('dialog').count()).toBe(0)
    }))

  test('a refusal that ends the others takes their questions back', () =>
    journey(async ({ page }, person) => {
      const sheet = await begin(person)
      await sheet.getByRole('button', { name: 'Refuse' }).click()
      expect(await person.ending()).toContain('failed')
      expect(await page.getByRole('dialog').count()).toBe(0)
      expect(await person.file('first.txt').count()).toBe(0)
      expect(await person.file('second.txt').count()).toBe(0)
      await person.show('Problems')
      await page.getByText('permission_denied').waitFor()
      await person.show('Graph')
      await page.getByTitle(/Task [01]: left early/).waitFor()
    }))
})
