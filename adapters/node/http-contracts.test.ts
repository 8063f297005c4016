import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parseCompose } from '../../core/compose/parse-compose.ts'
import { fileError } from '../../core/errors/file-error.ts'
import type { FilesPort } from '../../core/host/files.ts'
import { createKernel } from '../../core/kernel.ts'
import type { RunOptions } from '../../core/kernel-api.ts'
import { ALL_PERMISSIONS, type Permissions } from '../../core/permissions/permissions.ts'
import { createNodeFiles } from './node-files.ts'
import { createNodeHost } from './node-host.ts'
import { createNodeHttp, type NodeHttpOptions } from './node-http.ts'

const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-http-')))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createServer(listener))}`

interface Setting {
  readonly permissions?: Permissions
  readonly http?: NodeHttpOptions
  readonly files?: FilesPort
  readonly run?: RunOptions
}

/** Runs one step on Node and gives its result. */
async function call(id: string, input: object, setting: Setting = {}): Promise<Record<string, unknown>> {
  const text = JSON.stringify({ compose: [{ call: `lcod://${id}@1`, in: input, out: { r: '$' } }] })
  const { composition } = parseCompose(text, { file: 'test.json', format: 'json' })
  const { http, files = createNodeFiles({ cwd }), permissions = ALL_PERMISSIONS, run } = setting
  const host = createNodeHost({ cwd, ports: { http: createNodeHttp(http), files } })
  const state = await createKernel({ host, permissions }).run(composition!, run)
  return state['r'] as Record<string, unknown>
}
const request = (url: string, setting?: Setting, more: object = {}) =>
  call('contract/core/http/request', { url, ...more }, setting)
const download = (url: string, setting?: Setting, more: object = {}) =>
  call('axiom/http/download', { url, path: 'out/file', ...more }, setting)
const leftovers = () => readdirSync(cwd, { recursive: true }).filter((name) => !['out', 'kept'].includes(String(name)))

describe('http/request on Node', () => {
  it('follows redirects, and none to where it may not go', async () => {
    let reached = 0
    const inside = await serve((_, response) => response.end(String(++reached)))
    const front = await serve((request, response) => {
      if (request.url === '/ok') response.writeHead(302, { location: '/done' }).end()
      else if (request.url === '/done') response.setHeader('content-type', 'text/plain').end('done')
      else response.writeHead(302, { location: `${inside}/secret` }).end()
    })
    const permissions = { net: [new URL(front).host] }
    expect(await request(`${front}/ok`, { permissions })).toMatchObject({ body: 'done', redirects: [`${front}/ok`] })
    await expect(request(`${front}/bad`, { permissions })).rejects.toMatchObject({ code: 'permission_denied' })
    expect(reached).toBe(0)
  })

  it('refuses a granted name that leads inside', async () => {
    let reached = 0
    const url = new URL(await serve((_, response) => response.end(String(++reached))))
    const rebound: Setting = {
      permissions: { net: ['name.test'] },
      http: { lookup: (_, __, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]) },
    }
    await expect(request(`http://name.test:${url.port}/`, rebound)).rejects.toMatchObject({
      code: 'permission_denied',
      data: { kind: 'net', target: `127.0.0.1:${url.port}` },
    })
    expect(reached).toBe(0)
    const granted = { ...rebound, permissions: { net: ['name.test', '127.0.0.1'] } }
    expect(await request(`http://name.test:${url.port}/`, granted)).toMatchObject({ status: 200 })
  })

  it('tells a reset within the body from an answer that takes too long', async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('part')
      if (request.url === '/reset') setTimeout(() => request.socket.destroy(), 10)
    })
    await expect(request(`${url}/reset`)).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect(request(`${url}/slow`, {}, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    await expect(request(`${url}/slow`, { run: { timeoutMs: 50 } })).rejects.toMatchObject({ code: 'cancelled' })
    await expect(request(`${url}/slow`, { http: { idleTimeoutMs: 50 } })).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  it('carries the trace of a run on, observed or not', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const url = await serve((request, response) =>
      response.setHeader('content-type', 'text/plain').end(request.headers['traceparent'] ?? 'none'),
    )
    for (const run of [{ observer: () => {}, traceContext: { traceparent } }, { traceContext: { traceparent } }]) {
      const { body } = await request(url, { run })
      expect(body).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01$/)
    }
    expect((await request(url))['body']).toBe('none')
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!hasOpenssl)(`http/request over TLS${hasOpenssl ? '' : ': openssl is not installed'}`, () => {
  it('refuses a certificate that nobody vouches for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lcod-tls-'))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
    execFileSync('openssl', [...words, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' })
    const port = await listen(
      createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => response.end('hi')),
    )
    rmSync(folder, { recursive: true })
    await expect(request(`https://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'ERR_TLS' })
  })
})

describe('http/download on Node', () => {
  it('writes what it gets, and leaves nothing but the old file when it fails', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/whole') {
        response.end('new')
        return
      }
      response.writeHead(200, { 'content-length': '100' })
      response.write('part')
      if (request.url === '/reset') setTimeout(() => request.socket.destroy(), 10)
    })
    await expect(download(`${url}/reset`)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(leftovers()).toEqual([])
    await download(`${url}/whole`)
    await expect(download(`${url}/slow`, {}, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    await expect(download(`${url}/slow`, { run: { timeoutMs: 50 } })).rejects.toMatchObject({ code: 'cancelled' })
    expect(readFileSync(join(cwd, 'out/file'), 'utf8')).toBe('new')
    expect(leftovers()).toEqual(['out/file'])
  })

  it('stops the server when the storage is full', async () => {
    let closed = 0
    const url = await serve((_, response) => {
      response.on('close', () => closed++)
      response.write('endless')
    })
    let aborted = 0
    const files: FilesPort = {
      ...createNodeFiles({ cwd }),
      sink: async (path) => ({
        write: async () => {
          throw fileError('ENOSPC', path)
        },
        commit: async () => {},
        abort: async () => void aborted++,
      }),
    }
    await expect(download(url, { files })).rejects.toMatchObject({ code: 'ENOSPC' })
    await expect.poll(() => closed).toBe(1)
    expect(aborted).toBe(1)
  })

  it('fails with the code of the files when the path cannot be written', async () => {
    const url = await serve((_, response) => response.end('x'))
    writeFileSync(join(cwd, 'kept'), 'kept')
    await expect(download(url, {}, { path: 'kept/below' })).rejects.toMatchObject({ code: 'ENOTDIR' })
    await expect(download(url, {}, { path: '.' })).rejects.toMatchObject({ code: 'EISDIR' })
  })
})
