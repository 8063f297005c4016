import { describe, expect, it } from 'vitest'
import { createMemoryHost } from '../../../../adapters/memory/index.ts'
import type { GitCloneRequest, GitPort } from '../../../host/git.ts'
import type { Permissions } from '../../../permissions/permissions.ts'
import { failText, runText } from '../../../testing/run-text.ts'
import type { TraceEvent } from '../../../trace/events.ts'

const COMMIT = 'c'.repeat(40)
const text = (inputs: string) => `compose: [{ call: lcod://contract/core/git/clone@1, in: ${inputs}, out: { r: $ } }]`

/** A git port that clones nothing and remembers what it was asked for. */
function setup(clone: GitPort['clone'] = async () => ({ commit: COMMIT, ref: 'refs/heads/main' })) {
  const requests: GitCloneRequest[] = []
  const git: GitPort = {
    clone(request) {
      requests.push(request)
      return clone(request)
    },
  }
  const host = createMemoryHost({ ports: { git }, env: { TOKEN: 's3cret' }, now: Date.UTC(2024, 0, 2), seed: 1 })
  return { host, requests }
}

describe('git/clone', () => {
  it('gives path, commit, ref and source', async () => {
    const { host, requests } = setup()
    const state = await runText(
      text('{ url: "https://u:p@example.com/x.git", dest: deps/x, subdir: pkg/a/, depth: 2 }'),
      { host },
    )
    expect(state['r']).toEqual({
      path: '/work/deps/x/pkg/a',
      commit: COMMIT,
      ref: 'refs/heads/main',
      subdir: 'pkg/a',
      source: { url: 'https://example.com/x.git', fetchedAt: '2024-01-02T00:00:00.000Z' },
    })
    expect(requests).toMatchObject([
      {
        url: 'https://example.com/x.git',
        dest: '/work/deps/x',
        subdir: 'pkg/a',
        depth: 2,
        replace: false,
        auth: { username: 'u', password: 'p' },
      },
    ])
  })

  it('leaves out ref and subdir where there are none', async () => {
    const { host } = setup(async () => ({ commit: COMMIT }))
    const state = await runText(text('{ url: "https://example.com/x", dest: /abs/x }'), { host })
    expect(Object.keys(state['r'] as object)).toEqual(['path', 'commit', 'source'])
    expect(state['r']).toMatchObject({ path: '/abs/x' })
  })

  it('has the same place for the same repository, ref and folder, and makes it anew', async () => {
    const { host, requests } = setup()
    for (const more of ['', '', ', ref: v1', ', subdir: a'])
      await runText(text(`{ url: "https://a.test/x"${more} }`), { host })
    const places = requests.map(({ dest }) => dest)
    expect(places[0]).toMatch(/^\/work\/\.lcod\/git\/[0-9a-f]{64}$/)
    expect(places[1]).toBe(places[0])
    expect(new Set(places).size).toBe(3)
    expect(requests.every(({ replace }) => replace)).toBe(true)
  })

  it('reads the secret that auth names, and shows it nowhere', async () => {
    const { host, requests } = setup()
    const events: TraceEvent[] = []
    const state = await runText(text('{ url: "https://a.test/x", auth: { secret: TOKEN } }'), {
      host,
      observer: (event) => events.push(event),
    })
    expect(requests[0]?.auth).toEqual({ token: 's3cret' })
    expect(JSON.stringify([state, events, host.logs])).not.toContain('s3cret')
  })

  it('answers to its other names', async () => {
    const { host } = setup()
    for (const id of ['axiom/git/clone@1', 'core/git/clone@1', 'contract/core/git/clone@1.0.0']) {
      const compose = text('{ url: "https://a.test/x" }').replace('contract/core/git/clone@1', id)
      expect(await runText(compose, { host })).toMatchObject({ r: { commit: COMMIT } })
    }
  })

  it('tells the beginning and the tenths of each phase', async () => {
    const { host } = setup(async ({ onProgress }) => {
      for (let loaded = 1; loaded <= 1000; loaded++) onProgress?.({ phase: 'Writing files', loaded, total: 1000 })
      for (let loaded = 1; loaded <= 1000; loaded++) onProgress?.({ phase: 'Receiving data', loaded })
      return { commit: COMMIT }
    })
    const events: TraceEvent[] = []
    const observer = (event: TraceEvent) => {
      if (event.type === 'progress') events.push(event)
    }
    await runText(text('{ url: "https://a.test/x" }'), { host, observer })
    expect(events.map((event) => event.type === 'progress' && event.loaded)).toEqual([
      1, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1,
    ])
  })

  it.each([
    ['{}', 'invalid_input'],
    ['{ url: null }', 'invalid_input'],
    ['{ url: "" }', 'invalid_input'],
    ['{ url: 5 }', 'invalid_input'],
    ['{ url: "https://a.test/x", depth: 0 }', 'invalid_input'],
    ['{ url: "https://a.test/x", subdir: ../up }', 'invalid_input'],
    ['{ url: "https://a.test/x", auth: { sshKeyRef: k } }', 'invalid_input'],
    ['{ url: "https://a.test/x", auth: { secret: NONE } }', 'http_credentials_missing'],
    ['{ url: "git@a.test:x" }', 'git_invalid_url'],
  ])('refuses %s', async (inputs, code) => {
    const { host, requests } = setup()
    expect((await failText(text(inputs), { host }))['code']).toBe(code)
    expect(requests).toEqual([])
  })

  it('gives up after timeoutMs, and ends with the run', async () => {
    const hanging: GitPort['clone'] = ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    const slow = await failText(text('{ url: "https://a.test/x?t=1", timeoutMs: 5 }'), { host: setup(hanging).host })
    expect(slow).toMatchObject({ code: 'ETIMEDOUT', data: { timeoutMs: 5, url: 'https://a.test/x' } })
    const ended = await failText(text('{ url: "https://a.test/x" }'), { host: setup(hanging).host, timeoutMs: 5 })
    expect(ended.name).toBe('ExecutionCancelledError')
  })

  it('is refused on a host without git', async () => {
    const error = await failText(text('{ url: "https://a.test/x" }'), { host: createMemoryHost() })
    expect(error['code']).toBe('host_capability_missing')
  })
})

describe('git/clone under permissions', () => {
  const clone = async (permissions: Permissions, url: string) => {
    const { host, requests } = setup()
    const error = await failText(text(`{ url: "${url}", dest: d }`), { host, kernel: { permissions } }).catch(
      () => undefined,
    )
    return { error, requests }
  }

  it('takes hosts and folders that are granted', async () => {
    const granted: Permissions = { git: ['a.test'], write: ['/work/d'], read: ['/srv'] }
    expect((await clone(granted, 'https://a.test/x')).requests.length).toBe(1)
    expect((await clone(granted, '/srv/repo')).requests[0]?.url).toBe('file:///srv/repo')
    const refused = [
      await clone(granted, 'https://b.test/x'),
      await clone(granted, '/etc/repo'),
      await clone({ git: true, net: true, read: true }, 'https://a.test/x'),
      await clone({ write: true }, 'https://a.test/x'),
    ]
    for (const { error, requests } of refused) {
      expect(error).toMatchObject({ code: 'permission_denied' })
      expect(requests).toEqual([])
    }
    expect(refused[0]?.error).toMatchObject({ hint: 'Allow it with --allow-git=b.test:443' })
  })

  it('has its requests checked as any others', async () => {
    const { requests } = await clone({ git: ['a.test'], write: true }, 'https://a.test/x')
    const ask = (url: string) => requests[0]?.http?.send({ url, method: 'GET', headers: [] })
    await expect(ask('https://b.test/')).rejects.toMatchObject({ code: 'permission_denied' })
    await expect(ask('https://a.test/')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })
})
