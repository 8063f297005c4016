import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeTar } from '../../../../core/package/write-tar.ts'
import { composeText, descriptorText, LIST_HEADER } from '../../../../core/resolve/testing/memory-project.ts'
import { serveRepository } from '../../../git/testing/git-server.ts'
import { missingGit, type TestRepository } from '../../../git/testing/real-git.ts'
import { componentFiles, usePackages } from './testing/use-packages.ts'

const fixture = usePackages()
const { lcod, project, put, text } = fixture
const ID = 'lcod://demo/dep@1.2.0'
const SECRET = 'not for you'

/** What a component outside of where it may be would give. */
function plant(): string {
  put(componentFiles('outside', SECRET))
  return join(fixture.folder, 'outside')
}

const listOf = (line: object) => `${LIST_HEADER}\n${JSON.stringify({ type: 'component', id: ID, ...line })}\n`

/** Resolves, and expects to be refused with a code, without a lock and without anything of the place outside. */
async function expectRefused(code: string): Promise<string> {
  const { code: exit, stderr } = await lcod('resolve')
  expect({ exit, stderr }).toMatchObject({ exit: 1, stderr: expect.stringContaining(`error ${code}: `) })
  expect(fixture.has('app/lcp.lock')).toBe(false)
  expect(stderr).not.toContain(SECRET)
  return stderr
}

/** Paths that lead from a list to `outside`, as an attacker would write them. */
const climbing = (outside: string): string[] => [
  `${'../'.repeat(12)}${outside.slice(1)}/compose.yaml`,
  `a/b/${'../'.repeat(14)}${outside.slice(1)}/compose.yaml`,
  `${'..\\'.repeat(12)}${outside.slice(1)}\\compose.yaml`,
  `${outside}/compose.yaml`,
  `file://${outside}/compose.yaml`,
  'C:\\outside\\compose.yaml',
  'C:/outside/compose.yaml',
  '\\\\server\\outside\\compose.yaml',
  `dep/compose.yaml\0${outside}`,
]

describe.skipIf(missingGit !== undefined)('a list in a clone', () => {
  async function cloned(repository: TestRepository, ref = 'main'): Promise<void> {
    const server = await serveRepository(repository.path)
    fixture.onEnd(() => server.close())
    const entrypoint = { type: 'git', url: server.url, ref, path: 'list.jsonl' }
    const sources = { schema: 'lcod-resolver/sources@1', sources: [{ id: 'main', entrypoint }] }
    project({}, { 'app/sources.json': JSON.stringify(sources) })
  }

  test('cannot name anything outside of it', async () => {
    const outside = plant()
    const repository = fixture.repository()
    const paths = climbing(outside)
    for (const [index, compose] of paths.entries()) {
      repository.git('checkout', '--quiet', '--orphan', `case${index}`)
      repository.commit(`case ${index}`, { 'list.jsonl': listOf({ compose, lcp: compose }) })
    }
    for (const index of paths.keys()) {
      await cloned(repository, `case${index}`)
      expect(await expectRefused('source_path_escape')).toContain('leaves the place of the list that names it')
    }
  })

  test('cannot lead to lists outside of it, nor to repositories of this machine', async () => {
    const outside = plant()
    put({ 'outside/list.jsonl': listOf({ compose: 'compose.yaml' }) })
    const repository = fixture.repository()
    const pointer = { id: 'x', entrypoint: { type: 'git', url: outside, path: 'list.jsonl' } }
    const lists = {
      path: `${LIST_HEADER}\n${JSON.stringify({ type: 'list', path: `${outside}/list.jsonl` })}\n`,
      git: JSON.stringify({ schema: 'lcod-resolver/sources@1', sources: [pointer] }),
    }
    for (const [name, list] of Object.entries(lists)) {
      repository.git('checkout', '--quiet', '--orphan', name)
      repository.commit(name, { 'list.jsonl': list })
      await cloned(repository, name)
      await expectRefused('source_path_escape')
    }
  })

  test('that is a link is a file with the target in it, and a link that leads outside is refused', async () => {
    const outside = plant()
    const repository = fixture.repository()
    repository.commit('first', {})
    const blob = (content: string) => repository.gitWith(content, 'hash-object', '-w', '--stdin')
    repository.commitTree('leaves', [['120000', 'list.jsonl', blob(`${outside}/list.jsonl`)]])
    repository.commitTree('climbs', [['120000', 'list.jsonl', blob('../../list.jsonl')]])
    repository.commitTree('stays', [
      ['120000', 'list.jsonl', blob('other.jsonl')],
      ['100644', 'other.jsonl', blob(listOf({ compose: 'compose.yaml' }))],
    ])
    for (const branch of ['leaves', 'climbs']) {
      await cloned(repository, branch)
      expect(await expectRefused('git_unsafe_path')).toContain('unsafe path or link: "list.jsonl"')
    }
    await cloned(repository, 'stays')
    await expectRefused('dependency_not_found')
  })
})

describe('a list from the network', () => {
  /** A project with a list that a server gives. */
  async function listed(list: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const url = await fixture.serveFiles({ '/list.jsonl': list, ...more })
    const pointer = { type: 'list', url: `${url}/list.jsonl` }
    project({}, { 'app/lcod.sources.jsonl': `${LIST_HEADER}\n${JSON.stringify(pointer)}\n` })
  }

  test('cannot name files: paths are those of its server', async () => {
    const outside = plant()
    for (const compose of climbing(outside)) {
      await listed(listOf({ compose, lcp: compose }))
      const { code, stderr } = await lcod('resolve')
      expect({ compose, code }).toEqual({ compose, code: 1 })
      // The server has no such file, or the list may not say this at all.
      expect(stderr).toMatch(/error (?:source_path_escape|http_status|ENOTFOUND|permission_denied): /)
      expect(fixture.has('app/lcp.lock')).toBe(false)
    }
  })

  test.each([
    ['a folder', (outside: string) => ({ source: { type: 'path', path: outside } })],
    ['a repository', (outside: string) => ({ source: { type: 'git', url: outside } })],
    ['a repository by its URL', (outside: string) => ({ source: { type: 'git', url: `file://${outside}` } })],
  ])('cannot describe a component as %s of this machine', async (_, description) => {
    const manifest = { schema: 'lcod-registry/manifest@1', id: ID, ...description(plant()) }
    const line = { kind: 'component', id: 'lcod://demo/dep', version: '1.2.0', manifest: 'dep.json' }
    await listed(`${JSON.stringify(line)}\n`, { '/dep.json': JSON.stringify(manifest) })
    await expectRefused('source_path_escape')
  })
})

describe('a packed component', () => {
  /** An archive whose first file has another name, with its header made right again. */
  function renamed(name: string, type = '0'): Buffer {
    const encode = (words: string) => new TextEncoder().encode(words)
    const good = { 'lcp.toml': descriptorText(ID), 'compose.yaml': composeText('x'), '0': 'planted' }
    const archive = writeTar(Object.entries(good).map(([path, content]) => ({ path, content: encode(content) })))
    archive.fill(0, 0, 100)
    archive.set(encode(name), 0)
    archive.set(encode(type), 156)
    archive.set(encode('        '), 148)
    const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0)
    archive.set(encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
    return Buffer.from(archive)
  }

  test.each([
    ['a path that climbs', '../../planted', '0'],
    ['an absolute path', '/tmp/planted', '0'],
    ['a drive', 'C:/planted', '0'],
    ['a path of Windows', '..\\..\\planted', '0'],
    ['a link', 'planted', '2'],
    ['a hard link', 'planted', '1'],
  ])('with %s is refused whole', async (_, name, type) => {
    const archive = renamed(name, type)
    const url = await fixture.serveFiles({ '/dep.lcpkg': archive })
    project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/dep.lcpkg` } } })
    await expectRefused('archive_invalid')
    const names = readdirSync(fixture.folder, { recursive: true, encoding: 'utf8' })
    expect(names.filter((one) => /planted|\.d$|-pending\/./.test(one))).toEqual([])
  })
})

test.each([
  ['descriptorPath', { type: 'http', descriptorPath: '../../../../../outside/lcp.toml' }],
  ['subdir', { type: 'git', ref: 'main', subdir: '../../../../../outside' }],
])('a source cannot leave what it fetched by its %s', async (_, source) => {
  plant()
  const repository = fixture.repository()
  repository.commit('first', componentFiles('dep', 'x'))
  const server = await serveRepository(repository.path)
  fixture.onEnd(() => server.close())
  const web = await fixture.serveFiles({ '/dep': descriptorText(ID) })
  const url = source.type === 'git' ? server.url : `${web}/dep`
  project({ sources: { 'lcod://demo/dep@1': { ...source, url } } })
  await expectRefused('source_path_escape')
  expect(text('outside/lcp.toml')).toContain(ID)
})
