/**
 * Whether hostile runs leave memory behind: 10,000 sessions that end by result, exception, fuel, trap, lack of memory,
 * depth, compile error, flood of jobs, closing and border.
 *
 * `node scripts/run-ts.js bench/sandbox-soak.ts [--runs 10000] [--json]`
 */
import { parseArgs } from 'node:util'
import { createQuickJsScripts } from '../adapters/quickjs/index.ts'
import { loadQuickJsModule } from '../adapters/quickjs/load-node.ts'
import { HOSTILE, runHostile } from '../conformance/attacks/hostile-runs.ts'
import { meteredQuickJsFile } from '../scripts/sandbox/metered-file.ts'
import { collectGarbage } from './collect-garbage.ts'
import { report } from './report.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, json: { type: 'boolean' } } })
const runs = Number(values.runs)
const warm = Math.ceil(runs / 10)
const MIB = 1024 * 1024

const scripts = createQuickJsScripts({ module: () => loadQuickJsModule(meteredQuickJsFile()), poolPages: 256 })
let surprises = 0

async function soak(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) {
    if ((await runHostile(scripts, index)) !== HOSTILE[index % HOSTILE.length]?.ending) surprises++
  }
}

async function memory(): Promise<NodeJS.MemoryUsage> {
  await collectGarbage()
  return process.memoryUsage()
}

await soak(0, warm)
const before = await memory()
await soak(warm, runs)
const after = await memory()

const between = `from run ${warm.toLocaleString('en')} to ${runs.toLocaleString('en')}`
report([
  {
    workload: 'hostile runs: growth of the process',
    measured: Math.max(0, (after.rss - before.rss) / MIB),
    unit: 'MiB',
    target: 16,
    note: `${between}; ${(after.rss / MIB).toFixed(0)} MiB at the end`,
  },
  {
    workload: 'hostile runs: growth of the heap',
    measured: Math.max(0, (after.heapUsed - before.heapUsed) / MIB),
    unit: 'MiB',
    target: 2,
    note: between,
  },
  {
    workload: 'hostile runs: growth of memory outside the heap',
    measured: Math.max(0, (after.arrayBuffers + after.external - before.arrayBuffers - before.external) / MIB),
    unit: 'MiB',
    target: 2,
    note: `${between}; instances and their buffers`,
  },
  { workload: 'hostile runs that ended otherwise than expected', measured: surprises, unit: 'runs', target: 0 },
])
