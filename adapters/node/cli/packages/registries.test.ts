import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { composeText, descriptorText, LIST_HEADER } from '../../../../core/resolve/testing/memory-project.ts'
import { serveRepository } from '../../../git/testing/git-server.ts'
import { missingGit } from '../../../git/testing/real-git.ts'
import { componentFiles, usePackages } from './testing/use-packages.ts'

const fixture = usePackages()
const { put, project, lcod, serveFiles, text, has } = fixture

const DEP = 'lcod://demo/dep@1.2.0'

/** A list as text: what is no component line is a line of another kind. */
const list = (...lines: object[]) => [LIST_HEADER, ...lines.map((line) => JSON.stringify(line)), ''].join('\n')
const entry = (id: string, folder: string) => ({
  type: 'component',
  id,
  compose: `${folder}/compose.yaml`,
  lcp: `${folder}/lcp.toml`,
})
const sources = (...entries: object[]) => JSON.stringify({ schema: 'lcod-resolver/sources@1', sources: entries })
const served = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`/${name}`, content]))
const checksum = (content: string) => `sha256-${createHash('sha256').update(content).digest('base64')}`

describe('a registry over HTTP', () => {
  test('whose lists name each other is read once, up to the first match', async () => {
    const answers: Record<string, string> = served({
      ...componentFiles('dep', 'the first match'),
      'a.jsonl': list({ type: 'list', url: 'b.jsonl' }, entry('lcod://demo/other@1.0.0', 'other')),
      'b.jsonl': list(
        { type: 'list', url: 'a.jsonl' },
        { type: 'list', url: 'b.jsonl' },
        { type: 'list', url: 'c.jsonl' },
      ),
      'c.jsonl': list({ type: 'list', url: 'd.jsonl' }, entry(DEP, 'dep')),
      'd.jsonl': list(entry('lcod://demo/dep@1.3.0', 'dep')),
    })
    const asked: string[] = []
    const url = await fixture.serve((request, response) => {
      asked.push(request.url ?? '')
      const content = answers[request.url ?? '']
      response.writeHead(content === undefined ? 404 : 200).end(content)
    })
    project({}, { 'app/lcod.sources.jsonl': list({ type: 'list', url: `${url}/a.jsonl` }) })
    expect(await lcod('resolve')).toMatchObject({ code: 0, stderr: '' })
    expect(asked.filter((path) => path.endsWith('.jsonl'))).toEqual(['/a.jsonl', '/b.jsonl', '/c.jsonl'])
    expect(await fixture.ran('--frozen')).toEqual({ text: 'the first match' })
  })

  test('is taken by its checksum, and nothing of it without', async () => {
    const content = list(entry(DEP, 'dep'))
    const url = await serveFiles(served({ ...componentFiles('dep', 'as promised'), 'list.jsonl': content }))
    const entrypoint = { type: 'http', url: `${url}/list.jsonl` }
    project(
      {},
      { 'app/sources.json': sources({ id: 'main', entrypoint: { ...entrypoint, checksum: checksum(content) } }) },
    )
    expect((await lcod('resolve')).code).toBe(0)
    rmSync(join(fixture.folder, 'app/lcp.lock'))
    put({ 'app/sources.json': sources({ id: 'main', entrypoint: { ...entrypoint, checksum: checksum('other') } }) })
    const refused = await lcod('resolve')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/^error integrity_mismatch: ".*list\.jsonl" is not what was promised/)
    expect(has('app/lcp.lock')).toBe(false)
  })

  test('that has no version that fits is told from one that has none at all', async () => {
    const url = await serveFiles(
      served({
        ...componentFiles('dep', 'too old', 'lcod://demo/dep@0.9.0'),
        'list.jsonl': list(entry('lcod://demo/dep@0.9.0', 'dep'), entry('lcod://demo/dep@2.0.0', 'dep')),
      }),
    )
    project({}, { 'app/lcod.sources.jsonl': list({ type: 'list', url: `${url}/list.jsonl` }) })
    const unfit = await lcod('resolve')
    expect(unfit.code).toBe(1)
    expect(unfit.stderr).toContain('asked for "lcod://demo/dep@1" by lcod://demo/app@1.0.0')
    expect(unfit.stderr).toMatch(/0\.9\.0.*2\.0\.0|2\.0\.0.*0\.9\.0/)
    put({ 'app/lcod.sources.jsonl': list() })
    expect((await lcod('resolve')).stderr).toContain('no version of it was found')
  })

  test('that gives something else than what was locked is refused, and the cache stays clean', async () => {
    const answers = served(componentFiles('dep', 'as locked'))
    const url = await serveFiles(answers)
    project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/dep/lcp.toml` } } })
    expect((await lcod('install')).code).toBe(0)
    await lcod('cache', 'clear')
    answers['/dep/compose.yaml'] = composeText('tampered')
    const refused = await lcod('install')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('integrity_mismatch')
    expect((await lcod('run', '.')).stderr).toContain('integrity_mismatch')
    answers['/dep/compose.yaml'] = composeText('as locked')
    expect((await lcod('install')).code).toBe(0)
    expect(await fixture.ran('--frozen')).toEqual({ text: 'as locked' })
  })

  test('whose components need each other is resolved, locked and run', async () => {
    const url = await serveFiles(
      served({
        'dep/lcp.toml': descriptorText(DEP, ['lcod://demo/other@1']),
        'dep/compose.yaml': composeText('goes around'),
        'other/lcp.toml': descriptorText('lcod://demo/other@1.0.0', ['lcod://demo/dep@1']),
        'other/compose.yaml': composeText('other'),
        'list.jsonl': list(entry(DEP, 'dep'), entry('lcod://demo/other@1.0.0', 'other')),
      }),
    )
    project({}, { 'app/lcod.sources.jsonl': list({ type: 'list', url: `${url}/list.jsonl` }) })
    expect(await lcod('resolve')).toEqual({ code: 0, stdout: 'lcp.lock written: 2 components\n', stderr: '' })
    expect((await lcod('resolve')).stdout).toBe('lcp.lock is up to date: 2 components\n')
    expect((await lcod('why', 'lcod://demo/dep')).stdout.split('\n')).toContain(
      '  -> lcod://demo/other@1.0.0 (asked for as lcod://demo/other@1)',
    )
    expect(await fixture.ran('--frozen')).toEqual({ text: 'goes around' })
  })
})

describe.skipIf(missingGit !== undefined)('a registry in a Git repository', () => {
  /** A repository with a list, and a project that has it as its source. */
  async function registry() {
    const repository = fixture.repository()
    const first = repository.commit('first', {
      ...componentFiles('lists/parts/dep', 'from the repository'),
      'lists/all.jsonl': list(entry(DEP, 'parts/dep')),
    })
    const server = await serveRepository(repository.path)
    fixture.onEnd(() => server.close())
    const git = (further: object) => ({ id: 'main', entrypoint: { type: 'git', url: server.url, ...further } })
    return { repository, first, server, git }
  }

  test('is cloned, searched, locked and run, and needs no server afterwards', async () => {
    const { git, server } = await registry()
    project({}, { 'app/sources.json': sources(git({ ref: 'main', path: 'lists/all.jsonl' })) })
    expect(await lcod('resolve')).toMatchObject({ code: 0, stderr: '' })
    await server.close()
    expect((await lcod('install', '--offline')).code).toBe(0)
    expect(await fixture.ran('--frozen')).toEqual({ text: 'from the repository' })
  })

  test('at a commit stays as it was then', async () => {
    const { git, first, repository } = await registry()
    repository.commit('second', componentFiles('lists/parts/dep', 'later'))
    project({}, { 'app/sources.json': sources(git({ commit: first, path: 'lists/all.jsonl' })) })
    expect((await lcod('resolve')).code).toBe(0)
    expect(await fixture.ran()).toEqual({ text: 'from the repository' })
  })

  test('that lacks the list, the branch or the folder says which', async () => {
    const { git, server } = await registry()
    project({}, { 'app/sources.json': sources(git({ ref: 'main', path: 'lists/none.jsonl' })) })
    expect((await lcod('resolve')).stderr).toContain('lists/none.jsonl')
    put({ 'app/sources.json': sources(git({ ref: 'gone', path: 'lists/all.jsonl' })) })
    expect((await lcod('resolve')).stderr).toContain('"gone"')
    const source = { type: 'git', url: server.url, ref: 'main', subdir: 'lists/parts/none' }
    project(
      { sources: { 'lcod://demo/dep@1': source } },
      { 'app/sources.json': sources(git({ path: 'lists/all.jsonl' })) },
    )
    const missing = await lcod('resolve')
    expect(missing.code).toBe(1)
    expect(missing.stderr).toContain('lists/parts/none')
  })

  test('whose history was rewritten after it was locked is refused by its commit', async () => {
    const { git, first, repository } = await registry()
    project({}, { 'app/sources.json': sources(git({ ref: 'main', path: 'lists/all.jsonl' })) })
    expect((await lcod('resolve')).code).toBe(0)
    expect(text('app/lcp.lock')).toContain(first)
    await lcod('cache', 'clear')
    repository.git('checkout', '--quiet', '--orphan', 'fresh')
    repository.commit('other', componentFiles('lists/parts/dep', 'rewritten'))
    repository.git('branch', '--quiet', '--force', 'main', 'fresh')
    repository.git('reflog', 'expire', '--expire=now', '--all')
    repository.git('gc', '--quiet', '--prune=now')
    const refused = await lcod('install', '--frozen')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain(first)
  })
})
