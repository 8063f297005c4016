import { urlWithoutSecrets } from '../../core/errors/http-error.ts'
import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { HttpPort } from '../../core/host/http.ts'

/** The address of a CORS proxy, or what tells the present one. */
export type CorsProxy = string | (() => string | undefined)

/** The two requests of Git's protocol for clones. */
const GIT_REQUEST = /\/(info\/refs\?service=git-upload-pack|git-upload-pack)$/

/**
 * Sends Git's requests through a proxy that adds the CORS headers most Git servers do not send, and everything else
 * directly. What a run may reach is checked before, on the address of the server.
 *
 * The proxy sees what it passes on, credentials too: it must be one that the user trusts.
 *
 * @param corsProxy `https://proxy.example/path`, to which host and path are appended, or an address that ends with `?`,
 *   to which the whole URL is. Without one, requests go directly, and fail where the server sends no CORS headers. A
 *   function is asked at each request.
 * @throws {KernelError} `git_invalid_url` when the proxy is no http or https address; for a function, with the request.
 */
export function createGitProxyHttp(http: HttpPort, corsProxy?: CorsProxy): HttpPort {
  if (typeof corsProxy === 'string') ensureAddress(corsProxy)
  return {
    async send(request) {
      if (!GIT_REQUEST.test(request.url)) return http.send(request)
      const proxy = typeof corsProxy === 'function' ? corsProxy() : corsProxy
      if (proxy !== undefined) ensureAddress(proxy)
      try {
        return await http.send(proxy === undefined ? request : { ...request, url: throughProxy(proxy, request.url) })
      } catch (cause) {
        if (cause instanceof ExecutionCancelledError) throw cause
        throw proxy === undefined ? unreadable(request.url, cause) : proxyUnreadable(proxy, cause)
      }
    },
  }
}

function ensureAddress(corsProxy: string): void {
  if (/^https?:\/\/[^/]/.test(corsProxy) && URL.canParse(corsProxy)) return
  throw new KernelError('git_invalid_url', `Expected the address of a CORS proxy, found "${corsProxy}"`)
}

function throughProxy(corsProxy: string, url: string): string {
  return corsProxy.endsWith('?')
    ? corsProxy + url
    : `${corsProxy.replace(/\/$/, '')}/${url.replace(/^https?:\/\//, '')}`
}

function unreadable(url: string, cause: unknown): KernelError {
  const remote = urlWithoutSecrets(url.replace(GIT_REQUEST, ''))
  return new KernelError(
    'git_remote_failed',
    `${remote} cannot be read from a page: it sends no CORS headers, or it cannot be reached`,
    { cause, data: { url: remote }, hint: 'Name a CORS proxy that you trust' },
  )
}

function proxyUnreadable(proxy: string, cause: unknown): KernelError {
  const address = urlWithoutSecrets(proxy)
  return new KernelError(
    'git_remote_failed',
    `The CORS proxy ${address} cannot be reached, or does not let this page use it`,
    { cause, data: { proxy: address }, hint: 'Check its address, and that it allows the origin of this page' },
  )
}
