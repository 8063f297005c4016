/**
 * The playground in Chromium: `node scripts/run-ts.js bench/playground.ts [--json]`. Builds it first.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright'
import { findChromium } from '../e2e/engines/chromium.ts'
import { measureKeys } from '../e2e/playground/measure-keys.ts'
import { type OpenPlayground, openPlayground } from '../e2e/playground/open-playground.ts'
import { personAt } from '../e2e/playground/person.ts'
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
      firstLoad(folder),
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

/** What the page needs before it can be worked with. */
function firstLoad(folder: string): BenchRow {
  const first = filesFrom(folder, ['index.html', 'kernel-worker.js'])
  const kernel = readdirSync(join(folder, 'assets')).find((file) => /^playground-kernel-.*\.js$/.test(file))
  if (kernel === undefined) throw new Error('The build has no kernel')
  const later = filesFrom(folder, [`assets/${kernel}`]).filter((file) => !first.includes(file))
  return {
    workload: 'playground: first load',
    measured: kilobytes(folder, first),
    unit: 'KB gz',
    target: 350,
    note: `page, styles and the worker with the files; the kernel, ${Math.round(kilobytes(folder, later))} KB more, and the sandbox follow while the page is read, what is imported on demand when it is wanted`,
  }
}

/** Files and what they import, but for what they import on demand. */
function filesFrom(folder: string, entries: readonly string[]): string[] {
  const wanted = new Set(entries)
  for (const file of wanted) {
    const text = /\.(js|html)$/.test(file) ? readFileSync(join(folder, file), 'utf8') : ''
    const found = file.endsWith('.html')
      ? text.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)
      : text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)
    for (const [, name = ''] of found) wanted.add(name.startsWith('assets/') ? name : `assets/${name}`)
  }
  return [...wanted]
}

function kilobytes(folder: string, files: readonly string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length)
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
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
