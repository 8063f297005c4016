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
})
