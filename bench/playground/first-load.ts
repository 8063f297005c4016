import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { OpenPlayground } from '../../e2e/playground/open-playground.ts'
import type { BenchRow } from '../report.ts'

/** Nothing is asked for this long: everything is there, in ms. */
const QUIET_MS = 3_000

/**
 * What a first visit fetches though nobody clicks: the page, its workers and the kernel. The sandbox's WASM is told apart,
 * and what the service worker keeps for offline use, which comes after all of it, is not counted.
 *
 * @param folder of the build.
 */
export async function firstLoad(playground: OpenPlayground, folder: string): Promise<BenchRow> {
  const { page, context } = await playground.visit({ url: 'about:blank', awaitReady: false })
  const files = new Set<string>()
  let last = performance.now()
  context.on('request', (request) => {
    if (request.serviceWorker() !== null || !request.url().startsWith(playground.url)) return
    files.add(request.url().slice(playground.url.length) || 'index.html')
    last = performance.now()
  })
  await page.goto(playground.url)
  await page.getByRole('treeitem').first().waitFor()
  while (performance.now() - last < QUIET_MS) await page.waitForTimeout(100)
  await context.close()
  const sizeOf = (isWasm: boolean) =>
    kilobytes(
      folder,
      Array.from(files).filter((file) => file.endsWith('.wasm') === isWasm),
    )
  return {
    workload: 'playground: first load',
    measured: sizeOf(false),
    unit: 'KB gz',
    target: 350,
    note: `everything that is fetched without a click, the kernel included; the sandbox's WASM is ${Math.round(sizeOf(true))} KB more`,
  }
}

function kilobytes(folder: string, files: readonly string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length)
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}
