/**
 * Writes the generated pages of `docs/`: `node scripts/run-ts.js scripts/write-docs.ts [--check]`.
 *
 * With `--check` nothing is written; the command fails when a page is not what would be written.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { cliPage } from './docs/cli-page.ts'
import { errorsPage } from './docs/errors-page.ts'
import { lintPage } from './docs/lint-page.ts'

const pages: Readonly<Record<string, () => string>> = {
  'docs/cli.md': cliPage,
  'docs/errors.md': errorsPage,
  'docs/lint.md': lintPage,
}

const check = process.argv.includes('--check')
let stale = 0
for (const [file, render] of Object.entries(pages)) {
  const text = render()
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  stale++
  if (check) {
    console.error(`${file} is stale: run npm run docs`)
  } else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`${file} written`)
  }
}
if (check && stale > 0) process.exit(1)
