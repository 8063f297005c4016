/**
 * Start-up of the command: `lcod run` of a trivial compose against `node -e 0`, wall time, as a ratio.
 *
 * `node scripts/run-ts.js bench/cli-start.ts [--json] [rounds]`, after `npm run build`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, report } from './report.ts'

const rounds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 31)
const folder = mkdtempSync(join(tmpdir(), 'lcod-bench-'))
const compose = join(folder, 'trivial.yaml')
writeFileSync(compose, 'compose:\n  - call: lcod://impl/set@1\n    in: { hello: world }\n    out: { hello: hello }\n')

try {
  const [node, run, version] = await compare(
    [() => start('-e', '0'), () => start('bin/lcod.cjs', 'run', compose), () => start('bin/lcod.cjs', 'version')],
    rounds,
  )
  if (node === undefined || run === undefined || version === undefined) throw new Error('Nothing was measured')
  const against = `node -e 0 takes ${node.ms.toFixed(1)} ms`
  report([
    { workload: 'lcod run of a trivial compose', measured: run.ratio, unit: '×', target: 2, note: against },
    { workload: 'the same, wall time', measured: run.ms, unit: 'ms' },
    { workload: 'lcod version', measured: version.ratio, unit: '×', note: against },
  ])
} finally {
  rmSync(folder, { recursive: true })
}

function start(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
}
