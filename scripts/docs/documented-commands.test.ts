import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { useCli } from '../../adapters/node/cli/testing/use-cli.ts'
import { buildApp } from '../apps/build-app.ts'

const run = promisify(execFile)
const fixture = useCli()
/** What the commands work on, copied since they write into it. */
const checkout = fixture.folder
const programs = join(checkout, '.programs')

beforeAll(async () => {
  const { entry } = fixture.cli
  await buildApp('node-app', join(dirname(entry), 'apps/node'))
  for (const path of ['examples', 'conformance/cases', 'conformance/case.schema.json', 'core/flow']) {
    cpSync(path, join(checkout, path), { recursive: true })
  }
  mkdirSync(programs)
  const lcod = `exec '${process.execPath}' '${entry}' "$@"\n`
  writeFileSync(join(programs, 'lcod'), `#!/bin/sh\n${lcod}`, { mode: 0o755 })
  writeFileSync(join(programs, 'npx'), `#!/bin/sh\n[ "$1" = lcod ] || exit 9\nshift\n${lcod}`, { mode: 0o755 })
}, 180_000)

/** The shell blocks of a page, in order. */
function shellBlocks(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map((found) => found[1] ?? '')
}

/** One shell does all of it, as somebody would who follows the page; the first failure ends it. */
async function shell(script: string, cwd: string): Promise<string> {
  const path = `${programs}:${dirname(process.execPath)}:${process.env['PATH']}`
  const { stdout } = await run('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd,
    env: { PATH: path, HOME: checkout },
  })
  return stdout
}

test('the tour of the README runs as it is written', async () => {
  const blocks = shellBlocks('README.md').filter((block) => /^npx lcod /.test(block) && !block.includes('--serve'))
  expect(blocks.length).toBeGreaterThan(6)
  const written = await shell(blocks.join('\n'), checkout)
  expect(written).toContain('"text": "Hello, Ada"')
  expect(written).toContain('flowchart TD')
  expect(written.match(/"greeting": "Hello Ada"/g)).toHaveLength(2)
}, 300_000)

test('the ways from a new component to a packed one and to a bundle run as docs/packages.md writes them', async () => {
  const blocks = shellBlocks('docs/packages.md')
  const steps = ['lcod init greet', 'lcod assemble greet'].map((text) => blocks.find((block) => block.includes(text)))
  const folder = join(checkout, 'packages')
  mkdirSync(folder)
  const written = await shell(steps.join('\ncd ..\n'), folder)
  expect(written.match(/"greeting": "Hello Ada"/g)).toHaveLength(3)
}, 300_000)
