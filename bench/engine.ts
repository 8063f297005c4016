/**
 * The engine against the same work written by hand in JavaScript, in one process.
 *
 * `npm run bench engine` or `node scripts/run-ts.js bench/engine.ts [--json]`.
 */
import { createNodeHost } from '../adapters/node/index.ts'
import { createQuickJsScripts } from '../adapters/quickjs/index.ts'
import { loadQuickJsModule } from '../adapters/quickjs/load-node.ts'
import { ALL_PERMISSIONS, type Composition, createKernel, type Kernel, parseCompose } from '../core/index.ts'
import { meteredQuickJsFile } from '../scripts/sandbox/metered-file.ts'
import { type BenchRow, compare, report } from './report.ts'

const ROUNDS = 15
const ITEMS = 100_000

const host = {
  ...createNodeHost({ cwd: process.cwd() }),
  scripts: createQuickJsScripts({ module: () => loadQuickJsModule(meteredQuickJsFile()) }),
}
const kernel: Kernel = createKernel({ host, permissions: ALL_PERMISSIONS })

function read(text: string): Composition {
  const { composition, problems } = parseCompose(text, { file: 'bench.yaml' })
  if (composition === undefined) throw new Error(problems[0]?.message)
  return composition
}

const foreach = read(`
compose:
  - call: lcod://flow/foreach@1
    in: { list: $.list }
    collectPath: $.v
    out: { results: results }
    slots: { body: [{ call: lcod://impl/echo@1, in: { value: $slot.item }, out: { v: val } }] }
`)
const parallel = read(`
compose:
  - call: lcod://flow/parallel@1
    in: { tasks: $.tasks }
    collectPath: $.v
    out: { results: results }
    slots: { tasks: [{ call: lcod://impl/delay@1, in: { value: $slot.item, ms: 10 }, out: { v: value } }] }
`)
const scripts = read(`
compose:
  - call: lcod://flow/foreach@1
    in: { list: $.list }
    collectPath: $.v
    out: { results: results }
    slots:
      body:
        - call: lcod://tooling/script@1
          in: { input: { n: $slot.item }, source: '({ state }) => ({ v: state.n + 1 })' }
          out: { v: v }
`)

const list = Array.from({ length: ITEMS }, (_, index) => index)
const crowd = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, index]))
const short = list.slice(0, 5_000)
const tasks = list.slice(0, 200)

async function byHand(): Promise<number[]> {
  const call = async (item: number) => ({ val: item })
  const results: number[] = []
  for (const item of list) results.push((await call(item)).val)
  return results
}

const rows: BenchRow[] = []

const [, plain, crowded] = await compare(
  [byHand, () => kernel.run(foreach, { input: { list } }), () => kernel.run(foreach, { input: { list, ...crowd } })],
  ROUNDS,
  10,
)
rows.push({
  workload: `foreach of ${ITEMS.toLocaleString('en')}, one native call, collectPath`,
  measured: plain!.ratio,
  unit: '×',
  target: 3,
  note: `of a hand-written loop with one await per call; ${((plain!.ms * 1000) / ITEMS).toFixed(2)} µs per turn`,
})
rows.push({
  workload: 'the same with 1,000 other keys in the state',
  measured: crowded!.ms / plain!.ms,
  unit: '×',
  target: 1.3,
  note: 'of the row above',
})

const [, together] = await compare(
  [
    () => Promise.all(tasks.map(() => new Promise((resolve) => setTimeout(resolve, 10)))),
    () => kernel.run(parallel, { input: { tasks } }),
  ],
  ROUNDS,
)
rows.push({
  workload: '200 tasks of 10 ms in flow/parallel',
  measured: together!.ratio,
  unit: '×',
  target: 2,
  note: 'of Promise.all',
})

// The run's own cost, an instance included, is taken off by the difference of two lengths.
const [few, many] = await compare(
  [
    () => kernel.run(scripts, { input: { list: short.slice(0, 1_000) } }),
    () => kernel.run(scripts, { input: { list: short } }),
  ],
  ROUNDS,
)
rows.push({
  workload: 'trivial script, warm',
  measured: ((many!.ms - few!.ms) * 1000) / (short.length - 1_000),
  unit: 'µs',
  target: 15,
  note: 'a call, slot and step included',
})

report(rows)
