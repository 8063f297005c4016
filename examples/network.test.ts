import { createHash } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen, serveRepository } from '../adapters/git/testing/git-server.ts'
import { missingGit, TestRepository } from '../adapters/git/testing/real-git.ts'
import { useCli } from '../adapters/node/cli/testing/use-cli.ts'

const fixture = useCli()
const { folder } = fixture
// A copy, because examples write into their own folder.
beforeAll(() => cpSync('examples', folder, { recursive: true }))

async function run(args: readonly string[], cwd = folder): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await fixture.cli.run(['run', ...args], { cwd })
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}

describe('fetch-parallel', () => {
  it('fetches in parallel, asks again where that may help, and names what failed', async () => {
    const asked: Record<string, number> = {}
    const waiting: Array<() => void> = []
    const server = await listen((request, response) => {
      const path = request.url ?? ''
      asked[path] = (asked[path] ?? 0) + 1
      const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
      // The two are answered when both have come: one after the other would wait forever.
      if (path.startsWith('/both')) {
        waiting.push(() => json({ path }))
        if (waiting.length === 2) for (const answer of waiting) answer()
      } else if (path === '/busy' && asked[path] < 3) response.writeHead(503).end()
      else if (path === '/down') response.writeHead(500).end()
      else if (path === '/text') response.end('no JSON')
      else json({ path })
    })
    const urls = ['/both/1', '/both/2', '/busy', '/down', '/text'].map((path) => server.url + path)
    const elsewhere = 'http://elsewhere.test/'
    const grant = `--allow-net=${new URL(server.url).host}`
    const { answers } = await run(['fetch-parallel', `urls:=${JSON.stringify([...urls, elsewhere])}`, grant])
    await server.close()
    expect(answers).toEqual([
      { url: urls[0], data: { path: '/both/1' } },
      { url: urls[1], data: { path: '/both/2' } },
      { url: urls[2], data: { path: '/busy' } },
      { url: urls[3], problem: 'bad_status' },
      { url: urls[4], problem: 'parse_failed' },
      { url: elsewhere, problem: 'permission_denied' },
    ])
    expect(asked).toMatchObject({ '/busy': 3, '/down': 3 })
  })
})

describe.skipIf(missingGit !== undefined)(`clone-and-hash${missingGit ? `: ${missingGit}` : ''}`, () => {
  const project = join(folder, 'clone-and-hash')
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  let repository: TestRepository
  let tagged: string

  beforeAll(() => {
    repository = new TestRepository()
    tagged = repository.commit('first', { 'a.txt': 'one', 'deep/b.txt': 'b' })
    repository.git('tag', 'v1')
    repository.commit('second', { 'a.txt': 'two' })
  })
  afterAll(() => repository.remove())

  it('hashes the files of a clone over HTTP, again and again', async () => {
    const server = await serveRepository(repository.path)
    const words = ['.', `url=${server.url}`, 'ref=v1', `--allow-git=${new URL(server.url).host}`]
    const expected = {
      commit: tagged,
      hashes: [
        { name: 'a.txt', sha256: sha256('one') },
        { name: 'deep/b.txt', sha256: sha256('b') },
      ],
    }
    expect(await run(words, project)).toEqual(expected)
    expect(await run(words, project)).toEqual(expected)
    const denied = await fixture.cli.run(['run', '.', `url=${server.url}`], { cwd: project })
    await server.close()
    expect([denied.code, denied.stderr]).toEqual([1, expect.stringContaining('--allow-git')])
  })

  it('hashes the files of a local repository', async () => {
    const { hashes } = await run(['.', `url=${repository.path}`, `--allow-read=${repository.path}`], project)
    expect(hashes).toContainEqual({ name: 'a.txt', sha256: sha256('two') })
  })

  it('makes a clone that Git finds clean and whole', async () => {
    const compose = `compose: [{ call: lcod://contract/core/git/clone@1, in: { url: ${repository.path}, dest: out }, out: { path: path } }]`
    const { code, stdout, stderr } = await fixture.cli.run(['run', '-', '-A'], { cwd: project, stdin: compose })
    expect(code, stderr).toBe(0)
    const { path } = JSON.parse(stdout)
    expect(repository.git('-C', path, 'status', '--porcelain')).toBe('')
    expect(repository.git('-C', path, 'fsck', '--strict')).toBe('')
    expect(repository.git('-C', path, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('main')
  })
})
