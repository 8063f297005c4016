import { describe, expect, it } from 'vitest'
import { startWorker } from './testing/start-worker.ts'

async function askWorker(entry: URL): Promise<unknown> {
  const miniflare = await startWorker(entry, { r2Buckets: { BUCKET: 'files' } })
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
