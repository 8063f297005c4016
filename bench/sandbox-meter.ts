/**
 * What metering costs: the same scripts in the plain and in the metered QuickJS, in one process, in turns.
 *
 * `node scripts/run-ts.js bench/sandbox-meter.ts [--rounds 15] [--json]`
 */
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { QuickJSContext } from 'quickjs-emscripten'
import { type OpenQuickJS, openQuickJS } from '../scripts/sandbox/open-quickjs.ts'
import { meterQuickJS, readPlainQuickJS } from '../scripts/sandbox/quickjs-source.ts'
import { type BenchRow, median, report } from './report.ts'

/** Each is a function body; it runs `calls` times per round. */
const workloads: readonly { name: string; calls: number; source: string }[] = [
  { name: 'integer loop', calls: 1, source: 'let s = 0; for (let i = 0; i < 1e6; i++) s = (s + i * 3) | 0; return s' },
  {
    name: 'JSON round trip',
    calls: 12,
    source: `const rows = Array.from({ length: 1000 }, (_, i) => ({ id: i, name: 'row ' + i, tags: ['a', 'b'], ok: i % 2 === 0 }))
      return JSON.stringify(JSON.parse(JSON.stringify(rows))).length`,
  },
  {
    name: 'regular expressions',
    calls: 3,
    source: `const text = 'user.name+tag@example.org, other@test.net; '.repeat(200)
      return text.match(/[\\w.+-]+@[\\w-]+\\.[a-z]{2,}/g).length + text.replace(/(\\w+)@(\\w+)/g, '$2 at $1').length`,
  },
  {
    name: 'sort and build strings',
    calls: 2,
    source: `const words = Array.from({ length: 8000 }, (_, i) => 'w' + ((i * 7919) % 8009))
      words.sort(); let text = ''; for (const word of words) text += word + ','
      return text.split(',').length`,
  },
  {
    name: 'objects and closures',
    calls: 3,
    source: `const out = {}; for (let i = 0; i < 10000; i++) { const key = 'k' + (i % 97); out[key] = { ...(out[key] ?? {}), n: i } }
      return Object.entries(out).map(([key, value]) => key + value.n).filter((text) => text.length > 3).length`,
  },
  {
    name: 'recursion',
    calls: 1,
    source: 'const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2); return fib(23)',
  },
  {
    name: 'normalize',
    calls: 3,
    source: "return 'Å éàü ñ ﬁ '.repeat(3000).normalize('NFKD').length",
  },
  {
    name: 'upper and lower case',
    calls: 20,
    source: "const text = 'Straße und Maß '.repeat(1000); return text.toUpperCase().length + text.toLowerCase().length",
  },
  { name: 'warm trivial call', calls: 5000, source: 'return 1' },
]

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, json: { type: 'boolean' } },
})
const rounds = Number(flags.rounds)

const bytes = { plain: readPlainQuickJS(), metered: meterQuickJS() }
const modules = { plain: new WebAssembly.Module(bytes.plain), metered: new WebAssembly.Module(bytes.metered) }

interface Prepared {
  readonly open: OpenQuickJS
  readonly context: QuickJSContext
  run(index: number): void
}

async function prepare(module: WebAssembly.Module): Promise<Prepared> {
  const open = await openQuickJS(module)
  const context = open.quickjs.newContext()
  const functions = workloads.map(({ source }) => context.unwrapResult(context.evalCode(`(function () { ${source} })`)))
  const run = (index: number) => {
    const callee = functions[index]
    if (callee === undefined) throw new RangeError(`Unknown workload ${index}`)
    context.unwrapResult(context.callFunction(callee, context.undefined)).dispose()
  }
  return { open, context, run }
}

/** CPU time in ms: what else the machine does would be in the elapsed time of either side by chance. */
function timeOf(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const plain = await prepare(modules.plain)
const metered = await prepare(modules.metered)
const fuel = metered.open.fuel
if (fuel === undefined) throw new Error('The metered module exports no fuel')

const rows: BenchRow[] = []
const ratios: number[] = []
for (const [index, { name, calls }] of workloads.entries()) {
  const repeat = (side: Prepared) => () => {
    for (let call = 0; call < calls; call += 1) side.run(index)
  }
  const times = { plain: [] as number[], metered: [] as number[] }
  for (const side of [plain, metered]) repeat(side)()
  let used = 0n
  for (let round = 0; round < rounds; round += 1) {
    const order = [
      () => times.plain.push(timeOf(repeat(plain))),
      () => {
        const before = BigInt(fuel.value)
        times.metered.push(timeOf(repeat(metered)))
        used = before - BigInt(fuel.value)
      },
    ]
    // Which goes first changes, so that neither always runs on the warmer cache.
    for (const run of round % 2 === 0 ? order : order.reverse()) run()
  }
  // The pairs of one round share the machine's mood: their ratio is steadier than the ratio of medians.
  const ratio = median(times.metered.map((time, round) => time / (times.plain[round] ?? Number.NaN)))
  const nanoseconds = (median(times.metered) * 1e6) / Number(used)
  ratios.push(ratio)
  rows.push({
    workload: `metered script: ${name}`,
    measured: ratio,
    unit: '×',
    note: `of the plain module; ${nanoseconds.toFixed(1)} ns a unit of fuel`,
  })
}

const gzipped = (module: Uint8Array) => gzipSync(module, { level: 9 }).length / 1024
report([
  {
    workload: 'metered scripts, median',
    measured: median(ratios),
    unit: '×',
    target: 1.35,
    note: 'of the plain module',
  },
  {
    workload: 'metered scripts, worst',
    measured: Math.max(...ratios),
    unit: '×',
    target: 1.7,
    note: 'of the plain module',
  },
  {
    workload: 'metered module, size added',
    measured: gzipped(bytes.metered) - gzipped(bytes.plain),
    unit: 'KB gz',
    target: 25,
    note: `${gzipped(bytes.metered).toFixed(0)} KB in all`,
  },
  ...rows,
])
