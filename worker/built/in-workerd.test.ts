import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WORKERS_RUNTIME } from '../../adapters/cloudflare/testing/workers-runtime.ts'
import { assembleBundle } from '../../core/bundle/assemble-bundle.ts'
import { bundleToText } from '../../core/bundle/bundle-text.ts'
import { embedApp } from '../../core/bundle/embedded-app.ts'
import { writeLock } from '../../core/resolve/lock-file.ts'
import { descriptorText, memoryProject } from '../../core/resolve/testing/memory-project.ts'
import { buildApp } from '../../scripts/apps/build-app.ts'
import { meteredQuickJsFile } from '../../scripts/sandbox/metered-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'lcod-worker-app-'))
let kernel = ''
let miniflare: Miniflare | undefined

beforeAll(async () => {
  await buildApp('worker-app', folder)
  kernel = readFileSync(join(folder, 'worker.js'), 'utf8')
}, 180_000)
// One that did not start says so again when it is ended.
afterEach(() => miniflare?.dispose().catch(() => undefined))
afterAll(() => rmSync(folder, { recursive: true }))

/** Assembles a project of files in memory and starts the Worker that is made of its bundle. */
async function start(
  files: Readonly<Record<string, string>>,
  bindings: Readonly<Record<string, string>>,
  change = (text: Record<string, string>) => text,
) {
  const memory = memoryProject({ files })
  const project = await memory.open()
  const lock = writeLock(await project.resolve(), {})
  await memory.host.files.write('/app/lcp.lock', new TextEncoder().encode(lock))
  const { written } = await assembleBundle('app', { files: memory.host.files, project })
  const contents = embedApp(kernel, { name: 'app', bundle: change({ ...bundleToText(written) }) })
  miniflare = new Miniflare({
    modulesRoot: '/',
    modules: [
      { type: 'ESModule', path: '/worker.js', contents },
      { type: 'CompiledWasm', path: '/quickjs-metered.wasm', contents: readFileSync(meteredQuickJsFile()) },
    ],
    ...WORKERS_RUNTIME,
    compatibilityFlags: ['enable_request_signal'],
    host: '127.0.0.1',
    port: 0,
    bindings,
  })
  const url = await miniflare.ready
  return async (path: string, init?: RequestInit) => {
    const answer = await fetch(new URL(path, url), init)
    return { status: answer.status, body: await answer.json() }
  }
}

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})

const report = {
  '/app/lcp.toml': `${descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/dep@1'])}
[inputs.n]
required = true
schema = '{"type":"integer"}'
[outputs.v]
[outputs.data]
`,
  '/app/compose.yaml': `compose:
  - call: lcod://demo/dep@1
    in: { n: $.n }
    out: { v: v }
  - call: lcod://contract/core/string/format@1
    in: { template: "{folder}/data.txt", values: { folder: $globals.projectPath } }
    out: { path: value }
  - call: lcod://contract/core/fs/read-file@1
    in: { path: $.path }
    out: { data: data }
`,
  '/app/data.txt': 'here',
  '/app/resolve.config.json': JSON.stringify({
    sources: { 'lcod://demo/dep@1': { type: 'path', path: '../dep' } },
    assets: ['data.txt'],
  }),
  '/dep/lcp.toml': `${descriptorText('lcod://demo/dep@1.0.0')}\n[inputs.n]\n[outputs.v]\n`,
  '/dep/compose.yaml': `compose:
  - call: lcod://tooling/script@1
    in: { input: { n: $.n }, source: "({ state }) => ({ v: state.n * 2 })" }
    out: { v: v }
`,
}

describe('a Worker made of a bundle, in workerd', () => {
  it('runs it on POST /run, and nothing else', async () => {
    const ask = await start(report, { LCOD_TOKEN: 's3cret' })
    const token = { authorization: 'Bearer s3cret' }
    expect(await ask('/')).toMatchObject({ status: 200, body: { id: 'lcod://demo/app@1.0.0', inputs: ['n'] } })
    expect(await ask('/run', post({ input: { n: 21 } }))).toMatchObject({ status: 401 })
    const ran = await ask('/run', post({ input: { n: 21 } }, token))
    expect(ran).toEqual({ status: 200, body: { result: { v: 42, data: 'here' } } })
    const wrong = await ask('/run', post({ input: { n: 'x' } }, token))
    expect(wrong).toMatchObject({ status: 422, body: { error: { code: 'input_validation_failed' } } })
    const other = await ask('/run', post({ compose: [] }, token))
    expect(other).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } })
  })

  it('answers with the routes of a compose that is an HTTP host', async () => {
    const ask = await start(
      {
        '/app/lcp.toml': `${descriptorText('lcod://demo/app@1.0.0')}\n[inputs.prefix]\n[outputs.url]\n`,
        '/app/compose.yaml': `compose:
  - call: lcod://env/http_host@0.1.0
    in: { port: 80, basePath: $.prefix }
    slots:
      projects:
        - call: lcod://impl/set@1
          in:
            project:
              routes: [{ path: hello, sequenceId: hello }]
              sequences:
                - id: hello
                  handler:
                    type: compose
                    compose: [{ call: lcod://impl/set@1, in: { body: { said: hi } }, out: { body: body } }]
          out: { project: project }
    out: { url: url }
`,
      },
      { LCOD_INPUT: '{"prefix":"/api"}' },
    )
    expect(await ask('/api/hello')).toMatchObject({ status: 200, body: { said: 'hi' } })
    expect((await fetch(new URL('/run', await miniflare?.ready), post({}))).status).toBe(404)
  })

  it('does not start with a bundle that was changed', async () => {
    const change = (text: Record<string, string>) => ({ ...text, 'assets/data.txt': btoa('evil') })
    await expect(start(report, {}, change)).rejects.toMatchObject({ code: 'ERR_RUNTIME_FAILURE' })
  })
})
