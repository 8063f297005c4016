import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { composeText, descriptorText as descriptor } from '../../../../core/resolve/testing/memory-project.ts'
import { listen, serveRepository } from '../../../git/testing/git-server.ts'
import { missingGit, TestRepository } from '../../../git/testing/real-git.ts'
import { buildCli, type Cli } from '../testing/build-cli.ts'

let cli: Cli
let folder: string
const closers: Array<() => unknown> = []

beforeAll(async () => {
  cli = await buildCli()
})
afterAll(() => cli.remove())
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-packages-')))
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  rmSync(folder, { recursive: true, force: true })
})

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

const lcod = (...words: string[]) => cli.run(words, { cwd: join(folder, 'app'), env: { HOME: folder } })
const lock = () => readFileSync(join(folder, 'app/lcp.lock'), 'utf8')

/** A project that calls `lcod://demo/dep@1` and gets it as `config` says. */
function project(config: object, more: Readonly<Record<string, string>> = {}): void {
  put({
    'app/lcp.toml': descriptor('lcod://demo/app@1.0.0', ['lcod://demo/dep@1']),
    'app/compose.yaml': 'compose:\n  - call: lcod://demo/dep@1\n    out: { text: text }\n',
    'app/resolve.config.json': JSON.stringify(config),
    ...more,
  })
}

async function serve(listener: RequestListener): Promise<string> {
  const server = await listen(listener)
  closers.push(() => server.close())
  return server.url
}

describe('a new component', () => {
  test('is locked to the same bytes again, and packed where --output says', async () => {
    mkdirSync(join(folder, 'app'))
    await lcod('init', '--id', 'lcod://acme/greet@0.1.0')
    expect((await lcod('resolve')).code).toBe(0)
    const locked = lock()
    expect(await lcod('resolve')).toMatchObject({ code: 0, stdout: 'lcp.lock is up to date: 0 components\n' })
    expect(lock()).toBe(locked)
    const first = await lcod('pack', '--output', '../a.lcpkg')
    expect(first.code).toBe(0)
    expect(readFileSync(join(folder, 'a.lcpkg'))).toHaveLength(6144)
    expect((await lcod('pack', '--output', '../b.lcpkg')).stdout.split('\n')[1]).toBe(first.stdout.split('\n')[1])
  })

  test('check tells what is wrong in a descriptor, with its place', async () => {
    mkdirSync(join(folder, 'app'))
    await lcod('init')
    put({
      'app/lcp.toml': readFileSync(join(folder, 'app/lcp.toml'), 'utf8').replace(
        'version = "0.1.0"',
        'version = "0.2.0"',
      ),
    })
    const checked = await lcod('check')
    expect(checked.code).toBe(2)
    expect(checked.stderr).toContain('lcp.toml:3:1: error manifest_version')
  })

  test('check and lint look at locks, and at descriptors without a compose', async () => {
    const contract =
      'schemaVersion = "2.0"\nid = "lcod://contract/demo/c@1.0.0"\nversion = "1.0.0"\nkind = "contract"\n'
    put({ 'c/lcp.toml': `${contract}summary = "s"\nimplements = "lcod://contract/demo/x@1"\n`, 'c/README.md': 'x' })
    mkdirSync(join(folder, 'app'))
    await lcod('init')
    put({ 'app/lcp.lock': 'schemaVersion = "9.0"\n' })
    for (const command of ['check', 'lint']) {
      const { code, stderr } = await cli.run([command, '.'], { cwd: folder })
      expect({ command, code }).toEqual({ command, code: 2 })
      expect(stderr).toContain('c/lcp.toml:6:1: error manifest_implements')
      expect(stderr).toContain('app/lcp.lock:1:1: error lock_invalid: app/lcp.lock has schemaVersion "9.0"')
    }
    expect((await cli.run(['check', 'c'], { cwd: folder })).stderr).toContain('manifest_implements')
  })

  test('generate --check tells of a file that is not up to date', async () => {
    mkdirSync(join(folder, 'app'))
    await lcod('init')
    const readme = readFileSync(join(folder, 'app/README.md'), 'utf8')
    put({ 'app/README.md': `${readme}old` })
    expect(await lcod('generate', '--check')).toMatchObject({
      code: 1,
      stderr: 'error: README.md is not what lcod generate makes\n',
    })
    expect(await lcod('generate')).toEqual({ code: 0, stdout: 'README.md written\n', stderr: '' })
    expect(readFileSync(join(folder, 'app/README.md'), 'utf8')).toBe(readme)
  })

  test('generate keeps a README that somebody wrote, unless told to replace it', async () => {
    mkdirSync(join(folder, 'app'))
    await lcod('init')
    put({ 'app/README.md': '# Mine\n' })
    const kept = {
      code: 1,
      stdout: '',
      stderr: 'error: README.md is written by hand; lcod generate --force replaces it\n',
    }
    expect(await lcod('generate', '--check')).toEqual(kept)
    expect(await lcod('generate')).toEqual(kept)
    expect(readFileSync(join(folder, 'app/README.md'), 'utf8')).toBe('# Mine\n')
    expect((await lcod('generate', '--force')).stdout).toBe('README.md written\n')
    expect((await lcod('generate', '--check')).code).toBe(0)
  })

  test('pack refuses what nobody could run', async () => {
    mkdirSync(join(folder, 'app'))
    await lcod('init')
    put({ 'app/compose.yaml': 'compose: 3\n' })
    expect(await lcod('pack')).toMatchObject({ code: 2, stderr: expect.stringContaining('compose.yaml has errors') })
    put({
      'app/compose.yaml': 'compose: []\n',
      'app/lcp.toml': descriptor('lcod://a/b@1.0.0').replace('"1.0.0"', '"2.0.0"'),
    })
    expect(await lcod('pack')).toMatchObject({ code: 2, stderr: expect.stringContaining('lcp.toml has errors') })
    expect(readdirSync(folder)).toEqual(['app'])
  })
})

describe('a dependency in a folder', () => {
  const dep = {
    'dep/lcp.toml': descriptor('lcod://demo/dep@1.2.0'),
    'dep/compose.yaml': composeText('from a folder'),
  }

  test('is locked, run, and refused once it has changed', async () => {
    project({ sources: { 'lcod://demo/dep@1': { type: 'path', path: '../dep' } } }, dep)
    expect((await lcod('resolve')).code).toBe(0)
    expect(JSON.parse((await lcod('run', '.')).stdout)).toEqual({ text: 'from a folder' })
    put({ 'dep/compose.yaml': composeText('changed') })
    const refused = await lcod('run', '.')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('integrity_mismatch')
    expect(refused.stderr).toContain('dep/compose.yaml')
  })

  test('--frozen refuses a lock of another lcp.toml, and no lock', async () => {
    project({ sources: { 'lcod://demo/dep@1': { type: 'path', path: '../dep' } } }, dep)
    expect((await lcod('install', '--frozen')).stderr).toContain('lock_missing')
    expect((await lcod('run', '.', '--frozen')).stderr).toContain('lock_missing')
    await lcod('install')
    expect((await lcod('run', '.', '--frozen')).code).toBe(0)
    put({ 'app/lcp.toml': `${descriptor('lcod://demo/app@1.0.0', ['lcod://demo/dep@1'])}# more\n` })
    expect((await lcod('install', '--frozen')).stderr).toContain('lock_stale')
    expect((await lcod('run', '.', '--frozen')).stderr).toContain('lock_stale')
  })

  test('plan shows where everything comes from and what it declares; why shows who asks', async () => {
    const capable = `${dep['dep/lcp.toml']}[capabilities]\nnet = ["api.example.com"]\n`
    project({ sources: { 'lcod://demo/dep@1': { type: 'path', path: '../dep' } } }, { ...dep, 'dep/lcp.toml': capable })
    const plan = JSON.parse((await lcod('plan', '--json')).stdout)
    expect(plan.capabilities).toEqual({ net: ['api.example.com'] })
    expect(plan.components.map((one: { id: string }) => one.id)).toEqual([
      'lcod://demo/app@1.0.0',
      'lcod://demo/dep@1.2.0',
    ])
    expect((await lcod('why', 'lcod://demo/dep')).stdout).toBe(
      'lcod://demo/app@1.0.0\n  -> lcod://demo/dep@1.2.0 (asked for as lcod://demo/dep@1)\n',
    )
    expect((await lcod('why', 'lcod://demo/other')).code).toBe(1)
  })
})

describe.skipIf(missingGit !== undefined)('a dependency in a repository', () => {
  test('is cloned once, locked to its commit, and works offline', async () => {
    const repository = new TestRepository()
    closers.push(() => repository.remove())
    const commit = repository.commit('first', {
      'parts/dep/lcp.toml': descriptor('lcod://demo/dep@1.2.0'),
      'parts/dep/compose.yaml': composeText('from git'),
    })
    const server = await serveRepository(repository.path)
    project({ sources: { 'lcod://demo/dep@1': { type: 'git', url: server.url, ref: 'main', subdir: 'parts/dep' } } })
    expect((await lcod('resolve')).code).toBe(0)
    expect(lock()).toContain(`commit = "${commit}"`)
    await server.close()
    expect((await lcod('install', '--offline')).code).toBe(0)
    expect(JSON.parse((await lcod('run', '.', '--frozen')).stdout)).toEqual({ text: 'from git' })
    expect((await lcod('cache', 'ls')).stdout).toMatch(/git\//)
    expect((await lcod('cache', 'clear')).code).toBe(0)
    expect((await lcod('install', '--offline')).stderr).toContain('source_offline')
  })
})

describe('a registry on a web server', () => {
  const id = 'lcod://demo/dep@1.2.0'
  const answers: Record<string, string> = {
    '/dep/lcp.toml': descriptor(id),
    '/dep/compose.yaml': composeText('from the web'),
  }
  const entry = { type: 'component', id, compose: 'dep/compose.yaml', lcp: 'dep/lcp.toml' }
  const list = (...lines: object[]) =>
    [{ type: 'manifest', schema: 'lcod-manifest/list@1' }, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('')
  const answer: RequestListener = (request, response) => {
    const text = answers[request.url ?? '']
    response.writeHead(text === undefined ? 404 : 200).end(text)
  }

  test('is searched however long its list is; what is found is locked', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ ...entry, id: `lcod://other/c${index}@1.0.0` }))
    answers['/list.jsonl'] = list(...many, entry)
    const url = await serve(answer)
    project({}, { 'app/lcod.sources.jsonl': list({ type: 'list', url: `${url}/list.jsonl` }) })
    expect((await lcod('resolve')).code).toBe(0)
    expect(JSON.parse((await lcod('run', '.')).stdout)).toEqual({ text: 'from the web' })
    const byId = await cli.run(['run', 'lcod://demo/dep@1'], { cwd: join(folder, 'app'), env: { HOME: folder } })
    expect(JSON.parse(byId.stdout)).toEqual({ text: 'from the web' })
    const unresolved = await lcod('run', 'lcod://demo/dep@1', '--no-resolve')
    expect(unresolved.stderr).toContain('component_not_found')
  })

  test('that redirects into the machine is refused, and a list that hangs is cut off', async () => {
    const inside = await serve(answer)
    const url = await serve((request, response) => {
      if (request.url === '/list.jsonl') response.end(list({ ...entry, lcp: `${inside}/dep/lcp.toml` }))
    })
    project({}, { 'app/lcod.sources.jsonl': list({ type: 'list', url: `${url}/list.jsonl` }) })
    expect((await lcod('resolve')).stderr).toContain('permission_denied')
    put({
      'app/lcod.sources.jsonl': '',
      'app/sources.json': JSON.stringify({
        schema: 'lcod-resolver/sources@1',
        sources: [{ id: 'slow', entrypoint: { type: 'http', url: `${url}/hangs` }, transport: { timeoutMs: 200 } }],
      }),
    })
    rmSync(join(folder, 'app/lcod.sources.jsonl'))
    const slow = await lcod('resolve')
    expect(slow.stderr).toContain('gave no whole answer in 200 ms')
    expect(slow.code).toBe(1)
  })

  test('leaves no half file when the download is cut off', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('schemaVersion')
      setTimeout(() => response.destroy(), 20)
    })
    project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/lcp.toml` } } })
    expect((await lcod('resolve')).code).toBe(1)
    const left = readdirSync(join(folder, 'app'), { recursive: true, withFileTypes: true })
    expect(left.filter((one) => one.isFile() && one.parentPath.includes('http')).map((one) => one.name)).toEqual([])
  })

  test('leaves nothing half written when the program is killed, and installs the next time', async () => {
    let asked: () => void = () => {}
    const firstRequest = new Promise<void>((resolve) => {
      asked = resolve
    })
    let count = 0
    const url = await serve((request, response) => {
      if (count++ > 0) return answer(request, response)
      response.writeHead(200, { 'content-length': '1000' }).write('id = "lcod://')
      asked()
    })
    project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/dep/lcp.toml` } } })
    const child = cli.start(['install'], { cwd: join(folder, 'app'), env: { HOME: folder } })
    const ended = new Promise((resolve) => child.on('close', resolve))
    await firstRequest
    child.kill('SIGKILL')
    await ended
    const left = readdirSync(join(folder, 'app'), { recursive: true, withFileTypes: true })
    expect(left.filter((one) => one.isFile() && one.name === 'artifact.toml')).toEqual([])
    expect((await lcod('install')).code).toBe(0)
    expect(JSON.parse((await lcod('run', '.', '--frozen')).stdout)).toEqual({ text: 'from the web' })
  })

  test('serves packed components', async () => {
    put({ 'dep/lcp.toml': answers['/dep/lcp.toml'] ?? '', 'dep/compose.yaml': composeText('packed') })
    mkdirSync(join(folder, 'app'))
    await lcod('pack', '../dep', '--output', '../dep.lcpkg')
    const packed = readFileSync(join(folder, 'dep.lcpkg'))
    const url = await serve((_, response) => response.end(packed))
    project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/dep.lcpkg` } } })
    expect((await lcod('resolve')).code).toBe(0)
    expect(JSON.parse((await lcod('run', '.', '--frozen')).stdout)).toEqual({ text: 'packed' })
  })
})
