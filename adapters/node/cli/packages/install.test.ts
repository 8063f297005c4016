import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { composeText, descriptorText, LIST_HEADER } from '../../../../core/resolve/testing/memory-project.ts'
import { serveRepository } from '../../../git/testing/git-server.ts'
import { missingGit } from '../../../git/testing/real-git.ts'
import { componentFiles, usePackages } from './testing/use-packages.ts'

const fixture = usePackages()
const { put, lcod, lcodIn, has, text } = fixture
const ID = 'lcod://demo/dep@1.2.0'

/** A component on a web server: file by file, in a folder, and packed; it needs another one beside it. */
async function serveComponent(): Promise<{ url: string; close(): void }> {
  put(componentFiles('web', 'from the web'))
  await lcod('pack', '../web', '--output', '../dep.lcpkg')
  let isOpen = true
  const files: Record<string, string | Buffer> = {
    '/dep/lcp.toml': text('web/lcp.toml'),
    '/dep/compose.yaml': text('web/compose.yaml'),
    '/dep.lcpkg': readFileSync(join(fixture.folder, 'dep.lcpkg')),
  }
  const url = await fixture.serve((request, response) => {
    const content = isOpen ? files[request.url ?? ''] : undefined
    response.writeHead(content === undefined ? 404 : 200).end(content)
  })
  return {
    url,
    close: () => {
      isOpen = false
    },
  }
}

/** A project that requires nothing yet, with words of its author. */
const manifest = `# ours\n${descriptorText('lcod://demo/app@1.0.0').replace('[]', '[] # nothing yet')}`
const app = {
  'app/lcp.toml': manifest,
  'app/compose.yaml': 'compose:\n  - call: lcod://demo/dep@1\n    out: { text: text }\n',
}

describe('install of a URL in a project', () => {
  test.each(['/dep/lcp.toml', '/dep', '/dep/', '/dep.lcpkg'])(
    'adds %s to [deps], to the sources and to the lock, and runs it offline',
    async (path) => {
      const { url, close } = await serveComponent()
      put(app)
      const resolved = await lcod('resolve', `${url}${path}`)
      expect(resolved).toEqual({ code: 0, stdout: `${ID}\n`, stderr: '' })
      expect(has('app/lcp.lock')).toBe(false)
      const installed = await lcod('install', `${url}${path}`)
      expect(installed).toMatchObject({
        code: 0,
        stdout: `${ID} added to lcp.toml\nlcp.lock written: 1 component\n`,
      })
      expect(text('app/lcp.toml')).toBe(manifest.replace('[] #', `["${ID}"] #`))
      expect(JSON.parse(text('app/resolve.config.json')).sources['lcod://demo/dep'].url).toContain(url)
      const lock = text('app/lcp.lock')
      close()
      expect(await fixture.ran('--frozen')).toEqual({ text: 'from the web' })
      expect((await lcod('resolve', '--offline')).stdout).toContain('up to date')
      expect((await lcod('install', '--offline', '--frozen')).code).toBe(0)
      expect(text('app/lcp.lock')).toBe(lock)
    },
  )

  test('keeps the other sources, and takes the place of another version', async () => {
    const { url } = await serveComponent()
    const config = {
      sources: { 'lcod://demo/other@1': { type: 'path', path: '../other' } },
      allowlist: ['lcod://demo'],
    }
    put({
      ...app,
      'app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/dep@^0.9.0']),
      'app/resolve.config.json': JSON.stringify(config, null, '\t'),
    })
    expect((await lcod('install', `${url}/dep`)).code).toBe(0)
    expect(text('app/lcp.toml')).toBe(descriptorText('lcod://demo/app@1.0.0', [ID]))
    const written = text('app/resolve.config.json')
    expect(written).toContain('\n\t"sources"')
    expect(JSON.parse(written)).toEqual({
      ...config,
      sources: { ...config.sources, 'lcod://demo/dep': { type: 'http', url: `${url}/dep/lcp.toml` } },
    })
  })

  test('leaves everything as it is when it cannot be resolved', async () => {
    const files = {
      '/dep/lcp.toml': descriptorText(ID, ['lcod://demo/nowhere@1']),
      '/dep/compose.yaml': composeText('x'),
    }
    const url = await fixture.serveFiles(files)
    put(app)
    const failed = await lcod('install', `${url}/dep`)
    expect(failed.code).toBe(1)
    expect(failed.stderr).toContain(
      `error dependency_not_found: lcod://demo/nowhere was not found: asked for "lcod://demo/nowhere@1" by ${ID}`,
    )
    expect(text('app/lcp.toml')).toBe(manifest)
    expect([has('app/lcp.lock'), has('app/resolve.config.json')]).toEqual([false, false])
  })
})

describe('install of an id', () => {
  const list = `${LIST_HEADER}\n${JSON.stringify({ type: 'component', id: ID, compose: '../dep/compose.yaml' })}\n`

  test('adds it to the project that has it in its lists; without a version the major that was found', async () => {
    put({ ...app, ...componentFiles('dep', 'from a list'), 'app/lcod.sources.jsonl': list })
    expect((await lcod('install', 'lcod://demo/dep')).stdout).toBe(
      'lcod://demo/dep@1 added to lcp.toml\nlcp.lock written: 1 component\n',
    )
    expect(text('app/lcp.toml')).toBe(manifest.replace('[] #', '["lcod://demo/dep@1"] #'))
    expect(await fixture.ran('--frozen')).toEqual({ text: 'from a list' })
    const again = await lcod('install', 'lcod://demo/dep@1')
    expect(again.stdout).toBe('lcod://demo/dep@1 was in lcp.toml\nlcp.lock is up to date: 1 component\n')
    expect(text('app/lcp.toml')).toBe(manifest.replace('[] #', '["lcod://demo/dep@1"] #'))
  })

  test('that nobody has says so, and changes nothing', async () => {
    put({ ...app, 'app/lcod.sources.jsonl': list, ...componentFiles('dep', 'x') })
    const failed = await lcod('install', 'lcod://demo/dep@2')
    expect(failed.stderr).toContain(
      'lcod://demo/dep was not found: asked for "lcod://demo/dep@2" by the command line; there is 1.2.0',
    )
    expect(text('app/lcp.toml')).toBe(manifest)
  })
})

describe('install outside of a project', () => {
  test('of a URL lets lcod run find it by its id anywhere and offline, as long as it is what was installed', async () => {
    const { url, close } = await serveComponent()
    put({ 'away/x': '', 'other/x': '' })
    const installed = await lcodIn('away', 'install', `${url}/dep.lcpkg`)
    expect(installed.code).toBe(0)
    expect(installed.stdout).toContain(`${ID} installed in `)
    expect(has('away/.lcod')).toBe(false)
    close()
    for (const id of [ID, 'lcod://demo/dep@1']) {
      const { stdout } = await lcodIn('other', 'run', id, '--no-resolve')
      expect(JSON.parse(stdout)).toEqual({ text: 'from the web' })
    }
    expect((await lcodIn('other', 'cache', 'ls')).stdout).toMatch(
      /http\/[0-9a-f]{12} {2}http:\/\/127\.0\.0\.1:\d+\/dep\.lcpkg\n/,
    )
    expect(has('other/.lcod')).toBe(false)
    await lcodIn('other', 'cache', 'clear')
    expect((await lcodIn('other', 'run', ID, '--no-resolve')).stderr).toContain('http_status')
  })

  test('of a folder, with --global, runs it from where it is', async () => {
    put({ ...app, ...componentFiles('dep', 'a folder') })
    expect((await lcodIn('dep', 'install', '--global')).code).toBe(0)
    const run = () => lcod('run', ID, '--no-resolve')
    expect(JSON.parse((await run()).stdout)).toEqual({ text: 'a folder' })
    put({ 'dep/compose.yaml': composeText('changed') })
    expect((await run()).stderr).toContain('dep/compose.yaml" is not what was promised')
    rmSync(join(fixture.folder, 'dep'), { recursive: true })
    expect((await run()).code).toBe(1)
  })

  test.each(['lcod://../../outside/x@1.0.0', 'lcod://demo/x@1.0.0/../../x', 'lcod://x@1.0.0', 'demo/x@1.0.0'])(
    'refuses a component that calls itself %s',
    async (id) => {
      const url = await fixture.serveFiles({ '/lcp.toml': `id = "${id}"\n`, '/compose.yaml': composeText('x') })
      put({ 'away/x': '' })
      const refused = await lcodIn('away', 'install', url)
      expect(refused.code).not.toBe(0)
      expect(refused.stderr).toContain('which is no id of a component')
      expect([has('.lcod/installed'), has('outside')]).toEqual([false, false])
    },
  )

  test('keeps what each needs apart: two may need versions that do not fit together', async () => {
    const lines = ['1.0.0', '1.1.0'].map((version) => {
      const id = `lcod://demo/base@${version}`
      put(componentFiles(`base${version}`, version, id))
      return { type: 'component', id, compose: `../base${version}/compose.yaml` }
    })
    for (const [name, base] of [
      ['old', '~1.0.0'],
      ['new', '~1.1.0'],
    ]) {
      const id = `lcod://demo/${name}@1.0.0`
      put({
        [`${name}/lcp.toml`]: descriptorText(id, [`lcod://demo/base@${base}`]),
        [`${name}/compose.yaml`]: 'compose:\n  - call: lcod://demo/base@1\n    out: { text: text }\n',
      })
      lines.push({ type: 'component', id, compose: `../${name}/compose.yaml` })
    }
    const list = [LIST_HEADER, ...lines.map((line) => JSON.stringify(line))].join('\n')
    put({ 'away/lcod.sources.jsonl': list })
    const installed = await lcodIn('away', 'install', 'lcod://demo/old@1', 'lcod://demo/new@1')
    expect(installed.code).toBe(0)
    const run = async (id: string) => JSON.parse((await lcod('run', id, '--no-resolve')).stdout)
    expect(await run('lcod://demo/old@1')).toEqual({ text: '1.0.0' })
    expect(await run('lcod://demo/new@1')).toEqual({ text: '1.1.0' })
    const together = await lcodIn('away', 'resolve', 'lcod://demo/old@1', 'lcod://demo/new@1')
    expect(together.stderr).toContain('error version_conflict: No one version of lcod://demo/base fits all')
  })
})

describe.skipIf(missingGit !== undefined)('install of a repository', () => {
  test('takes ref and path from the URL, and locks the commit', async () => {
    const repository = fixture.repository()
    const commit = repository.commit('first', componentFiles('parts/dep', 'from git'))
    repository.git('tag', 'v1')
    const server = await serveRepository(repository.path)
    fixture.onEnd(() => server.close())
    put(app)
    const url = `git+${server.url}?path=parts/dep#v1`
    expect((await lcod('install', url)).stdout).toContain('lcp.lock written')
    expect(text('app/lcp.lock')).toContain(`commit = "${commit}"`)
    expect(JSON.parse(text('app/resolve.config.json'))).toEqual({
      sources: { 'lcod://demo/dep': { type: 'git', url: server.url, ref: 'v1', subdir: 'parts/dep' } },
    })
    expect(await fixture.ran('--frozen')).toEqual({ text: 'from git' })
    const none = await lcod('resolve', `git+${server.url}?path=parts/none#v1`)
    expect(none.stderr).toContain(
      `error source_invalid: There is no lcp.toml in the folder "parts/none" of ${server.url}`,
    )
  })
})

describe('what is the user’s own', () => {
  test('a list in LCOD_HOME serves what has none; LCOD_RESOLVER_CONFIG names a configuration, to be read and written', async () => {
    const line = { type: 'component', id: ID, compose: '../dep/compose.yaml' }
    put({
      ...componentFiles('dep', 'from my list'),
      ...componentFiles('other', 'from my configuration'),
      '.lcod/sources.jsonl': `${LIST_HEADER}\n${JSON.stringify(line)}\n`,
      'mine.json': JSON.stringify({ sources: { 'lcod://demo/dep': { type: 'path', path: '../other' } } }),
    })
    expect(JSON.parse((await lcod('run', ID)).stdout)).toEqual({ text: 'from my list' })
    const mine = (words: string[]) =>
      fixture.cli.run(words, {
        cwd: join(fixture.folder, 'app'),
        env: { HOME: fixture.folder, LCOD_RESOLVER_CONFIG: '../mine.json' },
      })
    expect(JSON.parse((await mine(['run', ID])).stdout)).toEqual({ text: 'from my configuration' })
    put(app)
    expect((await mine(['install', ID])).code).toBe(0)
    expect((await mine(['uninstall', ID])).stdout).toContain(
      `lcod://demo/dep removed from ${join(fixture.folder, 'mine.json')}`,
    )
  })
})

describe('the command line refuses', () => {
  test.each([
    [['resolve', '.', 'lcod://demo/dep@1'], 2, 'found the folder "." among them'],
    [['resolve', 'one', 'two'], 2, 'One folder is resolved at a time, found one, two'],
    [['install', '--frozen', 'lcod://demo/dep@1'], 2, '"--frozen" is about the lock of a project'],
    [['install', 'http://example.com/dep'], 2, 'would be fetched without encryption'],
    [['install', 'ftp://example.com/dep'], 1, 'is neither an https URL nor a Git repository'],
    [['resolve'], 2, 'has no lcp.toml'],
    [['pack', 'nowhere'], 2, 'There is no folder "nowhere"'],
    [['resolve', 'demo/dep'], 2, 'To name a component, write lcod://demo/dep'],
    [['generate', '../list.jsonl'], 2, 'is a file, expected the folder of a project'],
    [['install', 'lcod://dep'], 2, '"lcod://dep" is no component id'],
    [['plan', 'lcod://demo/dep@one'], 2, '"lcod://demo/dep@one" is no component id'],
    [['why', 'demo/dep'], 2, '"demo/dep" is no component id'],
    [['init', 'componnt', 'dep'], 2, 'Did you mean "lcod init component"?'],
  ])('%j', async (words, code, message) => {
    put({ 'list.jsonl': '' })
    const failed = await lcod(...words)
    expect(failed.code).toBe(code)
    expect(failed.stderr).toContain(message)
  })

  test('a redirect from a URL into the machine, and a server that gives nothing', async () => {
    const inside = await fixture.serveFiles({ '/lcp.toml': descriptorText(ID) })
    const url = await fixture.serve((request, response) => {
      if (request.url === '/moved/lcp.toml') response.writeHead(302, { location: `${inside}/lcp.toml` }).end()
      else response.writeHead(503).end('later')
    })
    const moved = await lcod('install', `${url}/moved`)
    expect(moved.stderr).toContain('error permission_denied: ')
    expect(moved.stderr).toContain('which is not a public address')
    expect((await lcod('install', `${url}/busy`)).stderr).toContain('error http_status: HTTP 503')
    expect(has('.lcod/installed')).toBe(false)
  })
})
