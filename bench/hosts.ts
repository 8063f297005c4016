/**
 * What the hosts beside Node cost: a run over HTTP in workerd, and files in a browser.
 *
 * `npm run bench hosts` or `node scripts/run-ts.js bench/hosts.ts [--json]`. Browser rows are left out, with a word on
 * stderr, where Chromium is not installed.
 */
import { Miniflare } from 'miniflare'
import { ENGINES, openPage, waitForReport } from '../e2e/engines/open-page.ts'
import { servePage } from '../e2e/engines/serve-page.ts'
import { lcodWorker } from '../worker/testing/lcod-worker.ts'
import { type BenchRow, median, report } from './report.ts'

const WARMUPS = 200
const ROUNDS = 1_000

const rows: BenchRow[] = [...(await workerRows())]
const missing = ENGINES.chromium.missing()
if (missing === null) rows.push(...(await storageRows()))
else console.error(`Files in Chromium were not measured: ${missing}`)
report(rows)

async function workerRows(): Promise<BenchRow[]> {
  const started = performance.now()
  const miniflare = new Miniflare({
    ...(await lcodWorker()),
    bindings: { LCOD_OPEN: '1' },
  })
  try {
    const url = new URL('/run', await miniflare.ready)
    const booted = performance.now() - started
    const steps = Array.from({ length: 20 }, (_, index) => ({
      call: 'lcod://impl/set@1',
      in: { [`v${index}`]: index === 0 ? '$.start' : `$.v${index - 1}` },
      out: { [`v${index}`]: `v${index}` },
    }))
    const compose = JSON.stringify({ compose: steps, input: { start: 1 } })
    const script = JSON.stringify({ compose: [{ call: 'lcod://tooling/script@1', in: { source: '() => 1' } }] })
    const first = await ask(url, compose)
    const firstScript = await ask(url, script)
    const warm = await askOften(url, compose)
    const warmScript = await askOften(url, script)
    return [
      {
        workload: 'workerd: 20 steps as JSON, warm, p50',
        measured: median(warm),
        unit: 'ms',
        target: 5,
        note: 'POST /run on loopback, one after the other',
      },
      { workload: 'workerd: 20 steps as JSON, warm, p99', measured: at(warm, 0.99), unit: 'ms' },
      {
        workload: 'workerd: one script, warm, p50',
        measured: median(warmScript),
        unit: 'ms',
        note: 'an interpreter of its own per run',
      },
      { workload: 'workerd: first request', measured: first, unit: 'ms', note: 'QuickJS is not instantiated yet' },
      { workload: 'workerd: first script', measured: firstScript, unit: 'ms', note: 'instantiates QuickJS' },
      { workload: 'workerd: start', measured: booted, unit: 'ms', note: 'Miniflare, with bundling' },
    ]
  } finally {
    await miniflare.dispose()
  }
}

async function ask(url: URL, body: string): Promise<number> {
  const start = performance.now()
  const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`The Worker answered ${answer.status}: ${text}`)
  return performance.now() - start
}

async function askOften(url: URL, body: string): Promise<number[]> {
  for (let round = 0; round < WARMUPS; round++) await ask(url, body)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await ask(url, body))
  return times
}

function at(values: readonly number[], share: number): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? Number.NaN
}

async function storageRows(): Promise<BenchRow[]> {
  const served = await servePage({
    page: new URL('browser/storage-page.browser.ts', import.meta.url).pathname,
    workers: { storage: new URL('browser/storage.browser.ts', import.meta.url).pathname },
  })
  try {
    const page = await openPage('chromium', served.url)
    try {
      const times = (await waitForReport(page)) as Record<string, Record<string, number>>
      return Object.entries(times).flatMap(([storage, own]) => rowsOf(storage === 'opfs' ? 'OPFS' : 'LightningFS', own))
    } finally {
      await page.close()
    }
  } finally {
    await served.close()
  }
}

function rowsOf(storage: string, times: Record<string, number>): BenchRow[] {
  const row = (what: string, key: string): BenchRow => ({
    workload: `${storage} in Chromium: ${what}`,
    measured: times[key] ?? Number.NaN,
    unit: 'ms',
  })
  return [
    row('write 1,000 files of 4 KB, one after the other', 'writeSmall'),
    row('write 1,000 files of 4 KB, 16 at once', 'writeTogether'),
    row('write 1,000 files of 4 KB as a folder of drafts', 'writeDrafts'),
    row('read 1,000 files of 4 KB', 'readSmall'),
    row('write one file of 64 MB', 'writeLarge'),
    row('read one file of 64 MB', 'readLarge'),
  ]
}
