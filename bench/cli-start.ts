/**
 * Start-up of the command: `lcod run` of a trivial compose against `node -e 0`, wall time, as a ratio.
 *
 * `node scripts/run-ts.js bench/cli-start.ts [--json] [rounds]`, after `npm run build`. Rounds alternate between the two, so
 * that whatever else the machine does meets both; medians are compared.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TARGET_RATIO = 2

const rounds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 31)
const folder = mkdtempSync(join(tmpdir(), 'lcod-bench-'))
const compose = join(folder, 'trivial.yaml')
writeFileSync(compose, 'compose:\n  - call: lcod://impl/set@1\n    in: { hello: world }\n    out: { hello: hello }\n')

const commands = {
  node: ['-e', '0'],
  lcod: ['bin/lcod.cjs', 'run', compose],
}
const times: Record<keyof typeof commands, number[]> = { node: [], lcod: [] }
for (let round = 0; round < rounds; round++) {
  for (const name of ['node', 'lcod'] as const) times[name].push(timeOf(commands[name]))
}
rmSync(folder, { recursive: true })

const node = median(times.node)
const lcod = median(times.lcod)
const result = {
  workload: 'lcod run of a trivial compose',
  nodeMs: node,
  lcodMs: lcod,
  ratio: lcod / node,
  target: TARGET_RATIO,
}
if (process.argv.includes('--json')) console.log(JSON.stringify(result))
else {
  console.log(`node -e 0            ${node.toFixed(1)} ms`)
  console.log(`lcod run trivial     ${lcod.toFixed(1)} ms`)
  console.log(`ratio                ${result.ratio.toFixed(2)} (target ≤ ${TARGET_RATIO})`)
}

function timeOf(args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}
