import { Miniflare } from 'miniflare'
import { bundleWorker } from '../../../adapters/cloudflare/testing/bundle-worker.ts'
import { WORKERS_RUNTIME } from '../../../adapters/cloudflare/testing/workers-runtime.ts'
import { type HostReport, toHostReport } from '../host-report.ts'
import { meteredQuickJs } from '../metered-quickjs.ts'

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
        contents: await bundleWorker(new URL('suite-worker.ts', import.meta.url).pathname, ['./quickjs.wasm']),
      },
      { type: 'CompiledWasm', path: 'quickjs.wasm', contents: meteredQuickJs() },
    ],
    ...WORKERS_RUNTIME,
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
