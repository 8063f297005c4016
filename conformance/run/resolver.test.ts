import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleWorker } from '../../adapters/cloudflare/testing/bundle-worker.ts'
import { WORKERS_RUNTIME } from '../../adapters/cloudflare/testing/workers-runtime.ts'
import { createGit } from '../../adapters/git/index.ts'
import { listen, serveRepository } from '../../adapters/git/testing/git-server.ts'
import { missingGit, TestRepository } from '../../adapters/git/testing/real-git.ts'
import { createNodeHost } from '../../adapters/node/index.ts'
import { requirePort } from '../../core/host/require-port.ts'
import { writeTar } from '../../core/package/write-tar.ts'
import { openPage, waitForReport } from '../../e2e/engines/open-page.ts'
import { servePage } from '../../e2e/engines/serve-page.ts'
import { testedEngines } from '../../e2e/engines/tested-engines.ts'
import {
  composeText,
  descriptorText,
  runResolverScenario,
  type ScenarioReport,
  type ScenarioServers,
} from '../resolver/resolver-scenario.ts'

const closers: Array<() => unknown> = []
let servers: ScenarioServers
let node: ScenarioReport

/** What pages of other origins need to be let in. */
const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }

beforeAll(async () => {
  if (missingGit !== undefined) return
  servers = { web: await serveWeb(), down: await closedServer(), repository: await serveGit() }
  node = await runOnNode()
})
afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

describe.skipIf(missingGit !== undefined)('the resolver', () => {
  it('resolves every kind of source, locks, runs and refuses on Node', () => {
    expect(node.result).toEqual({
      folder: 'folder',
      lone: 'lone',
      packed: 'packed',
      listed: 'listed 1.9.0',
      cloned: 'cloned',
      mirrored: 'mirrored',
    })
    expect(node.lock).toContain('"scripts/sum.js" = "sha256-')
    expect(node.lock).toContain('"data/words.csv" = "sha256-')
    expect(node.lock).not.toMatch(/<|\.lcod|\/tmp/)
    expect(node.offlineLock).toBe(node.lock)
    expect(Object.values(node.refusals).map(({ code }) => code)).toEqual(Array(4).fill('integrity_mismatch'))
    for (const [name, { message }] of Object.entries(node.refusals)) expect(message).toContain(`<app>/parts/${name}`)
    expect(node.failures).toMatchObject({
      none: { code: 'dependency_not_found' },
      two: { code: 'duplicate_component' },
    })
    // Nothing half fetched is left.
    expect(node.cache).toEqual(['git', 'http'])
  })

  it('gives the same in workerd, the lock to the byte', async () => {
    expect(comparable(await runInWorkerd())).toEqual(comparable(node))
  }, 120_000)

  it.each(testedEngines().filter(({ missing }) => missing === null))(
    'gives the same in $engine, the lock to the byte',
    async ({ engine }) => {
      const entry = (name: string) => new URL(`browser/${name}`, import.meta.url).pathname
      const served = await servePage({
        page: entry('suite-page.browser.ts'),
        workers: { 'suite-worker': entry('resolver-worker.browser.ts') },
      })
      closers.push(() => served.close())
      const page = await openPage(engine, `${served.url}?${new URLSearchParams({ ...servers })}`)
      try {
        expect(comparable((await waitForReport(page)) as ScenarioReport)).toEqual(comparable(node))
      } finally {
        await page.close()
      }
    },
    120_000,
  )
})

/** Each platform has its own words for a server that does not answer. */
function comparable(report: ScenarioReport): ScenarioReport {
  return { ...report, warnings: report.warnings.map((warning) => warning.replace(/(request to \S+) failed.*/s, '$1')) }
}

async function runOnNode(): Promise<ScenarioReport> {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-resolver-')))
  closers.push(() => rmSync(cwd, { recursive: true, force: true }))
  const host = createNodeHost({ cwd, env: {} })
  const [files, http] = [requirePort(host, 'files', 'the test'), requirePort(host, 'http', 'the test')]
  return runResolverScenario({ ...host, files, git: createGit({ files, http, random: host.random }) }, servers)
}

async function runInWorkerd(): Promise<ScenarioReport> {
  const miniflare = new Miniflare({
    modules: true,
    script: await bundleWorker(new URL('workerd/resolver-worker.ts', import.meta.url).pathname),
    ...WORKERS_RUNTIME,
    r2Buckets: { BUCKET: 'resolver' },
  })
  closers.push(() => miniflare.dispose())
  const answer = await miniflare.dispatchFetch('http://localhost/', { method: 'POST', body: JSON.stringify(servers) })
  if (!answer.ok) throw new Error(`The Worker answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as ScenarioReport
}

async function serveWeb(): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const part = (name: string) => ({
    [`/${name}/lcp.toml`]: descriptorText(`lcod://demo/${name}@1.2.0`),
    [`/${name}/compose.yaml`]: composeText(name),
  })
  const packed = {
    'lcp.toml': descriptorText('lcod://demo/packed@1.0.0'),
    'compose.yaml': composeText('packed'),
    'data/words.csv': 'a,b',
  }
  const line = (id: string) => ({ type: 'component', id, compose: `${id.slice(7)}/compose.yaml` })
  const versions = ['2.0.0', '1.9.0', '1.2.0'].map((version) => `lcod://demo/listed@${version}`)
  const others = Array.from({ length: 2000 }, (_, index) => `lcod://other/c${index}@1.0.0`)
  const list = [{ type: 'manifest', schema: 'lcod-manifest/list@1' }, ...[...others, ...versions].map(line)]
  const listed = versions.flatMap((id) => [
    [`/${id.slice(7)}/lcp.toml`, descriptorText(id)],
    [`/${id.slice(7)}/compose.yaml`, composeText(`listed ${id.split('@')[1]}`)],
  ])
  const files: Record<string, string | Uint8Array> = {
    ...part('lone'),
    ...part('mirrored'),
    ...Object.fromEntries(listed),
    '/packed.lcpkg': writeTar(Object.entries(packed).map(([path, text]) => ({ path, content: bytes(text) }))),
    '/list.jsonl': list.map((one) => `${JSON.stringify(one)}\n`).join(''),
  }
  const server = await listen((request, response) => {
    const content = files[decodeURIComponent(request.url ?? '')]
    response.writeHead(content === undefined ? 404 : 200, CORS).end(content)
  })
  closers.push(() => server.close())
  return server.url
}

async function closedServer(): Promise<string> {
  const server = await listen(() => {})
  await server.close()
  return server.url
}

async function serveGit(): Promise<string> {
  const repository = new TestRepository()
  closers.push(() => repository.remove())
  repository.commit('first', {
    'parts/cloned/lcp.toml': descriptorText('lcod://demo/cloned@1.1.0'),
    'parts/cloned/compose.yaml': composeText('cloned'),
    'parts/cloned/schemas/in.json': '{}',
  })
  const server = await serveRepository(repository.path, {
    intercept(request, response) {
      for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value)
      if (request.method === 'OPTIONS') response.writeHead(204).end()
      return request.method === 'OPTIONS'
    },
  })
  closers.push(() => server.close())
  return server.url
}
