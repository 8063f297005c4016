import type { EngineName } from '../../../e2e/engines/engine.ts'
import { openPage, waitForReport } from '../../../e2e/engines/open-page.ts'
import { servePage } from '../../../e2e/engines/serve-page.ts'
import { type HostReport, toHostReport } from '../host-report.ts'
import { meteredQuickJs } from '../metered-quickjs.ts'

/** Longer than the whole suite takes on a slow machine, in ms. */
const SUITE_MS = 900_000

/**
 * Runs the suite in a worker of a page of a real browser.
 *
 * @param cases what `casesAsJson` gave.
 */
export async function runInBrowser(engine: EngineName, cases: string): Promise<HostReport> {
  const served = await servePage({
    page: fileAt('suite-page.browser.ts'),
    workers: { 'suite-worker': fileAt('suite-worker.browser.ts') },
    files: {
      '/cases.json': { type: 'application/json', body: cases },
      '/quickjs.wasm': { type: 'application/wasm', body: meteredQuickJs() },
    },
  })
  try {
    const page = await openPage(engine, `${served.url}?host=${engine}`)
    try {
      return toHostReport(await waitForReport(page, SUITE_MS))
    } finally {
      await page.close()
    }
  } finally {
    await served.close()
  }
}

function fileAt(name: string): string {
  return new URL(name, import.meta.url).pathname
}
