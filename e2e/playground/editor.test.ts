import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'
import type { Person } from './person.ts'

/** Takes what the list offers first. One that has just appeared takes no keys: they may have been meant for the text. */
async function accept({ page }: Person): Promise<void> {
  await page.waitForTimeout(150)
  await page.keyboard.press('Enter')
}

async function goToFile({ page }: Person, path: string): Promise<void> {
  await page.keyboard.press('Control+p')
  await page.getByRole('dialog').getByRole('combobox').fill(path)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: `Text of ${path}` }).waitFor()
}

describeJourneys('the editor', (journey) => {
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

  test('quick fixes add a missing slot, take the nearest id and turn an alias around', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(`compose:
  - call: lcod://flow/foreach@1
    in: { list: [1] }
  - call: lcod://impl/ecko@1
  - call: lcod://contract/core/string/format@1
    in: { template: Hello }
    out: { value: greeting }
`)
      await person.show('Problems')
      const problems = page.getByRole('region', { name: /^Problems in .*compose\.yaml$/ })
      await problems.getByRole('button', { name: 'Add the slot "body"' }).click()
      await problems.getByRole('button', { name: 'Change to "lcod://impl/echo@1"' }).click()
      await problems.getByRole('button', { name: 'Write "greeting: value"' }).click()
      await page.getByText('No problems').waitFor()
      const text = await person.editor().innerText()
      expect(text).toMatch(/slots:\s+body: \[\]/)
      expect(text).toContain('lcod://impl/echo@1')
      expect(text).toContain('out: { greeting: value }')
    }))

  test('quick fixes and a rename need no pointer', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(`compose:
  - call: lcod://impl/ecko@1
  - call: lcod://flow/try@1
    in: { fist: 1 }
  - call: lcod://impl/set@1
    in: { first: 1 }
    out: { first: first }
  - call: lcod://impl/echo@1
    in: { value: $.first }
    out: { last: val }
`)
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Control+.')
      await expect
        .poll(() => person.editor().innerText())
        .toContain('- call: lcod://impl/echo@1\n  - call: lcod://flow/try@1')
      await page.locator('.cm-line', { hasText: 'value: $.first' }).getByText('$.first').click()
      await page.keyboard.press('F2')
      const dialog = page.getByRole('dialog', { name: 'Rename "first"' })
      await dialog.getByRole('textbox').fill('last')
      await dialog.getByText('"last" is in use already').waitFor()
      await dialog.getByRole('textbox').fill('one')
      await page.keyboard.press('Enter')
      await expect.poll(() => person.editor().innerText()).toContain('value: $.one')
      expect(await person.editor().innerText()).toContain('out: { one: first }')
      await page.keyboard.press('Control+z')
      await expect.poll(() => person.editor().innerText()).toContain('value: $.first')
      await person.write('compose:\n  - call: lcod://contract/core/string/split@1\n')
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('ArrowDown')
      await person.command('Quick fix for the line')
      await page.getByRole('menuitem', { name: 'Add the input "text"' }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect.poll(() => person.editor().innerText()).toContain('separator: $.separator')
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
        .waitFor()
      await accept(person)
      await expect.poll(() => person.editor().textContent()).toMatch(/lcod:\/\/flow\/foreach@1.*slots:.*body:/s)
    }))

  test('completion offers inputs, listed values, outputs and slots', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      const option = (name: RegExp) => page.getByRole('option', { name }).first()
      await person.write('compose:\n  - call: lcod://contract/core/string/trim@1\n    in:\n      text: " a "\n      ')
      await page.keyboard.press('Control+End')
      await page.keyboard.type('mo')
      await option(/^mode/).waitFor()
      await accept(person)
      await page.keyboard.press('Control+Space')
      await option(/^start/).waitFor()
      await page.keyboard.type('sta')
      await option(/^start/).waitFor()
      await accept(person)
      await expect.poll(() => person.editor().innerText()).toContain('mode: start')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Backspace')
      await page.keyboard.type('out: { v')
      await option(/^value/).waitFor()
      await accept(person)
      await expect.poll(() => person.editor().innerText()).toContain('out: { value: value')
      await person.write('compose:\n  - call: lcod://flow/try@1\n    slots:\n      ')
      await page.keyboard.press('Control+End')
      await page.keyboard.press('Control+Space')
      await option(/^body/).waitFor()
      expect(await page.getByRole('option').allInnerTexts()).toEqual([
        expect.stringContaining('body'),
        expect.stringContaining('catch'),
        expect.stringContaining('finally'),
      ])
    }))

  test('completion offers paths that are in scope, and the variables of the operator around', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      const options = async () => {
        await page.getByRole('option').first().waitFor()
        return (await page.getByRole('option').allInnerTexts()).join('\n')
      }
      const loop = (value: string) => `compose:
  - call: lcod://impl/set@1
    in: { first: 1 }
    out: { first: first }
  - call: lcod://flow/foreach@1
    in: { list: [1, 2] }
    slots:
      body:
        - call: lcod://impl/echo@1
          in: { value: ${value}`
      await person.write(loop(''))
      await page.keyboard.press('Control+End')
      await page.keyboard.type('$.fi')
      expect(await options()).toContain('$.first')
      await accept(person)
      await expect.poll(() => person.editor().innerText()).toContain('value: $.first')
      await person.write(loop(''))
      await page.keyboard.press('Control+End')
      await page.keyboard.type('$slot.')
      await expect.poll(options).toMatch(/\$slot\.item[\s\S]*\$slot\.index/)
    }))

  test('help stands under the pointer', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Loop')
      await page.locator('.cm-line', { hasText: 'flow/foreach@1' }).getByText('lcod://flow/foreach@1').hover()
      const help = page.locator('.cm-hover')
      await help.getByText('foreach(').waitFor()
      expect(await help.innerText()).toMatch(/\$slot\.item, \$slot\.index/)
    }))

  test('a definition is one key away, and so is the way back', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Component')
      const shown = () => person.editor().getAttribute('aria-label')
      const call = page.getByText('lcod://demo/vat@1', { exact: true })
      await call.click()
      await page.keyboard.press('F12')
      await expect.poll(shown).toBe('Text of /component/components/vat/compose.yaml')
      await page.keyboard.press('Shift+F12')
      await expect.poll(shown).toBe('Text of /component/compose.yaml')
      await call.click({ modifiers: ['ControlOrMeta'] })
      await expect.poll(shown).toBe('Text of /component/components/vat/compose.yaml')
    }))

  test('a file is as it was left', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Component')
      await page.getByText('lcod://demo/vat@1', { exact: true }).click()
      // What closes brackets is loaded when somebody goes to the editor.
      await page.locator('.cm-content[aria-autocomplete="list"]').waitFor()
      await page.keyboard.press('End')
      await page.keyboard.type(' # mine {')
      await expect.poll(() => page.locator('.cm-activeLine').innerText()).toContain('# mine {}')
      await goToFile(person, '/component/components/vat/lcp.toml')
      await goToFile(person, '/component/compose.yaml')
      await person.editor().focus()
      await expect.poll(() => page.locator('.cm-activeLine').innerText()).toContain('# mine {}')
      await page.keyboard.press('Control+z')
      await expect.poll(() => person.editor().innerText()).not.toContain('mine')
      await page.keyboard.press('Control+f')
      await page.getByRole('textbox', { name: 'Find' }).waitFor()
      await page.keyboard.type('gross')
      await page.keyboard.press('Enter')
      await page.locator('.cm-searchMatch-selected').waitFor()
    }))

  test('formatting keeps comments', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(`# what it does
compose:
- call:   lcod://impl/set@1   # one
  in: {value:   1}


  out: {value: value} # two
`)
      await page.keyboard.press('Shift+Alt+F')
      await expect.poll(() => person.editor().innerText()).toContain('  - call: lcod://impl/set@1 # one')
      const text = await person.editor().innerText()
      expect(text).toMatch(/^# what it does/)
      expect(text).toContain('    in: { value: 1 }')
      expect(text).toContain('out: { value: value } # two')
    }))

  test('descriptors and inputs are checked, and problems lead to their file', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Component')
      await goToFile(person, '/component/components/vat/lcp.toml')
      await person.write('id = "lcod://demo/vat@1.0.0"\nversion = "1.1.0"\n[inputs.net]\nschema = \'{"type":\'\n')
      await page.locator('.cm-lintRange-error').first().waitFor()
      await goToFile(person, '/component/compose.yaml')
      await person.show('Problems')
      const problems = page.getByRole('region', { name: 'Problems in /component/components/vat/lcp.toml' })
      expect(await problems.innerText()).toMatch(/version is "1\.1\.0", the id says "1\.0\.0"/)
      await problems.getByRole('button', { name: 'line 2, column 1' }).click()
      await page.getByRole('textbox', { name: /vat\/lcp\.toml$/ }).waitFor()
      await expect.poll(() => page.locator('.cm-activeLine').innerText()).toContain('version')
      await goToFile(person, '/component/input.json')
      await person.write('{ "net": }')
      await problems.waitFor()
      await page.getByRole('region', { name: 'Problems in /component/input.json' }).getByText('json_syntax').waitFor()
    }))

  test('descriptors and inputs are completed', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Component')
      const option = (name: RegExp) => page.getByRole('option', { name }).first()
      await goToFile(person, '/component/components/vat/lcp.toml')
      await person.write('schemaVersion = "2.0"\n')
      await page.keyboard.type('ki')
      await option(/^kind/).waitFor()
      await accept(person)
      await expect.poll(() => person.editor().innerText()).toContain('kind = "component"')
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      await page.getByRole('button', { name: 'New file' }).click()
      await page.getByRole('textbox', { name: 'Path in the workspace' }).fill('/component/components/vat/input.json')
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: /vat\/input\.json$/ }).click()
      await page.keyboard.type('{ "ra')
      await option(/^rate/).waitFor()
      await accept(person)
      await expect.poll(() => person.editor().innerText()).toContain('{ "rate": ')
    }))

  test('a marked step is a bookmark in time that follows its step', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Loop')
      await page
        .locator('.cm-line', { hasText: 'impl/' })
        .or(page.locator('.cm-line', { hasText: 'string/format' }))
        .first()
        .click()
      await page.keyboard.press('F9')
      await page.locator('.cm-step-mark').waitFor()
      await page.keyboard.press('Control+Home')
      await page.keyboard.insertText('# one line more\n')
      await person.run()
      await person.ending()
      await page.getByRole('slider', { name: 'Event' }).press('Home')
      await page.getByRole('tab', { name: 'Graph' }).focus()
      await page.keyboard.press('}')
      const first = await page.locator('.time-bar output').innerText()
      await page.keyboard.press('}')
      await expect.poll(() => page.locator('.time-bar output').innerText()).not.toBe(first)
      await page.keyboard.press('{')
      await expect.poll(() => page.locator('.time-bar output').innerText()).toBe(first)
      expect(await page.locator('.cm-line.cm-selected-step').first().innerText()).toMatch(/impl\/|string\/format/)
    }))
})
