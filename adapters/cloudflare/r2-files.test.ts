import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { describe, expect, it } from 'vitest'

/** Bundles a Worker as it would be deployed and runs it in workerd. */
async function askWorker(entry: URL): Promise<unknown> {
  const bundle = await build({
    entryPoints: [entry.pathname],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    write: false,
  })
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: bundle.outputFiles[0]?.text ?? '' }],
    compatibilityDate: '2026-04-20',
    cf: false,
    r2Buckets: { BUCKET: 'files' },
  })
  try {
    return await (await miniflare.dispatchFetch('http://localhost/')).json()
  } finally {
    await miniflare.dispose()
  }
}

describe('the ports of a Cloudflare Worker', () => {
  it('pass the portable suites inside workerd', async () => {
    const groups = await askWorker(new URL('./test-worker/worker.ts', import.meta.url))
    expect(groups).toEqual([
      { group: 'files: r2', passed: expect.any(Number), failed: [] },
      { group: 'files: r2 in parts', passed: 2, failed: [] },
      { group: 'clock', passed: expect.any(Number), failed: [] },
      { group: 'random', passed: expect.any(Number), failed: [] },
      { group: 'listen', passed: 6, failed: [] },
    ])
  })
})
