import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, describe, expect, it } from 'vitest'

const bundle = await build({
  entryPoints: [new URL('./test-worker/durable-worker.ts', import.meta.url).pathname],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['workerd', 'worker', 'browser'],
  write: false,
})

describe.each([{ useSQLite: true }, { useSQLite: false }])('createDurableObjectStore() in workerd, %o', (kind) => {
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: bundle.outputFiles[0]?.text ?? '' }],
    compatibilityDate: '2026-04-20',
    cf: false,
    durableObjects: { RUNS: { className: 'Runs', ...kind } },
  })
  afterAll(() => miniflare.dispose())
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
