/**
 * Makes sure that the browsers of the conformance suite are there, and says what it did:
 * `npm run browsers [-- --check] [--optional] [chromium] [firefox] [webkit]` (all when none is named).
 *
 * Exit 0 when all of them can be used afterwards, else 1. `--check` only looks; with `--optional` a browser that cannot
 * be had is told and no failure.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ENGINE_NAMES, type EngineName } from '../e2e/engines/engine.ts'
import { findProgram } from '../e2e/engines/find-program.ts'
import { ENGINES } from '../e2e/engines/open-page.ts'
import { installPlan } from './install-plan.ts'

const args = process.argv.slice(2)
const FLAGS = ['--check', '--optional']
const check = args.includes('--check')
const named = ENGINE_NAMES.filter((name) => args.includes(name))
const unknown = args.filter((arg) => !FLAGS.includes(arg) && !ENGINE_NAMES.some((name) => name === arg))
if (unknown.length > 0) {
  console.error(`Unknown argument "${unknown[0]}"; known are ${[...FLAGS, ...ENGINE_NAMES].join(', ')}`)
  process.exit(2)
}

const system = { root: process.getuid?.() === 0, apt: findProgram(['apt-get']) !== null }
const wanted: readonly EngineName[] = named.length > 0 ? named : ENGINE_NAMES
const failed = wanted.filter((name) => !ensure(name))
process.exitCode = failed.length > 0 && !args.includes('--optional') ? 1 : 0

function ensure(name: EngineName): boolean {
  const missing = ENGINES[name].missing()
  if (missing === null) {
    console.log(`${name}: is there`)
    return true
  }
  if (check) {
    console.log(`${name}: ${missing}`)
    return false
  }
  const plan = installPlan(name, system)
  if (plan.kind === 'none') {
    console.log(`${name}: ${missing}. ${plan.advice}`)
    return false
  }
  console.log(
    `${name}: ${missing}; installing by ${plan.kind === 'apt' ? `apt: ${plan.packages.join(' ')}` : 'Playwright'}`,
  )
  const done = plan.kind === 'apt' ? installByApt(plan.packages) : installByPlaywright()
  const still = done ? ENGINES[name].missing() : 'the installer failed'
  console.log(still === null ? `${name}: installed` : `${name}: not installed, ${still}`)
  return still === null
}

function installByApt(packages: readonly string[]): boolean {
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', ...packages])
  // Package lists of a fresh container are often absent or old.
  return install() || (run('apt-get', ['update']) && install())
}

function installByPlaywright(): boolean {
  const manifest = createRequire(import.meta.url).resolve('playwright/package.json')
  return run(process.execPath, [join(dirname(manifest), 'cli.js'), 'install', 'chromium'])
}

function run(program: string, parameters: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, parameters, { stdio: 'inherit', env }).status === 0
}
