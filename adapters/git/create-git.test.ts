import { sha1 } from '@noble/hashes/legacy.js'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { KernelError } from '../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../core/host/files.ts'
import type { GitCloneRequest } from '../../core/host/git.ts'
import type { HttpPort } from '../../core/host/http.ts'
import { localRemoteUrl } from '../../core/host/local-remote.ts'
import { createMemoryFiles, createMemoryRandom } from '../memory/index.ts'
import { createFetchHttp } from '../web/index.ts'
import { createGit } from './create-git.ts'
import { type GitServer, type GitServerOptions, listen, serveRepository } from './testing/git-server.ts'
import { missingGit, TestRepository } from './testing/real-git.ts'

const DEST = '/work/clone'
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const code = (expected: string) => expect.objectContaining({ code: expected })

function setup(more: { files?: Record<string, Uint8Array | string>; maxBytes?: number; quota?: number } = {}) {
  const { maxBytes, ...options } = more
  const files = createMemoryFiles(options)
  const limits = maxBytes === undefined ? {} : { maxBytes }
  const git = createGit({ files, http: createFetchHttp(), random: createMemoryRandom(1), ...limits })
  const clone = (url: string, request: Partial<GitCloneRequest> = {}) => git.clone({ url, dest: DEST, ...request })
  /** Paths of the clone outside `.git`. */
  const tree = () =>
    [...files.snapshot().keys()].filter((path) => path.startsWith(`${DEST}/`) && !path.includes('/.git/'))
  const read = (path: string) => text(files.snapshot().get(`${DEST}/${path}`))
  return { files, clone, tree, read }
}

describe.skipIf(missingGit !== undefined)(`createGit() with the real Git${missingGit ? `: ${missingGit}` : ''}`, () => {
  let repository: TestRepository
  let bare: TestRepository
  let server: GitServer
  const commits: Record<'first' | 'second' | 'side', string> = { first: '', second: '', side: '' }
  const others: Array<{ close(): Promise<void> }> = []

  beforeAll(async () => {
    repository = new TestRepository()
    commits.first = repository.commit('first', { 'README.md': 'one', 'packages/a/lcp.toml': 'id = "a"' })
    repository.git('tag', '--annotate', 'v1', '--message', 'first')
    commits.second = repository.commit('second', { 'README.md': 'two' })
    repository.git('checkout', '--quiet', '-f', '-b', 'side/line', 'v1')
    commits.side = repository.commit('side', { 'side.txt': 'side', 'run.sh': '#!/bin/sh' })
    repository.git('checkout', '--quiet', '-f', 'main')
    bare = new TestRepository()
    server = await serveRepository(repository.path)
  })
  afterAll(async () => {
    await server.close()
    repository.remove()
    bare.remove()
  })
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close()
  })

  async function serveOddly(intercept: NonNullable<GitServerOptions['intercept']>): Promise<GitServer> {
    const odd = await serveRepository(repository.path, { intercept })
    others.push(odd)
    return odd
  }

  it('clones the default branch', async () => {
    const { clone, tree, read, files } = setup()
    expect(await clone(server.url)).toEqual({ commit: commits.second, ref: 'refs/heads/main' })
    expect(tree()).toEqual([`${DEST}/README.md`, `${DEST}/packages/a/lcp.toml`])
    expect([read('README.md'), read('.git/HEAD').trim()]).toEqual(['two', 'ref: refs/heads/main'])
    expect(read('.git/refs/heads/main').trim()).toBe(commits.second)
    expect([...files.snapshot().keys()].filter((path) => path.includes('.lcod-'))).toEqual([])
  })

  it('looks a ref up without fetching anything, on a server and on this machine', async () => {
    const { files } = setup({ files: repository.snapshot() })
    const git = createGit({ files, http: createFetchHttp(), random: createMemoryRandom(1) })
    const before = [...files.snapshot().keys()]
    const tag = repository.git('rev-parse', 'refs/tags/v1')
    for (const url of [server.url, localRemoteUrl(repository.path)]) {
      expect(await git.lookUp({ url })).toEqual({ commit: commits.second, ref: 'refs/heads/main' })
      expect(await git.lookUp({ url, ref: 'side/line' })).toEqual({ commit: commits.side, ref: 'refs/heads/side/line' })
      expect(await git.lookUp({ url, ref: 'v1' })).toEqual({ commit: tag, ref: 'refs/tags/v1' })
      expect(await git.lookUp({ url, ref: commits.first })).toEqual({ commit: commits.first })
      await expect(git.lookUp({ url, ref: 'none' })).rejects.toMatchObject({ code: 'git_ref_not_found' })
    }
    expect([...files.snapshot().keys()]).toEqual(before)
  })

  it('writes drafts, and settles the folder before it is moved to its place', async () => {
    const { files } = setup()
    const steps: string[] = []
    const watched: FilesPort = {
      ...files,
      write: (path, data, options) => {
        steps.push(options?.draft === true ? 'draft' : `write ${path}`)
        return files.write(path, data, options)
      },
      settle: async (folder) => {
        expect((await files.list(folder)).map(({ name }) => name)).toEqual(['.git', 'README.md', 'packages'])
        steps.push('settle')
      },
      rename: (from, to) => {
        steps.push(`move to ${to}`)
        return files.rename(from, to)
      },
    }
    const git = createGit({ files: watched, http: createFetchHttp(), random: createMemoryRandom(1) })
    await git.clone({ url: server.url, dest: DEST })
    expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual(['draft', 'settle', `move to ${DEST}`])
  })

  it.each([
    ['a branch', 'side/line', 'side', 'refs/heads/side/line'],
    ['a full ref', 'refs/heads/side/line', 'side', 'refs/heads/side/line'],
    ['an annotated tag', 'v1', 'first', 'refs/tags/v1'],
    ['a full tag', 'refs/tags/v1', 'first', 'refs/tags/v1'],
  ] as const)('clones %s', async (_, ref, commit, name) => {
    const { clone, read } = setup()
    expect(await clone(server.url, { ref })).toEqual({ commit: commits[commit], ref: name })
    expect(read('README.md')).toBe('one')
  })

  it.each(['first', 'second', 'side'] as const)('clones a commit: %s', async (name) => {
    const { clone, read } = setup()
    expect(await clone(server.url, { ref: commits[name] })).toEqual({ commit: commits[name] })
    expect(read('.git/HEAD').trim()).toBe(commits[name])
  })

  it('fetches only as much history as depth says', async () => {
    const { clone, files, read } = setup()
    expect(await clone(server.url, { depth: 1 })).toMatchObject({ commit: commits.second })
    expect(text(files.snapshot().get(`${DEST}/.git/shallow`)).trim()).toBe(commits.second)
    expect(read('README.md')).toBe('two')
  })

  it('finds a commit in the history also when depth is given', async () => {
    const { clone } = setup()
    expect(await clone(server.url, { depth: 1, ref: commits.first })).toEqual({ commit: commits.first })
  })

  it('writes an index that Git takes', async () => {
    const { clone, files } = setup()
    await clone(server.url)
    const index = files.snapshot().get(`${DEST}/.git/index`)!
    expect(text(index.subarray(0, 4))).toBe('DIRC')
    expect(index.subarray(-20)).toEqual(sha1(index.subarray(0, -20)))
  })

  it('checks the folder that is asked for', async () => {
    const { clone, files } = setup()
    await clone(server.url, { subdir: 'packages/a' })
    await files.remove(DEST)
    await expect(clone(server.url, { subdir: 'packages/b' })).rejects.toMatchObject({
      code: 'git_subdir_not_found',
      data: { subdir: 'packages/b', commit: commits.second },
    })
    expect([...files.snapshot().keys()]).toEqual([])
  })

  it('tells how far it is', async () => {
    const phases = new Set<string>()
    await setup().clone(server.url, { onProgress: ({ phase }) => phases.add(phase) })
    expect([...phases]).toEqual(expect.arrayContaining(['Receiving data', 'Writing files']))
  })

  it('makes no half clone of a ref that is not there', async () => {
    const { clone, files } = setup()
    for (const ref of ['none', 'refs/heads/none', '0'.repeat(40), commits.first.slice(0, 12)]) {
      await expect(clone(server.url, { ref })).rejects.toMatchObject({ code: 'git_ref_not_found', data: { ref } })
    }
    expect([...files.snapshot().keys()]).toEqual([])
  })

  it('fails for a repository without commits, and for one that is not there', async () => {
    const empty = await serveRepository(bare.path)
    others.push(empty)
    await expect(setup().clone(empty.url)).rejects.toEqual(code('git_ref_not_found'))
    const missing = server.url.replace(/[^/]+$/, 'none')
    await expect(setup().clone(missing)).rejects.toMatchObject({ code: 'git_remote_failed', data: { status: 404 } })
  })

  it('clones what is named from a server whose HEAD names a branch that is gone', async () => {
    bare.git('clone', '--quiet', '--bare', repository.path, 'headless.git')
    bare.git('-C', 'headless.git', 'symbolic-ref', 'HEAD', 'refs/heads/gone')
    const headless = await serveRepository(`${bare.path}/headless.git`)
    others.push(headless)
    const wanted = { main: commits.second, v1: commits.first, [commits.first]: commits.first }
    for (const [ref, commit] of Object.entries(wanted)) {
      expect(await setup().clone(headless.url, { ref })).toMatchObject({ commit })
    }
    for (const ref of [undefined, '0'.repeat(40)]) {
      const cloning = setup().clone(headless.url, ref === undefined ? {} : { ref })
      await expect(cloning).rejects.toMatchObject({
        code: 'git_ref_not_found',
        message: expect.stringContaining('its branches are main, '),
      })
    }
  })

  it('needs an empty folder, unless it may replace', async () => {
    const { clone, files, tree } = setup({ files: { 'clone/mine': 'x', file: 'y' } })
    await expect(clone(server.url)).rejects.toEqual(code('git_dest_not_empty'))
    await expect(clone(server.url, { dest: '/work/file' })).rejects.toEqual(code('EEXIST'))
    expect(tree()).toEqual([`${DEST}/mine`])
    await clone(server.url, { replace: true })
    expect(tree()).not.toContain(`${DEST}/mine`)
    await files.makeDirectory('/work/empty')
    await clone(server.url, { dest: '/work/empty' })
  })

  it('clones local repositories, with a working tree or bare, loose or packed', async () => {
    const check = async (target: TestRepository) => {
      const { clone, read } = setup({ files: target.snapshot() })
      expect(await clone(localRemoteUrl(target.path), { ref: 'v1' })).toEqual({
        commit: commits.first,
        ref: 'refs/tags/v1',
      })
      expect(read('README.md')).toBe('one')
    }
    await check(repository)
    bare.git('clone', '--quiet', '--bare', repository.path, 'copy.git')
    bare.git('-C', 'copy.git', 'gc', '--quiet')
    const { clone, read } = setup({ files: bare.snapshot() })
    expect(await clone(localRemoteUrl(`${bare.path}/copy.git`))).toEqual({
      commit: commits.second,
      ref: 'refs/heads/main',
    })
    expect(read('README.md')).toBe('two')
    await expect(setup().clone('file:///work/none')).rejects.toEqual(code('git_remote_failed'))
  })

  it('refuses repositories that would write outside, or over their own settings', async () => {
    const blob = repository.gitWith('../../etc', 'hash-object', '-w', '--stdin')
    const tree = repository.git('rev-parse', 'main^{tree}')
    const attacks: ReadonlyArray<readonly [string, readonly [string, string, string]]> = [
      ['dots', ['40000', '..', tree]],
      ['settings', ['40000', '.git', tree]],
      ['case', ['40000', '.GiT', tree]],
      ['short', ['40000', 'git~1', tree]],
      ['slash', ['100644', 'a/b', blob]],
      ['back', ['100644', '..\\x', blob]],
      ['link', ['120000', 'out', blob]],
    ]
    for (const [branch, entry] of attacks) {
      repository.commitTree(branch, [entry])
      const { clone, files } = setup()
      await expect(clone(server.url, { ref: branch }), branch).rejects.toEqual(code('git_unsafe_path'))
      expect([...files.snapshot().keys()], branch).toEqual([])
    }
    const same = repository.commitTree('twice', [
      ['100644', 'a', blob],
      ['40000', 'a', tree],
    ])
    await expect(setup().clone(server.url, { ref: same })).rejects.toEqual(code('git_unsafe_path'))
  })

  it('writes inner links as files and submodules as empty folders, and keeps what can be executed', async () => {
    const target = repository.gitWith('b', 'hash-object', '-w', '--stdin')
    repository.commitTree('kinds', [
      ['120000', 'a', target],
      ['100644', 'b', target],
      ['160000', 'module', commits.first],
      ['100755', 'run', target],
    ])
    const { clone, read, files } = setup()
    await clone(server.url, { ref: 'kinds' })
    expect(['a', 'b', 'run'].map(read)).toEqual(['b', 'b', 'b'])
    expect(await files.list(`${DEST}/module`)).toEqual([])
  })

  it('sends credentials only when they are wanted, and never keeps them', async () => {
    const seen: Array<string | undefined> = []
    const guarded = await serveOddly((request, response) => {
      seen.push(request.headers.authorization)
      if (request.headers.authorization === `Basic ${btoa('x-access-token:s3cret')}`) return false
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end()
      return true
    })
    const { clone, files } = setup()
    await clone(guarded.url, { auth: { token: 's3cret' } })
    expect(seen[0]).toBeUndefined()
    expect([...files.snapshot().values()].map(text).join('\n')).not.toContain('s3cret')
    for (const auth of [undefined, { token: 'wrong' }, { username: 'ada', password: 'wrong' }]) {
      const failure = await setup()
        .clone(guarded.url, { auth })
        .catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'git_auth_failed' })
      expect(JSON.stringify(failure)).not.toContain('wrong')
    }
  })

  it('follows a redirect of the first request, and leaves credentials behind', async () => {
    const seen: Array<string | undefined> = []
    const moved = await serveOddly((request) => {
      seen.push(request.headers.authorization)
      return false
    })
    const old = await listen((request, response) => {
      if (request.headers.authorization === undefined) response.writeHead(401).end()
      else response.writeHead(301, { location: moved.url + (request.url ?? '') }).end()
    })
    others.push(old)
    const { clone } = setup()
    expect(await clone(old.url, { auth: { token: 's3cret' } })).toMatchObject({ commit: commits.second })
    expect(seen.every((value) => value === undefined)).toBe(true)
  })

  it('fails when the server goes away within its answer, and leaves nothing', async () => {
    const broken = await serveOddly((request, response) => {
      if (request.method !== 'POST') return false
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result', 'content-length': '1000' })
      response.write('0008NAK\n')
      setTimeout(() => request.socket.destroy(), 10)
      return true
    })
    const { clone, files } = setup()
    await expect(clone(broken.url)).rejects.toEqual(code('HTTP_REQUEST_FAILED'))
    expect([...files.snapshot().keys()]).toEqual([])
  })

  it('fails when the server goes away within the list of refs', async () => {
    const broken = await serveOddly((request, response) => {
      response.writeHead(200, {
        'content-type': 'application/x-git-upload-pack-advertisement',
        'content-length': '1000',
      })
      response.write('001e# service=git-upload-pack\n')
      setTimeout(() => request.socket.destroy(), 10)
      return true
    })
    await expect(setup().clone(broken.url)).rejects.toEqual(code('HTTP_REQUEST_FAILED'))
  })

  it.each([
    ['an answer cut short', '0008NAK\n00ff\u0001PACK'],
    ['no pack', '0008NAK\n0000'],
    ['an error of the server', '0008NAK\n0010\u0003out of luck\n0000'],
    ['no Git at all', '<html>'],
  ])('fails for %s', async (_, body) => {
    const broken = await serveOddly((request, response) => {
      if (request.method !== 'POST') return false
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' }).end(body)
      return true
    })
    const { clone, files } = setup()
    const failure = await clone(broken.url).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'git_remote_failed' })
    if (body.includes('luck')) expect((failure as Error).message).toContain('it said "out of luck"')
    expect([...files.snapshot().keys()]).toEqual([])
  })

  it('ends with cancellation when the server hangs, and leaves nothing', async () => {
    for (const method of ['GET', 'POST']) {
      const controller = new AbortController()
      const hanging = await serveOddly((request) => {
        if (request.method !== method) return false
        controller.abort()
        return true
      })
      const { clone, files } = setup()
      const { signal } = controller
      await expect(clone(hanging.url, { signal })).rejects.toEqual(code('cancelled'))
      expect([...files.snapshot().keys()]).toEqual([])
    }
  })

  it('ends with cancellation while it writes, and leaves nothing', async () => {
    const controller = new AbortController()
    const { clone, files } = setup()
    const onProgress = ({ phase }: { phase: string }) => {
      if (phase === 'Writing files') controller.abort()
    }
    await expect(clone(server.url, { signal: controller.signal, onProgress })).rejects.toEqual(code('cancelled'))
    expect([...files.snapshot().keys()]).toEqual([])
  })

  it('writes nowhere else, whatever a server names its refs', async () => {
    const line = (text: string) => `${(text.length + 4).toString(16).padStart(4, '0')}${text}`
    for (const evil of ['refs/heads/../../../../evil', 'refs/heads/../../config', 'refs/heads/x.lock']) {
      const hostile = await serveOddly((request, response) => {
        if (request.method !== 'GET') return false
        const refs = [
          `${commits.second} HEAD\0symref=HEAD:${evil} symref=refs/heads/main:${evil} shallow\n`,
          `${commits.second} ${evil}\n`,
          `${commits.second} refs/heads/main\n`,
        ]
        response.setHeader('content-type', 'application/x-git-upload-pack-advertisement')
        response.end(`${line('# service=git-upload-pack\n')}0000${refs.map(line).join('')}0000`)
        return true
      })
      const { clone, files } = setup()
      await clone(hostile.url).catch((error: unknown) => expect(error).toMatchObject({ code: expect.any(String) }))
      const outside = [...files.snapshot().keys()].filter((path) => !path.startsWith(`${DEST}/`))
      expect(outside, evil).toEqual([])
      await expect(setup().clone(hostile.url, { ref: evil })).rejects.toEqual(code('git_ref_not_found'))
    }
  })

  it('stops at its limit of bytes, and when the storage is full', async () => {
    await expect(setup({ maxBytes: 100 }).clone(server.url)).rejects.toEqual(code('git_too_large'))
    const full = setup({ quota: 600 })
    await expect(full.clone(server.url)).rejects.toEqual(code('ENOSPC'))
    expect([...full.files.snapshot().keys()]).toEqual([])
  })
})

describe('createGit()', () => {
  it('takes http, https and file URLs alone', async () => {
    for (const url of ['ssh://git@example.com/x', 'git://example.com/x', 'ext::sh -c id', 'file://server/share']) {
      await expect(setup().clone(url)).rejects.toEqual(code('git_invalid_url'))
    }
  })

  it.each([
    ['is too large from its first piece on', { piece: new Uint8Array(1000), fails: false }, 'git_too_large'],
    ['breaks off before its first piece', { piece: new Uint8Array(0), fails: true }, 'HTTP_REQUEST_FAILED'],
  ])('fails with the reason for an answer that %s', async (_, { piece, fails }, expected) => {
    const http: HttpPort = {
      async send() {
        const headers: Array<[string, string]> = [['content-type', 'application/x-git-upload-pack-advertisement']]
        async function* body() {
          if (fails) throw new KernelError('HTTP_REQUEST_FAILED', 'The connection was closed')
          yield piece
        }
        return { status: 200, statusText: 'OK', headers, body: body() }
      },
    }
    const git = createGit({ files: createMemoryFiles(), http, random: createMemoryRandom(1), maxBytes: 100 })
    await expect(git.clone({ url: 'https://example.com/x', dest: DEST })).rejects.toEqual(code(expected))
  })

  it('fails with the code of a request without an answer', async () => {
    const gone = await listen(() => {})
    await gone.close()
    await expect(setup().clone(`${gone.url}/x`)).rejects.toEqual(code('HTTP_REQUEST_FAILED'))
  })
})
