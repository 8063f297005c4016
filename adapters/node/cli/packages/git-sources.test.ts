import { renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { serveRepository } from '../../../git/testing/git-server.ts'
import { missingGit, type TestRepository } from '../../../git/testing/real-git.ts'
import { componentFiles, usePackages } from './testing/use-packages.ts'

const fixture = usePackages()
const { put, lcod, project, ran, text } = fixture
const git = (url: string, more: object = {}) => ({ sources: { 'lcod://demo/dep@1': { type: 'git', url, ...more } } })

/** A repository in the folder of the test, at `repo`. */
function localRepository(): TestRepository {
  const repository = fixture.repository()
  repository.commit('first', componentFiles('parts/dep', 'from a path'))
  renameSync(repository.path, join(fixture.folder, 'repo'))
  return repository
}

describe.skipIf(missingGit !== undefined)('a repository that is written as a path', () => {
  test.each([
    ['relative to the configuration', 'app/resolve.config.json', () => '../repo'],
    ['relative to a configuration elsewhere', 'conf/deep/resolve.json', () => '../../repo'],
    ['absolute', 'app/resolve.config.json', () => join(fixture.folder, 'repo')],
    ['in the home folder', 'app/resolve.config.json', () => '~/repo'],
  ])('%s is cloned, and locked without anything of the machine', async (_, config, url) => {
    localRepository()
    project({}, { [config]: JSON.stringify(git(url(), { subdir: 'parts/dep' })) })
    const resolved = await lcod('resolve', '--config', join(fixture.folder, config))
    expect(resolved).toMatchObject({ code: 0, stderr: '' })
    expect(text('app/lcp.lock')).toMatch(/url = "(?:\.\.|~)\/repo"/)
    // What was cloned to be resolved is what the lock names, however it writes the place.
    expect((await lcod('install', '--frozen', '--offline')).stderr).toBe('')
    expect(await ran('--frozen')).toEqual({ text: 'from a path' })
    await lcod('cache', 'clear')
    expect((await lcod('install', '--frozen')).code).toBe(0)
    expect(await ran('--frozen')).toEqual({ text: 'from a path' })
  })

  test('that is none says so in the words of the configuration', async () => {
    project(git('../nowhere'))
    const failed = await lcod('resolve')
    expect(failed.code).toBe(1)
    expect(failed.stderr).toContain('error git_remote_failed')
    expect(failed.stderr).toContain(join(fixture.folder, 'nowhere'))
  })

  test('is resolved by the published resolver contract too, and is no leaf', async () => {
    localRepository()
    put({
      'app/compose.yaml': `compose:
  - call: lcod://contract/tooling/resolver/resolve_dependencies@1
    in:
      rootDescriptor: { id: "lcod://demo/app@1.0.0", deps: { requires: ["lcod://demo/dep@1"] } }
      projectPath: .
      normalizedConfig: ${JSON.stringify(git('../repo', { subdir: 'parts/dep' }))}
    out: { root: resolverResult, warnings: warnings }
`,
    })
    const { root, warnings } = JSON.parse((await lcod('run', '.', '-A')).stdout)
    expect(warnings).toEqual([])
    expect(root.root.dependencies[0]).toMatchObject({ source: { type: 'git', url: '../repo' } })
    expect(root.root.dependencies[0].integrity).toMatch(/^sha256-/)
  })
})

describe.skipIf(missingGit !== undefined)('a branch that moves', () => {
  /** A server that counts what it is asked for, with a project on its branch or tag. */
  async function moving(ref: object) {
    const repository = fixture.repository()
    repository.commit('first', componentFiles('dep', 'first'))
    repository.git('tag', 'v1')
    const server = await serveRepository(repository.path)
    fixture.onEnd(() => server.close())
    project(git(server.url, { subdir: 'dep', ...ref }))
    expect((await lcod('resolve')).code).toBe(0)
    const lock = text('app/lcp.lock')
    const commit = repository.commit('second', componentFiles('dep', 'second'))
    return { repository, server, lock, commit }
  }

  test.each([{ ref: 'main' }, {}])('is followed by resolve, and by nothing else: %j', async (ref) => {
    const { server, lock, commit } = await moving(ref)
    const count = server.requests.length
    expect((await lcod('install')).code).toBe(0)
    expect((await lcod('resolve', '--frozen')).code).toBe(0)
    expect((await lcod('resolve', '--offline')).stdout).toContain('up to date')
    expect(await ran()).toEqual({ text: 'first' })
    expect(server.requests).toHaveLength(count)
    expect((await lcod('resolve')).stdout).toContain('written')
    expect(text('app/lcp.lock')).toContain(`commit = "${commit}"`)
    expect(await ran()).toEqual({ text: 'second' })
    // The lock of before is still worth what it says.
    put({ 'app/lcp.lock': lock })
    expect((await lcod('install')).code).toBe(0)
    expect(await ran()).toEqual({ text: 'first' })
  })

  test('is not cloned again as long as it stays', async () => {
    const { server } = await moving({ ref: 'main' })
    await lcod('resolve')
    const count = server.requests.length
    expect((await lcod('resolve')).stdout).toContain('up to date')
    expect(server.requests.slice(count).every((request) => request.startsWith('GET /info/refs'))).toBe(true)
  })

  test('fails clearly when nobody answers, and works --offline', async () => {
    const { server } = await moving({ ref: 'main' })
    await server.close()
    const failed = await lcod('resolve')
    expect(failed.code).toBe(1)
    expect(failed.stderr).toContain('error ECONNREFUSED')
    expect(failed.stderr).toContain('Offline (--offline) the clone in the cache is used as it is')
    expect((await lcod('resolve', '--offline')).stdout).toContain('up to date')
  })

  test('is no tag: that one is not asked for again', async () => {
    const { server, repository, lock } = await moving({ ref: 'v1' })
    repository.git('tag', '--force', 'v1')
    const count = server.requests.length
    expect((await lcod('resolve')).stdout).toContain('up to date')
    expect(server.requests).toHaveLength(count)
    expect(text('app/lcp.lock')).toBe(lock)
  })
})

test.skipIf(missingGit !== undefined)('credentials of a remote are used and never locked', async () => {
  const repository = fixture.repository()
  repository.commit('first', componentFiles('dep', 'private'))
  const asked: Array<string | undefined> = []
  const server = await serveRepository(repository.path, {
    intercept(request, response) {
      asked.push(request.headers.authorization)
      if (request.headers.authorization === `Basic ${btoa('ada:secret')}`) return false
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end()
      return true
    },
  })
  fixture.onEnd(() => server.close())
  project(git(server.url.replace('http://', 'http://ada:secret@'), { ref: 'main', subdir: 'dep' }))
  expect((await lcod('resolve')).code).toBe(0)
  expect(asked.length).toBeGreaterThan(0)
  expect(text('app/lcp.lock')).not.toContain('secret')
  expect(text('app/lcp.lock')).toContain(`url = "${server.url}"`)
  await lcod('cache', 'clear')
  expect((await lcod('install')).code).toBe(0)
  const { stdout } = await lcod('cache', 'ls')
  expect(stdout).toContain(basename(server.url))
  expect(stdout).not.toContain('secret')
})
