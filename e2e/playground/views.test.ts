import type { Locator } from 'playwright'
import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'

describeJourneys('the views of a run', (journey) => {
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

  test('an error is an edge to the catch that took it, and stands in words where it is looked for', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Errors')
      await person.run()
      await person.ending()
      const thrower = page.getByRole('treeitem', { name: /^throw failed, caught by try/ })
      await thrower.waitFor()
      const edge = page.locator('.errors g')
      expect(await edge.getAttribute('data-from')).toBe(await thrower.getAttribute('data-path'))
      expect(await edge.getAttribute('data-to')).toBe('/compose/0/slots/catch')
      await person.show('Problems')
      const caught = page.getByRole('region', { name: 'Caught errors' })
      await caught.getByText('There are no more pears').waitFor()
      await caught.getByRole('button', { name: 'throw' }).click()
      await person.show('State')
      await page.getByRole('button', { name: 'caught by try' }).click()
      await page.getByText(/catch ends/).waitFor()
    }))

  test('an iteration that is clicked is selected everywhere', () =>
    journey(async ({ page }, person) => {
      await person.run()
      await person.ending()
      await page.getByTitle('Run [1]: done').first().click()
      await person.show('State')
      await page.getByRole('region', { name: 'Layer body [1] of foreach' }).getByText('"A2"').first().waitFor()
      await page.getByText(/^set done in/).waitFor()
      expect(await page.locator('.cm-selected-step').first().textContent()).toContain('lcod://impl/set@1')
      await person.show('Timeline')
      await page.getByRole('application', { name: /selected: 0\/body\/0 \[1\]/ }).waitFor()
      await person.show('Graph')
      const slot = page.getByRole('treeitem', { name: /^body slot/ }).first()
      await slot.focus()
      await slot.press('.')
      await person.show('State')
      await page.getByRole('region', { name: 'Layer body [2] of foreach' }).waitFor()
    }))

  test('a drag over the timeline measures, and the overview chooses what is seen', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Parallel')
      await person.run()
      await person.ending()
      await person.show('Timeline')
      const box = await boxOf(page.getByRole('application'))
      const drag = async (from: number, to: number, y: number) => {
        await page.mouse.move(box.x + from, box.y + y)
        await page.mouse.down()
        await page.mouse.move(box.x + to, box.y + y, { steps: 4 })
        await page.mouse.up()
      }
      await drag(box.width * 0.25, box.width * 0.75, 120)
      const measured = page.getByRole('status').filter({ hasText: /ms measured, \d+ steps? begin/ })
      await measured.waitFor()
      const whole = page.getByRole('button', { name: 'Whole run' })
      expect(await whole.isDisabled()).toBe(true)
      await drag(box.width * 0.1, box.width * 0.3, 10)
      await expect.poll(() => whole.isDisabled()).toBe(false)
      await whole.click()
      await page.getByRole('button', { name: 'Rows inside run' }).click()
      await page.getByRole('application', { name: /in 1 row\b/ }).waitFor()
    }))

  test('a search in the timeline goes from step to step', () =>
    journey(async ({ page }, person) => {
      await person.run()
      await person.ending()
      await person.show('Timeline')
      await page.getByRole('application').press('/')
      await page.keyboard.type('throw')
      await page.getByText('1 found').waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('application', { name: /selected: 0\/body\/1\/body\/1\/else\/0 \[2\]/ }).waitFor()
    }))

  test('attempts of a step that is repeated stand on the timeline and beside its error', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Retry')
      await person.run()
      await person.ending()
      await page.getByRole('treeitem', { name: /^demo\/ask-price failed, caught by try/ }).click()
      await person.show('State')
      const step = page.getByRole('region', { name: 'Step', exact: true })
      await step.getByText('attempt 2').waitFor()
      await person.show('Timeline')
      await page.getByRole('list', { name: 'Shades' }).getByText('attempt failed').waitFor()
    }))

  test('the timeline stands as it was left when the reader comes back to it', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Parallel')
      await person.run()
      await person.ending()
      await person.show('Timeline')
      const whole = page.getByRole('button', { name: 'Whole run' })
      await page.getByRole('application').press('w')
      await expect.poll(() => whole.isDisabled()).toBe(false)
      await person.show('State')
      await person.show('Timeline')
      await page.getByRole('application').waitFor()
      expect(await whole.isDisabled()).toBe(false)
      await person.run()
      await person.ending()
      await expect.poll(() => whole.isDisabled()).toBe(true)
    }))

  test('what was given is told apart from what a step wrote', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.run()
      await person.ending()
      await person.show('State')
      await page.getByRole('button', { name: 'History of name', exact: true }).click()
      await page.getByText('No step wrote name: it was there from the beginning').waitFor()
    }))

  test('a loop with a state of its own shows that alone', () =>
    journey(async ({ page }, person) => {
      await person.openExample('While')
      await person.run()
      await person.ending()
      await page.getByTitle('Run [3]: done').first().click()
      await person.show('State')
      const layer = page.getByRole('region', { name: 'Layer condition [3] of while' })
      await layer.getByText('a state of its own').waitFor()
      await layer.getByRole('button', { name: 'History of n', exact: true }).waitFor()
      expect(await page.getByRole('region', { name: 'Layer run' }).count()).toBe(0)
    }))

  test('keys on the slider go to errors and log lines', () =>
    journey(async ({ page }, person) => {
      await person.run()
      await person.ending()
      const slider = page.getByRole('slider', { name: 'Event' })
      await slider.press('Home')
      await slider.press(']')
      await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/throw fails: empty_order/)
      const error = await slider.inputValue()
      await slider.press('PageUp')
      await slider.press('PageUp')
      await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/logs: Order left out/)
      await slider.press('PageDown')
      await slider.press('[')
      expect(await slider.inputValue()).toBe(error)
      await page.getByRole('button', { name: 'Live' }).click()
      await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/the run ends/)
    }))
})

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('Nothing is drawn')
  return box
}
