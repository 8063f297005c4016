/**
 * `lcod test` with 1,000 trivial tests in as many files, wall time of the whole command.
 *
 * `node scripts/run-ts.js bench/test-runner.ts [--json] [rounds]`, after `npm run build`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median, report } from './report.ts'

const TESTS = 1_000
const TARGET_MS = 3_000

const rounds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 5)
const folder = mkdtempSync(join(tmpdir(), 'lcod-bench-'))
mkdirSync(join(folder, 'tests/unit'), { recursive: true })
writeFileSync(
  join(folder, 'compose.yaml'),
  'compose:\n  - call: lcod://impl/echo@1\n    in: { value: $.value }\n    out: { said: val }\n',
)
for (let number = 0; number < TESTS; number++) {
  const test = { name: `says ${number}`, input: { value: number }, expect: { value: number, said: number } }
  writeFileSync(join(folder, `tests/unit/${number}.json`), JSON.stringify(test))
}
const times: number[] = []
for (let round = 0; round < rounds; round++) {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [resolve('bin/lcod.cjs'), 'test', folder], {
    encoding: 'utf8',
  })
  times.push(performance.now() - start)
  if (status !== 0 || !stderr.includes(`${TESTS} passed`)) throw new Error(`lcod test ended with ${status}: ${stderr}`)
}
rmSync(folder, { recursive: true })

report([
  {
    workload: `lcod test, ${TESTS} trivial tests in as many files`,
    measured: median(times),
    unit: 'ms',
    target: TARGET_MS,
    note: 'wall time of the command',
  },
])
