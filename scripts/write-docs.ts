/**
 * Writes the generated pages of `docs/`: `node scripts/run-ts.js scripts/write-docs.ts [--check]`.
 *
 * With `--check` nothing is written; the command fails when a page is not what would be written, or is of something
 * that no longer exists.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { cliPage } from './docs/cli-page.ts'
import { contractPages } from './docs/contract-pages.ts'
import { errorsPage } from './docs/errors-page.ts'
import { lintPage } from './docs/lint-page.ts'

/** Folders that hold generated pages only: what is not written any more goes. */
const GENERATED_FOLDERS = ['docs/contracts']

const pages: Readonly<Record<string, string>> = {
  'docs/cli.md': cliPage(),
  'docs/errors.md': errorsPage(),
  'docs/lint.md': lintPage(),
  ...contractPages(),
}

const check = process.argv.includes('--check')
let stale = 0
for (const [file, text] of Object.entries(pages)) {
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
for (const folder of GENERATED_FOLDERS) {
  const files = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : []
  for (const file of files.filter((name) => !Object.hasOwn(pages, name))) {
    stale++
    if (check) console.error(`${file} is of something that no longer exists: run npm run docs`)
    else {
      rmSync(file)
      console.log(`${file} removed`)
    }
  }
}
if (check && stale > 0) process.exit(1)
