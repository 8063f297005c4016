import { Miniflare } from 'miniflare'
import { type HostReport, toHostReport } from '../host-report.ts'
import { meteredQuickJs } from '../metered-quickjs.ts'
import { bundleWorker } from './bundle-worker.ts'

/**
 * Runs the suite in a Worker in workerd, bundled as for deployment.
 *
 * @param cases what `casesAsJson` gave.
 */
export async function runInWorkerd(cases: string): Promise<HostReport> {
  const miniflare = new Miniflare({
    modules: [
      {
        type: 'ESModule',
        path: 'worker.mjs',
        contents: await bundleWorker(new URL('suite-worker.ts', import.meta.url).pathname),
      },
      { type: 'CompiledWasm', path: 'quickjs.wasm', contents: meteredQuickJs() },
    ],
    compatibilityDate: '2026-04-20',
    cf: false,
    r2Buckets: { BUCKET: 'conformance' },
  })
  try {
    const answer = await miniflare.dispatchFetch('http://localhost/', { method: 'POST', body: cases })
    if (!answer.ok) throw new Error(`The Worker answered ${answer.status}: ${await answer.text()}`)
    return toHostReport(await answer.json())
  } finally {
    await miniflare.dispose()
  }
}
