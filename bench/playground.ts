/**
 * The playground in Chromium: `node scripts/run-ts.js bench/playground.ts [--json]`. Builds it first.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { findChromium } from '../e2e/engines/chromium.ts'
import { measureKeys } from '../e2e/playground/measure-keys.ts'
import { type OpenPlayground, openPlayground } from '../e2e/playground/open-playground.ts'
import { personAt } from '../e2e/playground/person.ts'
import { firstLoad } from './playground/first-load.ts'
import { keystroke } from './playground/keystroke.ts'
import { type BenchRow, median, report } from './report.ts'

const ROUNDS = 5
const root = resolve(import.meta.dirname, '..')

if (findChromium() === null) {
  // A bench without its browser has nothing to say.
  report([])
} else {
  const folder = mkdtempSync(join(tmpdir(), 'lcod-playground-'))
  const vite = resolve(root, 'node_modules/vite/bin/vite.js')
  execFileSync(
    process.execPath,
    [vite, 'build', '--mode', 'playground', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const playground = await openPlayground(folder)
  try {
    report([
      await firstLoad(playground, folder),
      await interactive(playground),
      ...(await keystroke(playground)),
      await inputLatency(playground),
      ...(await largeTrace(playground)),
    ])
  } finally {
    await playground.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** From the request to an example that can be run, in a fresh profile each time. */
async function interactive(playground: OpenPlayground): Promise<BenchRow> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { page, context } = await playground.visit({ url: 'about:blank', awaitReady: false })
    const start = performance.now()
    await page.goto(playground.url)
    await page.getByRole('treeitem').first().waitFor()
    times.push(performance.now() - start)
    await context.close()
  }
  return {
    workload: 'playground: interactive',
    measured: median(times),
    unit: 'ms',
    target: 1_500,
    note: 'fresh profile, the example is open and checked',
  }
}

/** From a key in the editor to the frame that shows it, while 100,000 iterations run and are recorded. */
async function inputLatency(playground: OpenPlayground): Promise<BenchRow> {
  const { page, context } = await playground.visit()
  const person = personAt(page)
  await person.openExample('Hello')
  await person.write(`compose:
  - call: lcod://tooling/script@1
    in: { source: '() => ({ list: Array.from({ length: 100000 }, (_, at) => at) })' }
    out: { list: list }
  - call: lcod://flow/foreach@1
    in: { list: $.list }
    collectPath: $.none
    slots: { body: [{ call: lcod://impl/set@1, in: { value: $slot.item }, out: { value: value } }] }
  - { call: lcod://impl/set@1, in: { list: [] }, out: { list: list } }
# `)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await person.run()
    await person.editor().focus()
    const keys = await measureKeys(page, (so) => so.at(-1)?.running ?? true)
    times.push(...keys.filter(({ running }) => running).map(({ ms }) => ms))
    await person.ending()
  }
  await context.close()
  return {
    workload: 'playground: input latency while 100,000 iterations run',
    measured: median(times),
    unit: 'ms',
    target: 100,
    note: `${times.length} keys in the editor, each to the frame that shows it; the slowest took ${Math.round(Math.max(...times))} ms`,
  }
}

async function largeTrace(playground: OpenPlayground): Promise<BenchRow[]> {
  const { page, context } = await playground.visit()
  const person = personAt(page)
  await person.openExample('A hundred thousand')
  const untraced = await runTime(page, person, 'off')
  const traced = await runTime(page, person, 'bounded')
  const every = await runTime(page, person, 'every')
  const open = await measureIn(
    page,
    `(async () => {
      const start = performance.now()
      const frame = () => new Promise((done) => requestAnimationFrame(done))
      document.getElementById('tab-timeline').click()
      while (document.querySelector('[role="application"] canvas, canvas[role="application"]') === null) await frame()
      await frame()
      await frame()
      return performance.now() - start
    })()`,
  )
  const frames = await measureIn(
    page,
    `(async () => {
      const canvas = document.querySelector('[role="application"] canvas, canvas[role="application"]')
      canvas.focus()
      const press = (key) => canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      for (let at = 0; at < 8; at++) press('w')
      let frames = 0
      const start = performance.now()
      while (performance.now() - start < 2000) {
        press(frames % 80 < 40 ? 'd' : 'a')
        await new Promise((done) => requestAnimationFrame(done))
        frames++
      }
      return (frames * 1000) / (performance.now() - start)
    })()`,
  )
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const memory = await rendererMemory(context)
  await context.close()
  return [
    {
      workload: 'playground: 100,000 steps, timeline opens',
      measured: open,
      unit: 'ms',
      target: 1_000,
      note: 'from the tab to the second frame',
    },
    {
      workload: 'playground: 100,000 steps, time per frame while panning',
      measured: 1_000 / frames,
      unit: 'ms',
      target: 20,
      note: '50 frames a second are 20 ms; rendered without a GPU',
    },
    {
      workload: 'playground: live tracing',
      measured: traced / untraced,
      unit: '×',
      target: 1.2,
      note: `100,000 steps in ${Math.round(untraced)} ms without and ${Math.round(traced)} ms with a trace, click to result`,
    },
    {
      workload: 'playground: recording every step',
      measured: every / untraced,
      unit: '×',
      note: 'the same run, as somebody asks for it who wants to see each of the 100,000 turns',
    },
    {
      workload: 'playground: memory after 100,000 steps',
      measured: memory,
      unit: 'MiB',
      target: 300,
      note: 'everything the process of the tab holds for itself, its worker included, with every step recorded',
    },
  ]
}

/** MiB of memory that the largest page process holds for itself: heaps, arrays, pictures. */
async function rendererMemory(context: BrowserContext): Promise<number> {
  const browser = await context.browser()!.newBrowserCDPSession()
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
  const kilobytes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0))
  return Math.max(...kilobytes) / 1024
}

/** Median time from the click to the result. */
async function runTime(
  page: Page,
  person: ReturnType<typeof personAt>,
  trace: 'off' | 'bounded' | 'every',
): Promise<number> {
  const times: number[] = []
  await person.command(trace === 'off' ? 'Do not record' : trace === 'every' ? 'Record every step' : 'Record the runs')
  for (let round = 0; round < 3; round++) {
    times.push(
      await measureIn(
        page,
        `(async () => {
          const status = () => document.querySelector('.run-status')
          const before = status().dataset.runs
          const start = performance.now()
          for (const button of document.querySelectorAll('.top-bar button.primary')) button.click()
          while (status().dataset.runs === before || !/ok|failed/.test(status().textContent)) await new Promise((done) => setTimeout(done, 5))
          return performance.now() - start
        })()`,
      ),
    )
  }
  return median(times)
}

async function measureIn(page: Page, expression: string): Promise<number> {
  const value = await page.evaluate<unknown>(expression)
  if (typeof value !== 'number') throw new Error(`Expected a number, found ${typeof value}`)
  return value
}
