/**
 * Memory of a foreach over a 1 GiB stream in 64 KiB chunks: how far the resident set grows beyond what it was before.
 *
 * `node scripts/run-ts.js bench/stream-memory.ts [--json]`.
 */
import { createNodeHost } from '../adapters/node/index.ts'
import { ALL_PERMISSIONS, createKernel, parseCompose } from '../core/index.ts'
import { report } from './report.ts'

const CHUNK = 64 * 1024
const TOTAL = 1024 * 1024 * 1024

async function* bytes(total: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < total; sent += CHUNK) yield new Uint8Array(CHUNK).fill(sent & 255)
}

const kernel = createKernel({ host: createNodeHost({ cwd: process.cwd() }), permissions: ALL_PERMISSIONS })
const { composition } = parseCompose(
  `
compose:
  - call: lcod://bench/open@1
    in: { total: $.total }
    out: { stream: stream }
  - call: lcod://flow/foreach@1
    in: { stream: $.stream }
    collectPath: $.nothing
    out: { results: results }
    slots: { body: [{ call: lcod://impl/echo@1, in: { value: $slot.item.bytes }, out: { n: val } }] }
`,
  { file: 'stream.yaml' },
)
const run = (total: number) =>
  kernel.run(composition!, {
    input: { total },
    components: [
      {
        kind: 'native',
        id: 'lcod://bench/open@1',
        run: (input, call) => ({ stream: call.streams.open(bytes(Number(input['total']))) }),
      },
    ],
  })

// Code, buffers and heap take their working size first; what is measured is what the length of the stream adds.
await run(64 * 1024 * 1024)
const before = process.memoryUsage().rss
let peak = before
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, 5)
await run(TOTAL)
clearInterval(watch)

report([
  {
    workload: 'foreach over a 1 GiB stream in 64 KiB chunks',
    measured: Math.max(0, peak - before) / 1024 / 1024,
    unit: 'MiB',
    target: 32,
    note: 'growth of the resident set over a 64 MiB run before it',
  },
])
