/**
 * What a log call below its threshold costs, on the Node host: one of the kernel (below `LCOD_LOG_LEVEL`) and one of a
 * compose (below the level of its logger).
 *
 * `node scripts/run-ts.js bench/log.ts [--json]`
 */
import { createNodeHost } from '../adapters/node/index.ts'
import { createKernel } from '../core/kernel.ts'
import type { OperatorCall } from '../core/run/call.ts'
import type { NativeComponent } from '../core/run/component.ts'
import { standardComponents } from '../core/standard-components.ts'
import { median, report } from './report.ts'

/** Short rounds, so that most of them are not interrupted by whatever else the machine does. */
const CALLS = 10_000
const ROUNDS = 501
const TARGET_NS = 200

const payload = { level: 'debug', message: 'below', tags: { logger: 'app' } }
const workloads: Readonly<Record<string, (call: OperatorCall) => void>> = {
  kernel: (call) => call.kernelLog('debug', 'below', undefined, undefined),
  user: (call) => void call.log(payload),
}

const results: Record<string, number> = {}
const measure: NativeComponent = {
  kind: 'native',
  id: 'lcod://bench/log@1',
  run(_input, call) {
    for (const [name, log] of Object.entries(workloads)) {
      const times: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const start = performance.now()
        for (let count = 0; count < CALLS; count++) log(call)
        times.push(((performance.now() - start) * 1e6) / CALLS)
      }
      results[name] = median(times)
    }
    return {}
  },
}
const host = { ...createNodeHost(), log: { write: () => console.error('A log passed its threshold') } }
const kernel = createKernel({ host, components: [...standardComponents, measure], logLevels: { app: 'info' } })
await kernel.run({ steps: [{ call: measure.id, in: {}, out: {}, slots: {} }] })

report(
  Object.entries(results).map(([name, ns]) => ({
    workload: `log call below its threshold: ${name}`,
    measured: ns,
    unit: 'ns',
    target: TARGET_NS,
    note: 'median of short rounds',
  })),
)
