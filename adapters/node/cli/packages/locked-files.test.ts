import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { composeText, descriptorText } from '../../../../core/resolve/testing/memory-project.ts'
import { serveRepository } from '../../../git/testing/git-server.ts'
import { missingGit } from '../../../git/testing/real-git.ts'
import { componentFiles, usePackages } from './testing/use-packages.ts'

const fixture = usePackages()
const { put, lcod, project, ran, text } = fixture

/** A component of every kind of file. */
const parts = {
  ...componentFiles('dep', 'as locked'),
  'dep/scripts/sum.js': '(x) => x',
  'dep/schemas/in.json': '{}',
  'dep/data/words.csv': 'a,b',
  'dep/components/inner/lcp.toml': descriptorText('lcod://demo/inner@1.0.0'),
  'dep/components/inner/compose.yaml': composeText('inner'),
}
const fromFolder = { sources: { 'lcod://demo/dep@1': { type: 'path', path: '../dep' } } }

describe('a lock of a component in a folder', () => {
  test('refuses to run, and --frozen to install, once any of its files has changed, is gone or is new', async () => {
    project(fromFolder, parts)
    expect((await lcod('resolve')).code).toBe(0)
    expect(await ran()).toEqual({ text: 'as locked' })
    for (const name of Object.keys(parts)) {
      put({ [name]: `${text(name)}\n` })
      const run = await lcod('run', '.')
      expect({ name, code: run.code, stderr: run.stderr }).toMatchObject({
        name,
        code: 1,
        stderr: expect.stringContaining(name),
      })
      expect(run.stderr).toContain('integrity_mismatch')
      put(parts)
    }
    const frozen = async () => (await lcod('install', '--frozen')).stderr
    put({ 'dep/scripts/more.js': '() => 1' })
    expect(await frozen()).toContain('dep/scripts/more.js" is not in the lock')
    rmSync(join(fixture.folder, 'dep/scripts'), { recursive: true })
    expect(await frozen()).toContain('dep/scripts/sum.js" is in the lock, and is missing')
    put(parts)
    put({ 'dep/README.md': 'words', 'dep/.note': 'hidden' })
    expect(await frozen()).toBe('')
  })

  test('does not run unlocked when the lock is there and cannot be read', async () => {
    project(fromFolder, parts)
    put({ 'app/lcp.lock/inside': '' })
    for (const words of [['run', '.'], ['run', '.', '--frozen'], ['install'], ['resolve', '--frozen']]) {
      const { code, stderr } = await lcod(...words)
      expect({ words, code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('EISDIR') })
    }
  })

  test('refuses a compose that appears where none was locked', async () => {
    project(fromFolder, { 'dep/lcp.toml': descriptorText('lcod://demo/dep@1.2.0') })
    expect((await lcod('resolve')).code).toBe(0)
    put({ 'dep/compose.yaml': composeText('slipped in') })
    expect(await ran()).toContain('dep/compose.yaml" is not in the lock')
  })

  test('written without digests of files still runs', async () => {
    project(fromFolder, parts)
    await lcod('resolve')
    const old = text('app/lcp.lock').replace(/\n\[components\.source\.files\](?:\n".*)+/, '')
    expect(old).not.toContain('scripts')
    put({ 'app/lcp.lock': old })
    expect(await ran('--frozen')).toEqual({ text: 'as locked' })
    expect((await lcod('install')).code).toBe(0)
    expect(text('app/lcp.lock')).toBe(old)
  })
})

test('a packed component whose unpacked files were changed in the cache is refused, and fetched anew afterwards', async () => {
  put(parts)
  await lcod('pack', '../dep', '--output', '../dep.lcpkg')
  const url = await fixture.serveFiles({ '/dep.lcpkg': readFileSync(join(fixture.folder, 'dep.lcpkg')) })
  project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/dep.lcpkg` } } })
  expect((await lcod('resolve')).code).toBe(0)
  const [key = ''] = readdirSync(join(fixture.folder, 'app/.lcod/cache/http'))
  const name = `app/.lcod/cache/http/${key}/package.lcpkg.d/scripts/sum.js`
  put({ [name]: '() => stolen' })
  const refused = await lcod('run', '.')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('scripts/sum.js" is not what was promised')
  expect(refused.stderr).toContain('lcod install fetches it anew')
  expect((await lcod('install')).code).toBe(0)
  expect(text(name)).toBe('(x) => x')
  expect(await ran('--frozen')).toEqual({ text: 'as locked' })
})

test.skipIf(missingGit !== undefined)(
  'a clone that was changed in the cache does not become what is locked',
  async () => {
    const repository = fixture.repository()
    repository.commit('first', { ...componentFiles('dep', 'as committed'), 'dep/scripts/sum.js': '(x) => x' })
    const server = await serveRepository(repository.path)
    fixture.onEnd(() => server.close())
    project({ sources: { 'lcod://demo/dep@1': { type: 'git', url: server.url, ref: 'main', subdir: 'dep' } } })
    await lcod('resolve')
    const lock = text('app/lcp.lock')
    const root = 'app/.lcod/cache/git'
    const clone = readdirSync(join(fixture.folder, root)).find((name) => !name.endsWith('.place'))
    for (const name of ['scripts/sum.js', 'compose.yaml']) {
      put({ [`${root}/${clone}/dep/${name}`]: 'changed' })
      const refused = await lcod('resolve')
      expect(refused.code).toBe(1)
      expect(refused.stderr).toMatch(new RegExp(`integrity_mismatch: ".*/dep/${name}" is not what commit`))
      expect(text('app/lcp.lock')).toBe(lock)
      expect((await lcod('resolve')).stdout).toContain('up to date')
    }
    expect(await ran('--frozen')).toEqual({ text: 'as committed' })
  },
)

test('a server that changes a version is told of when it is locked anew', async () => {
  const files: Record<string, string> = {
    '/dep/lcp.toml': descriptorText('lcod://demo/dep@1.2.0'),
    '/dep/compose.yaml': composeText('first'),
  }
  const url = await fixture.serveFiles(files)
  project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/dep/lcp.toml` } } })
  expect((await lcod('resolve')).stderr).toBe('')
  files['/dep/compose.yaml'] = composeText('second')
  await lcod('cache', 'clear')
  expect((await lcod('install')).stderr).toContain('integrity_mismatch')
  const resolved = await lcod('resolve')
  expect(resolved.code).toBe(0)
  expect(resolved.stderr).toBe(
    `warning: lcod://demo/dep@1.2.0 has another compose.yaml than was locked, under the same version: ${url}/dep/lcp.toml has changed it\n`,
  )
  expect(await ran('--frozen')).toEqual({ text: 'second' })
})

test.each(['compose.yaml', 'prompts/hello.txt', 'schemas/tool.json'])(
  '--frozen refuses a project whose %s has changed',
  async (name) => {
    const descriptor = descriptorText('lcod://demo/app@1.0.0').replace(
      '[deps]',
      '[tool]\nname = "t"\ninputSchema = "schemas/tool.json"\n[deps]',
    )
    put({
      'app/lcp.toml': descriptor,
      'app/compose.yaml': `${composeText('own')}  - call: lcod://contract/core/fs/read-file@1\n    in: { path: prompts/hello.txt }\n`,
      'app/prompts/hello.txt': 'hello',
      'app/schemas/tool.json': '{}',
    })
    await lcod('resolve')
    expect((await lcod('run', '.', '--frozen', '--allow-read=.')).code).toBe(0)
    expect((await lcod('resolve', '--frozen')).code).toBe(0)
    put({ [`app/${name}`]: `${text(`app/${name}`)} ` })
    const run = await lcod('run', '.', '--frozen', '--allow-read=.')
    expect(run.stderr).toContain('integrity_mismatch')
    expect(run.stderr).toContain(name)
    for (const command of ['resolve', 'install']) {
      const { code, stderr } = await lcod(command, '--frozen')
      expect(code).toBe(1)
      expect(stderr).toContain('lock_stale')
      expect(stderr).toContain(`${name}" has changed since`)
    }
    expect((await lcod('run', '.', '--allow-read=.')).code).toBe(0)
    expect((await lcod('resolve')).stdout).toContain('written')
    expect((await lcod('run', '.', '--frozen', '--allow-read=.')).code).toBe(0)
  },
)
