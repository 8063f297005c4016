/**
 * Every bench, one process each: `npm run bench [-- --json] [-- NAME…]`. Prints one table, or one JSON object.
 *
 * `--write` also puts each bench's table into docs/performance.md, between `<!-- bench NAME -->` and `<!-- /bench -->`.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type BenchRow, isMet, markdownTable } from './report.ts'

const NOT_BENCHES: ReadonlySet<string> = new Set(['all.ts', 'collect-garbage.ts', 'long-compose.ts', 'report.ts'])

const names = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const json = process.argv.includes('--json')
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !NOT_BENCHES.has(file) && !file.endsWith('.test.ts'))
  .filter((file) => names.length === 0 || names.includes(basename(file, '.ts')))
  .sort()

const PAGE = 'docs/performance.md'
const rows: BenchRow[] = []
for (const file of files) {
  if (!json) console.error(`… ${file}`)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run-ts.js', `bench/${file}`, '--json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) {
    console.error(`${file} ended with ${status}\n${stderr}`)
    process.exitCode = 1
    continue
  }
  const { rows: measured } = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as { rows: BenchRow[] }
  if (process.argv.includes('--write')) writeTable(basename(file, '.ts'), measured)
  rows.push(...measured)
}

if (json) console.log(JSON.stringify({ rows: rows.map((row) => ({ ...row, met: isMet(row) })) }, null, 2))
else console.log(markdownTable(rows))

function writeTable(name: string, measured: readonly BenchRow[]): void {
  const page = readFileSync(PAGE, 'utf8')
  const begin = `<!-- bench ${name} -->\n`
  const at = page.indexOf(begin)
  const end = page.indexOf('<!-- /bench -->', at)
  if (at < 0 || end < 0) {
    console.error(`${PAGE} has no place for ${name}`)
    return
  }
  writeFileSync(PAGE, `${page.slice(0, at + begin.length)}\n${markdownTable(measured)}\n\n${page.slice(end)}`)
}
