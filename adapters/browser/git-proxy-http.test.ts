import { describe, expect, it } from 'vitest'
import { KernelError } from '../../core/errors/kernel-error.ts'
import type { HttpPort, HttpRequest } from '../../core/host/http.ts'
import { createGitProxyHttp } from './git-proxy-http.ts'

const REFS = 'https://git.example/me/repo.git/info/refs?service=git-upload-pack'

function asked(url: string): HttpRequest {
  return { method: 'GET', url, headers: [] }
}

function recording(): { http: HttpPort; urls: string[] } {
  const urls: string[] = []
  const send: HttpPort['send'] = async ({ url }) => {
    urls.push(url)
    return { status: 200, statusText: '', headers: [], body: (async function* () {})() }
  }
  return { http: { send }, urls }
}

describe('createGitProxyHttp()', () => {
  it('sends requests of Git through the proxy, all others directly', async () => {
    const { http, urls } = recording()
    const port = createGitProxyHttp(http, 'https://proxy.example/cors/')
    for (const url of [REFS, 'https://git.example/me/repo.git/git-upload-pack', 'https://git.example/api']) {
      await port.send(asked(url))
    }
    expect(urls).toEqual([
      'https://proxy.example/cors/git.example/me/repo.git/info/refs?service=git-upload-pack',
      'https://proxy.example/cors/git.example/me/repo.git/git-upload-pack',
      'https://git.example/api',
    ])
  })

  it('appends the whole URL where the proxy asks for it', async () => {
    const { http, urls } = recording()
    await createGitProxyHttp(http, 'https://proxy.example/?').send(asked(REFS))
    expect(urls).toEqual([`https://proxy.example/?${REFS}`])
  })

  it('says what is missing when there is no proxy and the server cannot be read', async () => {
    const failing: HttpPort = { send: () => Promise.reject(new KernelError('HTTP_REQUEST_FAILED', 'Failed to fetch')) }
    const port = createGitProxyHttp(failing)
    await expect(port.send(asked(REFS))).rejects.toMatchObject({
      code: 'git_remote_failed',
      message: expect.stringContaining('https://git.example/me/repo.git cannot be read from a page'),
      hint: 'Name a CORS proxy that you trust',
    })
    await expect(port.send(asked('https://git.example/api'))).rejects.toMatchObject({ code: 'HTTP_REQUEST_FAILED' })
  })

  it('names the proxy when that is what cannot be reached', async () => {
    const failing: HttpPort = { send: () => Promise.reject(new KernelError('HTTP_REQUEST_FAILED', 'Failed to fetch')) }
    await expect(createGitProxyHttp(failing, 'https://proxy.example').send(asked(REFS))).rejects.toMatchObject({
      code: 'git_remote_failed',
      message: expect.stringContaining('The CORS proxy https://proxy.example/ cannot be reached'),
    })
  })

  it('asks for the proxy at each request', async () => {
    const { http, urls } = recording()
    let proxy: string | undefined
    const port = createGitProxyHttp(http, () => proxy)
    await port.send(asked(REFS))
    proxy = 'https://proxy.example'
    await port.send(asked(REFS))
    expect(urls).toEqual([REFS, expect.stringMatching(/^https:\/\/proxy\.example\/git\.example/)])
    proxy = 'nonsense'
    await expect(port.send(asked(REFS))).rejects.toMatchObject({ code: 'git_invalid_url' })
  })

  it('refuses a proxy that is no address', () => {
    expect(() => createGitProxyHttp(recording().http, 'proxy.example')).toThrow(/Expected the address of a CORS proxy/)
  })
})
