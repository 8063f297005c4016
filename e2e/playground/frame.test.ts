import { expect, test } from 'vitest'
import { listen } from '../../adapters/git/testing/git-server.ts'
import { describeJourneys } from './journey.ts'

describeJourneys('inside another page', (journey) => {
  test('a link shown in a frame runs, is granted nothing, and leads to the playground', async () => {
    let frame = ''
    await journey(async ({ page, context }, person) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await person.openExample('Files')
      await page.getByRole('button', { name: 'Share' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Copy as frame' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Copied' }).waitFor()
      frame = await page.evaluate('navigator.clipboard.readText()')
    })
    expect(frame).toMatch(/^<iframe src="http:.*#v1=.*" title="files"/)
    const site = await listen((_request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><title>Somebody's page</title>${frame}`)
    })
    await journey(async ({ page }) => {
      await page.goto(site.url)
      const inside = page.frameLocator('iframe')
      await inside.getByText(/A shared project/).waitFor()
      await inside.getByRole('button', { name: 'Run', exact: true }).click()
      await inside
        .getByText(/Inside another page a run is granted nothing/)
        .or(inside.getByText(/The run failed/))
        .first()
        .waitFor()
      expect(await inside.getByRole('dialog').count()).toBe(0)
      expect(await inside.getByRole('button', { name: 'Keep a copy' }).count()).toBe(0)
      expect(await inside.getByRole('region', { name: 'Files' }).count()).toBe(0)
      const link = inside.getByRole('link', { name: 'Open in the playground' })
      expect(await link.getAttribute('href')).toMatch(/#v1=/)
    }).finally(site.close)
  })
})
