import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTar } from '../../../../core/package/read-tar.ts'
import { descriptorText } from '../../../../core/resolve/testing/memory-project.ts'
import { buildApp } from '../../../../scripts/apps/build-app.ts'
import type { Finished } from '../testing/finished.ts'
import { useCli } from '../testing/use-cli.ts'
import { runProgram } from './testing/run-program.ts'
import { PART, testProject } from './testing/test-project.ts'

const fixture = useCli()
const { folder } = fixture
/** What is made for other places is put here, and sees nothing else. */
const elsewhere = join(folder, 'elsewhere')
const lcod = (...words: string[]) => fixture.cli.run(words, { cwd: folder, env: { HOME: folder } })

beforeAll(async () => {
  await buildApp('node-app', join(dirname(fixture.cli.entry), 'apps/node'))
  mkdirSync(elsewhere)
  for (const [name, text] of Object.entries(testProject)) fixture.file(name, text)
  expect(await lcod('resolve', 'app')).toMatchObject({ code: 0 })
  expect(await lcod('assemble', 'app')).toMatchObject({
    code: 0,
    stderr: 'warning: lcod://demo/app@1.0.0 calls lcod://demo/nobody@1, which neither the lock nor the kernel has\n',
  })
  const made = await lcod('build', 'app.lcod', '--target', 'node', '--output', 'elsewhere/app.cjs')
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect(made.stdout).toMatch(
    /^elsewhere\/app\.cjs [\d.]+ MB\n {2}kernel .* MB\n {2}sandbox .* kB .*\n {2}licences .* kB .*\n {2}bundle .* lcod:.*, \d+ files\nStart it with: node elsewhere\/app\.cjs name=…\n$/,
  )
}, 180_000)

/** A bundle to be changed. */
function copyOf(bundle: string, name: string): string {
  cpSync(join(folder, bundle), join(folder, name), { recursive: true })
  return name
}

/** Runs what was made, without anything of the repository around it. */
const runElsewhere = (words: readonly string[], stdin?: string): Promise<Finished> =>
  runProgram(words, { cwd: elsewhere, ...(stdin === undefined ? {} : { stdin }) })

/** What of the end of a run is the same wherever it ran. */
function outcome({ code, stdout, stderr }: Finished) {
  if (code === 0) return { code, result: JSON.parse(stdout) }
  const { error } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '')
  const { message, trace = [], data } = error
  const places = trace.map((frame: { call: string; path: string }) => [frame.call, frame.path])
  const isUnknown = error.code === 'component_not_found'
  return { code, error: error.code, message: isUnknown ? '' : message, data, places }
}

describe('lcod assemble', () => {
  test('makes a bundle that runs like its project, and that nothing can be added to', async () => {
    expect(readFileSync(join(folder, 'app.lcod/README.md'), 'utf8')).toContain(PART)
    const ran = await lcod('run', 'app.lcod', 'name=Ada')
    expect(outcome(ran)).toEqual(outcome(await lcod('run', 'app', 'name=Ada')))
    expect(outcome(await lcod('run-compose', '--bundle', 'app.lcod', 'name=Ada'))).toEqual(outcome(ran))
    fixture.file(`${copyOf('app.lcod', 'more.lcod')}/components/evil/compose.yaml`, 'compose: []')
    const refused = await lcod('run', 'more.lcod', 'name=Ada')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain(
      'error bundle_invalid: The bundle "more.lcod" holds "components/evil/compose.yaml"',
    )
  })

  test('makes it anew, to the byte, and keeps what runs have kept', async () => {
    copyOf('app.lcod', 'again.lcod')
    fixture.file('again.lcod/.lcod/kept.txt', 'kept')
    fixture.file('again.lcod/lcod_modules/old/lcp.toml', '')
    const { stdout } = await lcod('assemble', 'app', '--output', 'again.lcod', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ id: 'lcod://demo/app@1.0.0' })
    const lock = (bundle: string) => readFileSync(join(folder, bundle, 'lcp.lock'), 'utf8')
    expect(lock('again.lcod')).toBe(lock('app.lcod'))
    expect(existsSync(join(folder, 'again.lcod/lcod_modules/old'))).toBe(false)
    expect(readFileSync(join(folder, 'again.lcod/.lcod/kept.txt'), 'utf8')).toBe('kept')
  })

  test('tells the files of the project that it leaves behind', async () => {
    fixture.file(`${copyOf('app', 'more')}/prompts/left.txt`, 'Hi')
    const { stderr } = await lcod('assemble', 'more')
    expect(stderr).toContain('note: Not in the bundle: prompts/left.txt; "assets" in resolve.config.json takes')
    expect(stderr).not.toContain('greeting.txt')
  })

  test('refuses a stale lock, a folder of something else, and another name', async () => {
    fixture.file('other.lcod/mine.txt', 'keep me')
    const foreign = await lcod('assemble', 'app', '--output', 'other.lcod')
    expect(foreign.code).toBe(2)
    expect(foreign.stderr).toContain('holds "mine.txt", which this command does not make')
    expect(existsSync(join(folder, 'other.lcod/lcp.lock'))).toBe(false)
    expect(await lcod('assemble', 'app', '--output', 'bundle')).toMatchObject({ code: 2 })
    fixture.file(`${copyOf('app', 'stale')}/compose.yaml`, 'compose: []\n')
    const stale = await lcod('assemble', 'stale')
    expect(stale.code).toBe(1)
    expect(stale.stderr).toContain('error lock_stale')
    expect(stale.stderr).toContain('help: Run lcod resolve, and keep the new lock')
  })

  test('a bundle holds no links', async () => {
    const asset = join(folder, copyOf('app.lcod', 'linked.lcod'), 'assets/data/greeting.txt')
    renameSync(asset, join(folder, 'greeting.txt'))
    symlinkSync(join(folder, 'greeting.txt'), asset)
    const refused = await lcod('run', 'linked.lcod', 'name=Ada')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('holds the link "assets/data/greeting.txt"')
  })

  test('a bundle takes no components from elsewhere', async () => {
    const refused = await lcod('run', 'app.lcod', 'name=Ada', '--components', 'part')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('A bundle runs the components that it holds')
  })
})

describe('lcod build --target node', () => {
  const app = join(elsewhere, 'app.cjs')

  test.each([
    ['a result', ['name=Ada']],
    ['an error of the compose', ['name=Ada', 'throw=true']],
    ['a script that fails', ['name=Ada', 'script=true']],
    ['what was not granted', ['name=Ada', 'denied=true']],
    ['an unknown component', ['name=Ada', 'unknown=true']],
    ['an input that is missing', []],
    ['an input that is another', ['name=3']],
    ['a word that is no input', ['name=Ada', 'Grace']],
  ])('is one file that gives the same as lcod run: %s', async (_what, words) => {
    const [built, wanted] = await Promise.all([
      runElsewhere([app, ...words, '--json-errors']),
      lcod('run', 'app', ...words, '--json-errors'),
    ])
    expect(outcome(built)).toEqual(outcome(wanted))
  })

  test('reads and writes nothing of the machine but its own folder', async () => {
    mkdirSync(join(elsewhere, 'alone'))
    cpSync(app, join(elsewhere, 'alone/app.cjs'))
    const grants = [`--allow-fs-read=${elsewhere}/alone/*`, `--allow-fs-write=${elsewhere}/alone/*`]
    const fenced = ['--no-warnings', '--experimental-permission', ...grants, join(elsewhere, 'alone/app.cjs')]
    const ran = await runElsewhere([...fenced, 'name=Ada'])
    expect(JSON.parse(ran.stdout)).toMatchObject({ twice: 'Hi AdaHi Ada', asset: 'Hello', kept: 'Hi Ada' })
  })

  test('takes its input from a pipe, grants by flags, and tells what it takes', async () => {
    const piped = await runElsewhere([app, '--input', '-', 'denied=false', '--compact'], '{"name":"Ada"}')
    expect(JSON.parse(piped.stdout)).toEqual({ text: 'Hi Ada', twice: 'Hi AdaHi Ada', asset: 'Hello', kept: 'Hi Ada' })
    expect(readFileSync(join(elsewhere, 'app.lcod/.lcod/kept.txt'), 'utf8')).toBe('Hi Ada')
    const granted = await runProgram([app, 'name=Ada', 'denied=true', '--allow-read=/etc/hosts'], { cwd: elsewhere })
    expect(granted.code).toBe(0)
    expect((await runElsewhere([app, '--help'])).stdout).toContain('--allow-read')
    expect((await runElsewhere([app, '--version'])).stdout).toBe('app, made with lcod 0.0.0-test\n')
  })

  test('carries the licences of what is inside, and prints them', async () => {
    const { code, stdout } = await runElsewhere([app, '--notices'])
    expect(code).toBe(0)
    // The parser of composes, a package that publishes no licence file, the engine of scripts, the kernel itself.
    for (const text of [
      'yaml 2',
      'Copyright Eemeli Aro',
      'Tony Garnock-Jones',
      'Fabrice Bellard',
      'lcod-universal 0',
    ]) {
      expect(stdout).toContain(text)
    }
    expect(stdout).not.toContain('vitest')
  })

  test('refuses a bundle that was changed, none, and a target that is none', async () => {
    fixture.file(`${copyOf('app.lcod', 'changed.lcod')}/assets/data/greeting.txt`, 'Evil')
    const refused = await lcod('build', 'changed.lcod', '--target', 'node')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('integrity_mismatch')
    const unknown = await lcod('build', 'app.lcod', '--target', 'rust')
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('Expected one of node, web, worker')
    expect(await lcod('build', 'none.lcod', '--target', 'node')).toMatchObject({ code: 2 })
  })
})

describe('lcod ship', () => {
  test('node is a package that npm installs without anything else', async () => {
    await lcod('ship', 'app.lcod', '--target', 'node', '--output', 'elsewhere/app.tgz')
    const entries = readTar(gunzipSync(readFileSync(join(elsewhere, 'app.tgz'))))
    const manifest = entries.find(({ path }) => path === 'package/package.json')?.content
    expect(JSON.parse(new TextDecoder().decode(manifest))).toEqual({
      name: 'app',
      version: '1.0.0',
      description: 'Greets',
      bin: { app: 'app.cjs' },
      engines: { node: '>=20.19' },
    })
    const readme = entries.find(({ path }) => path === 'package/README.md')?.content
    expect(new TextDecoder().decode(readme)).toContain('npm install ./app.tgz\nnpx app name=…\n')
    const notices = entries.find(({ path }) => path === 'package/THIRD-PARTY-NOTICES.txt')?.content
    writeFileSync(join(elsewhere, 'package.json'), '{"private":true}')
    const npm = join(dirname(realpathSync(process.execPath)), '../lib/node_modules/npm/bin/npm-cli.js')
    const words = ['install', '--offline', '--no-audit', '--no-fund', `--cache=${elsewhere}/.npm`, './app.tgz']
    expect(await runProgram([npm, ...words], { cwd: elsewhere })).toMatchObject({ code: 0 })
    const installed = realpathSync(join(elsewhere, 'node_modules/.bin/app'))
    expect((await runElsewhere([installed, '--notices'])).stdout).toBe(new TextDecoder().decode(notices))
    const ran = await runElsewhere([installed, 'name=Ada'])
    expect(JSON.parse(ran.stdout)).toMatchObject({ twice: 'Hi AdaHi Ada', asset: 'Hello', kept: 'Hi Ada' })
  })

  test('docker is a context whose image needs nothing from elsewhere', async () => {
    await lcod('ship', 'app.lcod', '--target', 'docker', '--output', 'elsewhere/image')
    const text = readFileSync(join(elsewhere, 'image/Dockerfile'), 'utf8')
    expect(text).toContain('\nUSER node\n')
    expect(text).not.toMatch(/^(ADD|RUN) .*(http|install|curl|npm|apt)/m)
    const [, from = ''] = /^COPY --chown=node:node (\S+) /m.exec(text) ?? []
    const ran = await runElsewhere([join(elsewhere, 'image', from, 'app.cjs'), 'name=Ada'])
    expect(JSON.parse(ran.stdout)).toMatchObject({ twice: 'Hi AdaHi Ada' })
  })

  test('--entry is started in place of the application, and starts it', async () => {
    fixture.file('start.cjs', "process.argv.push('name=Ada', '--compact')\nrequire('./app.cjs')\n")
    const ship = (...words: string[]) => lcod('ship', 'app.lcod', '--entry', 'start.cjs', ...words)
    await ship('--target', 'node', '--output', 'elsewhere/started')
    const { bin } = JSON.parse(readFileSync(join(elsewhere, 'started/package.json'), 'utf8'))
    expect(JSON.parse((await runElsewhere([join(elsewhere, 'started', bin.app)])).stdout)).toMatchObject({
      text: 'Hi Ada',
    })
    expect(readFileSync(join(elsewhere, 'started', bin.app), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    await ship('--target', 'docker', '--output', 'elsewhere/started-image')
    const image = readFileSync(join(elsewhere, 'started-image/Dockerfile'), 'utf8')
    expect(image).toContain('ENTRYPOINT ["node","/app/start.cjs"]')
  })

  test('names for each target what starts it, for programs too', async () => {
    const start = async (command: string, target: string, output: string) => {
      const { stdout } = await lcod(command, 'app.lcod', '--target', target, '--output', output, '--json')
      const { start, parts, bytes } = JSON.parse(stdout)
      expect([parts.kernel, parts.sandbox, parts.licences, parts.bundle].every((size) => size > 0 && size < 2e6)).toBe(
        true,
      )
      expect(bytes).toBeGreaterThan(0)
      return start
    }
    expect(await start('ship', 'node', 'out/app.tgz')).toBe('npm install ./out/app.tgz && npx app')
    expect(await start('ship', 'docker', 'out/image')).toBe('docker build -t app out/image && docker run --rm app')
  })

  test('--entry refuses what is no JavaScript, cannot be read, or would replace a file of the application', async () => {
    const ship = (entry: string) => lcod('ship', 'app.lcod', '--target', 'node', '--entry', entry)
    fixture.file('App.cjs', '')
    expect((await ship('start.sh')).stderr).toContain('"--entry" names a JavaScript file, found "start.sh"')
    expect((await ship('none.js')).stderr).toContain('"--entry" names "none.js", which cannot be read')
    expect(await ship('App.cjs')).toMatchObject({ code: 2, stdout: '' })
  })

  test('--runtime holds the kernel to a version', async () => {
    const build = (runtime: string) => lcod('build', 'app.lcod', '--target', 'node', '--runtime', runtime)
    expect(await build('0.0.0-test')).toMatchObject({ code: 0 })
    expect((await build('^9')).stderr).toContain(
      '"--runtime" asks for kernel ^9, and this command puts in its own, 0.0.0-test',
    )
  })
})

test('a bundle that is an HTTP host is started to stay, and is no page', async () => {
  const steps = '[{ call: lcod://env/http_host@0.1.0, in: { port: 0 }, slots: { projects: [] } }]'
  fixture.file('host/lcp.toml', descriptorText('lcod://demo/host@1.0.0'))
  fixture.file('host/compose.yaml', `compose: ${steps}\n`)
  await lcod('resolve', 'host')
  await lcod('assemble', 'host')
  const { stdout } = await lcod('build', 'host.lcod', '--target', 'node', '--output', 'out/host.cjs')
  expect(stdout).toMatch(/Start it with: node out\/host\.cjs --serve --allow-listen\n$/)
  const page = await lcod('build', 'host.lcod', '--target', 'web')
  expect(page).toMatchObject({ code: 2, stdout: '' })
  expect(page.stderr).toContain('The bundle is an HTTP host, which a page cannot be')
})
