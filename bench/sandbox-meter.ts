/**
 * What metering costs: the same scripts in the plain and in the metered QuickJS, in one process, in turns.
 *
 * `node scripts/run-ts.js bench/sandbox-meter.ts [--rounds 9] [--json] [--metered <file.wasm>]`
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { QuickJSContext } from 'quickjs-emscripten-core'
import { type OpenQuickJS, openQuickJS } from '../scripts/sandbox/open-quickjs.ts'
import { meterQuickJS, readPlainQuickJS } from '../scripts/sandbox/quickjs-source.ts'

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
  options: { rounds: { type: 'string', default: '9' }, json: { type: 'boolean' }, metered: { type: 'string' } },
})
const rounds = Number(flags.rounds)

const modules = {
  plain: new WebAssembly.Module(readPlainQuickJS()),
  metered: new WebAssembly.Module(
    flags.metered === undefined ? meterQuickJS() : new Uint8Array(readFileSync(flags.metered)),
  ),
}

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

function timeOf(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN
}

async function freshInstance(module: WebAssembly.Module): Promise<number> {
  const start = performance.now()
  const { quickjs } = await openQuickJS(module)
  const context = quickjs.newContext()
  context.unwrapResult(context.evalCode('1 + 1')).dispose()
  const elapsed = performance.now() - start
  context.dispose()
  return elapsed
}

const plain = await prepare(modules.plain)
const metered = await prepare(modules.metered)
const fuel = metered.open.fuel
if (fuel === undefined) throw new Error('The metered module exports no fuel')

const rows = []
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
  const meteredMs = median(times.metered)
  rows.push({
    name,
    plainMs: median(times.plain) / calls,
    meteredMs: meteredMs / calls,
    ratio,
    fuel: Number(used) / calls,
    nsPerFuel: (meteredMs * 1e6) / Number(used),
  })
}

const fresh = { plain: [] as number[], metered: [] as number[] }
for (let round = 0; round < 3 * rounds; round += 1) {
  fresh.plain.push(await freshInstance(modules.plain))
  fresh.metered.push(await freshInstance(modules.metered))
}

const ratios = rows.map(({ ratio }) => ratio)
const report = {
  rows,
  ratio: { median: median(ratios), worst: Math.max(...ratios), targetMedian: 1.35, targetWorst: 1.7 },
  freshInstanceMs: { plain: median(fresh.plain), metered: median(fresh.metered), target: 4 },
}

if (flags.json) console.log(JSON.stringify(report))
else {
  const round = (value: number, digits: number) => Number(value.toFixed(digits))
  console.table(
    rows.map(({ name, plainMs, meteredMs, ratio, fuel: units, nsPerFuel }) => ({
      workload: name,
      'plain ms': round(plainMs, 4),
      'metered ms': round(meteredMs, 4),
      ratio: round(ratio, 2),
      fuel: round(units, 0),
      'ns per fuel': round(nsPerFuel, 2),
    })),
  )
  console.log(
    `ratio: median ${report.ratio.median.toFixed(2)} (≤ 1.35), worst ${report.ratio.worst.toFixed(2)} (≤ 1.7)`,
  )
  console.log(
    `fresh instance: plain ${report.freshInstanceMs.plain.toFixed(2)} ms, metered ${report.freshInstanceMs.metered.toFixed(2)} ms (≤ 4)`,
  )
}
