import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from './testing/start-worker.ts'

const entry = new URL('./test-worker/durable-worker.ts', import.meta.url)

describe.each([{ useSQLite: true }, { useSQLite: false }])('createDurableObjectStore() in workerd, %o', (kind) => {
  let miniflare: Miniflare
  beforeAll(async () => {
    miniflare = await startWorker(entry, { durableObjects: { RUNS: { className: 'Runs', ...kind } } })
  })
  afterAll(() => miniflare?.dispose())
  const ask = (path: string) => miniflare.dispatchFetch(`http://localhost${path}`)

  it('passes the portable suite', async () => {
    const report = await (await ask('/suite')).json()
    expect(report).toEqual({ group: 'store: durable object', passed: 8, failed: [] })
  })

  it('goes on after the object has ended in the middle of a loop', async () => {
    expect((await ask('/run?dieAt=c')).status).toBe(500)
    expect(await (await ask('/run')).json()).toEqual({ visited: ['c', 'd'], results: ['a', 'b', 'c', 'd'] })
    expect(await (await ask('/run')).json()).toEqual({ visited: [], results: ['a', 'b', 'c', 'd'] })
  })
})
