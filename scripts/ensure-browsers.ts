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
import { ensureBrowser, type Machine } from './ensure-browser.ts'

const args = process.argv.slice(2)
const FLAGS = ['--check', '--optional']
const named = ENGINE_NAMES.filter((name) => args.includes(name))
const unknown = args.filter((arg) => !FLAGS.includes(arg) && !ENGINE_NAMES.some((name) => name === arg))
if (unknown.length > 0) {
  console.error(`Unknown argument "${unknown[0]}"; known are ${[...FLAGS, ...ENGINE_NAMES].join(', ')}`)
  process.exit(2)
}

const manifest = createRequire(import.meta.url).resolve('playwright/package.json')
const root = process.getuid?.() === 0
const machine: Machine = {
  root,
  apt: findProgram(['apt-get']) !== null,
  sudo: !root && findProgram(['sudo']) !== null && spawnSync('sudo', ['-n', 'true']).status === 0,
  missing: (name) => ENGINES[name].missing(),
  run: (program, parameters) => spawnSync(program, parameters, { stdio: 'inherit' }).status === 0,
  playwright: [process.execPath, join(dirname(manifest), 'cli.js'), 'install', 'chromium'],
  say: (line) => console.log(line),
}
const wanted: readonly EngineName[] = named.length > 0 ? named : ENGINE_NAMES
const failed = wanted.filter((name) => !ensureBrowser(name, machine, args.includes('--check')))
process.exitCode = failed.length > 0 && !args.includes('--optional') ? 1 : 0
