import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build, transform } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { type InstalledPackage, installPackage } from './installed-package.ts'
import { typeCheck } from './type-check.ts'
import { expectedOutput, typescriptExamples } from './typescript-examples.ts'

const WEB_ONLY = ['lcod-universal/browser', 'lcod-universal/cloudflare']
const NODE_ONLY = ['lcod-universal/node', 'lcod-universal/quickjs/node']

const run = promisify(execFile)
let installed: InstalledPackage

beforeAll(async () => {
  installed = await installPackage()
  return installed.remove
}, 300_000)

const without = (names: readonly string[]) => Object.keys(installed.entryPoints).filter((name) => !names.includes(name))

/** Writes a file of the user's project. */
function write(name: string, text: string): string {
  writeFileSync(join(installed.folder, name), text)
  return name
}

const importAll = (names: readonly string[]) =>
  names.map((name, index) => `export * as part${index} from '${name}'\n`).join('')

test('every entry point of package.json is built, for Node and for bundlers, and has types', () => {
  const files = Object.values(installed.entryPoints).flatMap((entry) => [entry.types, entry.node, entry.default])
  expect(files.filter((file) => !existsSync(join(installed.root, file)))).toEqual([])
})

test('the types of every entry point resolve on Node, without the DOM', async () => {
  const file = write('every-node.mts', importAll(without(WEB_ONLY)))
  expect(await typeCheck(installed.folder, 'node16', [file])).toBe('')
}, 120_000)

test('the types of every entry point resolve for bundlers, without the types of Node', async () => {
  const file = write('every-web.ts', importAll(without(NODE_ONLY)))
  expect(await typeCheck(installed.folder, 'bundler', [file])).toBe('')
}, 120_000)

test('every entry point for Node is loaded by Node, and gives what bundlers get', async () => {
  const names = without(WEB_ONLY)
  const program = `
    const names = ${JSON.stringify(names.map((name) => [name, installed.entryPoints[name]?.default]))}
    for (const [name, file] of names) {
      const [forNode, forBundlers] = await Promise.all([import(name), import('./node_modules/lcod-universal/' + file)])
      console.log(name, Object.keys(forNode).length > 0 && Object.keys(forNode).join() === Object.keys(forBundlers).join())
    }`
  const { stdout } = await run(process.execPath, [write('load.mjs', program)], { cwd: installed.folder })
  expect(stdout).toBe(names.map((name) => `${name} true\n`).join(''))
}, 120_000)

/** What a bundler for pages takes into a page that uses one name. */
async function bundledFor(source: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: source, resolveDir: installed.folder },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  const taken = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs))
  return taken.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file)
}

test('nothing of Node is needed by what pages and Workers import', async () => {
  const names = without(NODE_ONLY)
  await expect(bundledFor(importAll(names))).resolves.not.toEqual([])
}, 120_000)

test('a page that uses one function gets that and what it needs', async () => {
  const files = await bundledFor(`export { structuralDiff } from 'lcod-universal'`)
  const modules = files.map((file) => file.replace(/.*\/modules\//, ''))
  expect(modules).toContain('core/diff/structural-diff.js')
  expect(modules.filter((file) => /node_modules|contracts|\/(compose|run|flow|script)\//.test(file))).toEqual([])
}, 120_000)

test('every example of README, docs and docstrings compiles in a project of a user', async () => {
  const files = { node16: [] as string[], bundler: [] as string[] }
  const examples = typescriptExamples()
  for (const [index, { place, code }] of examples.entries()) {
    const project = isForWeb(code) ? 'bundler' : 'node16'
    files[project].push(write(`example-${index}.mts`, `// ${place}\n${code}\nexport {}\n`))
  }
  expect(examples.length).toBeGreaterThan(5)
  expect(await typeCheck(installed.folder, 'node16', files.node16)).toBe('')
  expect(await typeCheck(installed.folder, 'bundler', files.bundler)).toBe('')
}, 120_000)

test('every example for Node runs and prints what it says', async () => {
  const runnable = typescriptExamples().filter(({ code }) => expectedOutput(code).length > 0)
  expect(runnable.length).toBeGreaterThan(2)
  const printed = await Promise.all(
    runnable.map(async ({ place, code }, index) => {
      const { code: script } = await transform(code, { loader: 'ts', format: 'esm', target: 'node20' })
      const file = write(`run-${index}.mjs`, script)
      const { stdout } = await run(process.execPath, [file], { cwd: installed.folder })
      return { place, lines: stdout.trimEnd().split('\n') }
    }),
  )
  expect(printed).toEqual(runnable.map(({ place, code }) => ({ place, lines: expectedOutput(code) })))
}, 120_000)

const isForWeb = (code: string) => WEB_ONLY.some((name) => code.includes(`'${name}'`))
