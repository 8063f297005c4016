/**
 * How soon a script runs, in CPU time: in a new instance, in one kept ready, and once more in the same one.
 *
 * `node scripts/run-ts.js bench/sandbox-start.ts [--json]`
 */
import { createQuickJsScripts, type QuickJsScripts } from '../adapters/quickjs/index.ts'
import { loadQuickJsModule } from '../adapters/quickjs/load-node.ts'
import type { ScriptHost, ScriptRequest, ScriptSession } from '../core/host/scripts.ts'
import { meteredQuickJsFile } from '../scripts/sandbox/metered-file.ts'
import { median, report } from './report.ts'

const ROUNDS = 60
/** First scripts whose time goes into the engine's compiling of our own code; they have a row of their own. */
const WARMUPS = 40
const CALLS = 5000
/** Runs between two fillings of the pool, which are not timed. */
const POOL = 20

const module = await loadQuickJsModule(meteredQuickJsFile())
const host: ScriptHost = { call: async () => 'null', runSlot: async () => '{}', console: () => {} }
const request: ScriptRequest = {
  source: '({ state }) => ({ v: state.n + 1 })',
  tools: [],
  scope: '{"state":{"n":1}}',
  config: '{}',
  imports: {},
  limits: { timeoutMs: 1000 },
}

async function open(scripts: QuickJsScripts): Promise<ScriptSession> {
  return scripts.open({
    clock: { now: () => 0, monotonic: () => performance.now() },
    random: { bytes: (length) => new Uint8Array(length) },
    env: {},
    cwd: '/',
    memoryPages: 1024,
  })
}

async function firstScript(scripts: QuickJsScripts): Promise<number> {
  const before = process.cpuUsage()
  const session = await open(scripts)
  await session.run(request, host)
  const elapsed = cpuSince(before)
  session.dispose()
  return elapsed
}

/** In ms: what else the machine does would be in the elapsed time. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const first = await firstScript(createQuickJsScripts({ module, pool: 0 }))
const withoutPool = createQuickJsScripts({ module, pool: 0 })
const withPool = createQuickJsScripts({ module, pool: POOL })
const fresh: number[] = []
const pooled: number[] = []
for (let round = 0; round < WARMUPS + ROUNDS; round++) {
  fresh.push(await firstScript(withoutPool))
  if (round % POOL === 0) await withPool.warm()
  pooled.push(await firstScript(withPool))
}

const session = await open(withPool)
await session.run(request, host)
const calls: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const before = process.cpuUsage()
  for (let call = 0; call < CALLS; call++) session.run(request, host)
  calls.push((cpuSince(before) * 1000) / CALLS)
}

report([
  {
    workload: 'first script of a run, new instance',
    measured: median(fresh.slice(WARMUPS)),
    unit: 'ms',
    target: 4,
    note: `session, instance and compilation of the script; the first of a process took ${first.toFixed(1)} ms`,
  },
  {
    workload: 'first script of a run, instance from the pool',
    measured: median(pooled.slice(WARMUPS)),
    unit: 'ms',
    target: 0.2,
    note: 'session and compilation of the script',
  },
  {
    workload: `the same, the first ${POOL} of a process`,
    measured: median(pooled.slice(0, POOL)),
    unit: 'ms',
    note: 'the JavaScript around the sandbox is not compiled yet',
  },
  {
    workload: 'trivial script in the sandbox, warm',
    measured: median(calls),
    unit: 'µs',
    target: 15,
    note: 'no step around it',
  },
])
