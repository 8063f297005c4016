/**
 * Runs what is published in checkouts of lcod-team/lcod-spec and lcod-team/lcod-resolver on the built command, one line
 * for each item: `npm run published -- --spec DIR --resolver DIR`. docs/compatibility.md has the same as a table.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { copyCheckouts } from './published/checkouts.ts'
import { exampleItems } from './published/example-items.ts'
import { hostingItem } from './published/hosting-item.ts'
import { lcodProcess } from './published/lcod-process.ts'
import { reportItems } from './published/report-items.ts'
import { resolverItems } from './published/resolver-items.ts'
import { specItems } from './published/spec-items.ts'

const USAGE = `Usage: npm run published -- --spec DIR --resolver DIR [--only REGEXP]

DIR are checkouts of lcod-team/lcod-spec and lcod-team/lcod-resolver (default: SPEC_REPO_PATH and LCOD_RESOLVER_PATH).
They are copied; nothing in them changes.`

process.exitCode = await main()

async function main(): Promise<number> {
  const { spec = process.env['SPEC_REPO_PATH'], resolver = process.env['LCOD_RESOLVER_PATH'], only } = readWords()
  const entry = resolve(import.meta.dirname, '../bin/lcod.cjs')
  if (spec === undefined || resolver === undefined) return refuse(USAGE)
  if (!existsSync(resolve(entry, '../../dist/cli'))) return refuse('The command is not built: npm run build:cli')
  const checkouts = await copyCheckouts({ spec, resolver }).catch((error: unknown) =>
    refuse(error instanceof Error ? error.message : String(error)),
  )
  if (typeof checkouts === 'number') return checkouts
  try {
    const lcod = lcodProcess(entry, {
      SPEC_REPO_PATH: checkouts.spec,
      LCOD_RESOLVER_PATH: checkouts.resolver,
      HOME: join(checkouts.scratch, 'home'),
    })
    const all = [
      ...specItems(checkouts.spec, lcod),
      ...exampleItems(checkouts.spec, lcod),
      hostingItem(checkouts.spec, lcod),
      ...resolverItems(checkouts, lcod),
    ]
    const wanted = new RegExp(only ?? '')
    const chosen = all.filter(({ name }) => wanted.test(name))
    return (await reportItems(chosen, (line) => process.stdout.write(`${line}\n`))) ? 0 : 1
  } finally {
    await checkouts.remove()
  }
}

function readWords(): { spec?: string; resolver?: string; only?: string } {
  const text = { type: 'string' } as const
  return parseArgs({ options: { spec: text, resolver: text, only: text } }).values
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}
