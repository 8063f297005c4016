import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { composeText, descriptorText } from '../../../../core/resolve/testing/memory-project.ts'
import { serveRepository } from '../../../git/testing/git-server.ts'
import { missingGit } from '../../../git/testing/real-git.ts'
import { componentFiles, usePackages } from './testing/use-packages.ts'

const fixture = usePackages()

/** Every file and folder of the cache, relative to it. */
function cacheFiles(): string[] {
  const root = join(fixture.folder, 'app/.lcod/cache')
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
}

/** Runs the command until a server has been asked and has begun to answer, then ends it as the system does. */
async function killed(words: readonly string[], begun: Promise<void>): Promise<void> {
  const child = fixture.cli.start(words, { cwd: join(fixture.folder, 'app'), env: { HOME: fixture.folder } })
  const ended = new Promise((resolve) => child.on('close', resolve))
  await begun
  await until(() => cacheFiles().some((name) => /^\.lcod-pending\/[^/]+\/./.test(name)))
  child.kill('SIGKILL')
  await ended
}

const pending = () => cacheFiles().filter((name) => name.startsWith('.lcod-pending/'))

/** Waits for something that the other process does. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** A promise, and what keeps it. */
function signal(): { readonly given: Promise<void>; give(): void } {
  let give: () => void = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give: () => give() }
}

/** A web server whose first answer begins and never ends. */
async function halfAnswer(): Promise<{ readonly url: string; readonly begun: Promise<void> }> {
  const begun = signal()
  const files: Record<string, string> = {
    '/dep/lcp.toml': descriptorText('lcod://demo/dep@1.2.0'),
    '/dep/compose.yaml': composeText('whole'),
  }
  let count = 0
  const url = await fixture.serve((request, response) => {
    const content = files[request.url ?? '']
    if (count++ > 0) return response.writeHead(content === undefined ? 404 : 200).end(content)
    response.writeHead(200, { 'content-length': '100000' }).write('id = "lcod://')
    return begun.give()
  })
  return { url, begun: begun.given }
}

async function expectCleanAndWhole(expected: string): Promise<void> {
  expect(pending()).not.toEqual([])
  const listed = await fixture.lcod('cache', 'ls')
  expect(listed.stdout).toContain('0 entries')
  const installed = await fixture.lcod('install')
  expect(installed).toMatchObject({ code: 0, stderr: '' })
  expect(pending()).toEqual([])
  expect(await fixture.ran('--frozen')).toEqual({ text: expected })
}

describe('an install that is killed', () => {
  test('in the middle of a download leaves nothing that is read, and the next removes what it left', async () => {
    const { url, begun } = await halfAnswer()
    fixture.project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/dep/lcp.toml` } } })
    await killed(['install'], begun)
    expect(cacheFiles().filter((name) => name.startsWith('http'))).toEqual([])
    await expectCleanAndWhole('whole')
  })

  test.skipIf(missingGit !== undefined)('in the middle of a clone does so too', async () => {
    const repository = fixture.repository()
    const blob = 'random '.repeat(1000)
    repository.commit('first', { ...componentFiles('dep', 'cloned'), 'big.txt': blob })
    const begun = signal()
    let isFirst = true
    const server = await serveRepository(repository.path, {
      intercept(request, response) {
        // The refs are given; the pack begins and stops.
        if (!isFirst || request.method !== 'POST') return false
        isFirst = false
        response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' }).write('0008NAK\n')
        begun.give()
        return true
      },
    })
    fixture.onEnd(() => server.close())
    fixture.project({ sources: { 'lcod://demo/dep@1': { type: 'git', url: server.url, subdir: 'dep' } } })
    await killed(['install'], begun.given)
    expect(cacheFiles().filter((name) => name.startsWith('git'))).toEqual([])
    await expectCleanAndWhole('cloned')
  })

  test('leaves what cache clear removes', async () => {
    const { url, begun } = await halfAnswer()
    fixture.project({ sources: { 'lcod://demo/dep@1': { type: 'http', url: `${url}/dep/lcp.toml` } } })
    await killed(['install'], begun)
    expect(pending()).not.toEqual([])
    expect((await fixture.lcod('cache', 'clear')).code).toBe(0)
    expect(cacheFiles()).toEqual([])
  })
})

test('a fetch of a process that is still at work, or of another machine, is left alone for a day', async () => {
  fixture.project({ sources: { 'lcod://demo/dep@1': { type: 'path', path: '../dep' } } }, componentFiles('dep', 'x'))
  const names = [`${process.pid}`, '1'].map(
    (pid) => `app/.lcod/cache/.lcod-pending/elsewhere-${pid}.0123456789abcdef/file`,
  )
  fixture.put(Object.fromEntries(names.map((name) => [name, 'half'])))
  expect((await fixture.lcod('resolve')).code).toBe(0)
  expect(names.map(fixture.has)).toEqual([true, true])
  const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000)
  for (const name of names) utimesSync(join(fixture.folder, name, '..'), longAgo, longAgo)
  expect((await fixture.lcod('resolve')).code).toBe(0)
  expect(names.map(fixture.has)).toEqual([false, false])
})

test.skipIf(missingGit !== undefined)('installs at the same time do not disturb each other', async () => {
  const repository = fixture.repository()
  repository.commit('first', componentFiles('dep', 'cloned'))
  const server = await serveRepository(repository.path)
  fixture.onEnd(() => server.close())
  fixture.project({ sources: { 'lcod://demo/dep@1': { type: 'git', url: server.url, subdir: 'dep' } } })
  const results = await Promise.all([1, 2, 3].map(() => fixture.lcod('install')))
  expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(3).fill({ code: 0, stderr: '' }))
  expect(pending()).toEqual([])
  expect(await fixture.ran('--frozen')).toEqual({ text: 'cloned' })
})
