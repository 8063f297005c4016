import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveRepository } from '../adapters/git/testing/git-server.ts'
import { missingGit, TestRepository } from '../adapters/git/testing/real-git.ts'
import { DOUBLE, ENDLESS, ENDLESS_SCRIPT, WAIT } from './testing/composes.ts'
import { lcodWorker } from './testing/lcod-worker.ts'
import { runRequest } from './testing/make-app.ts'

const MOST = 4
const MIB = 1024 * 1024

let miniflare: Miniflare
let url: URL

beforeAll(async () => {
  miniflare = new Miniflare({
    ...(await lcodWorker()),
    bindings: { LCOD_TOKEN: 's3cret', LCOD_MAX_RUNS: String(MOST), LCOD_GIT: '1', LCOD_NET: '127.0.0.1' },
  })
  url = await miniflare.ready
})
afterAll(() => miniflare?.dispose())

function ask(body: unknown, init: { headers?: Record<string, string>; signal?: AbortSignal } = {}) {
  const headers = { authorization: 'Bearer s3cret', ...init.headers }
  return fetch(new URL('/run', url), runRequest(body, { ...init, headers }))
}

describe('the Worker in workerd', () => {
  it('answers about itself, and refuses who has no token', async () => {
    expect(await (await fetch(new URL('/health', url))).json()).toEqual({ status: 'ok' })
    expect((await (await fetch(new URL('/components', url))).json()).components.length).toBeGreaterThan(100)
    expect((await ask({ compose: [] }, { headers: { authorization: 'Bearer other' } })).status).toBe(401)
  })

  it('runs the compose of the CSV example, scripts included', async () => {
    const example = (name: string) => readFileSync(new URL(`../examples/csv-report/${name}`, import.meta.url), 'utf8')
    const files = { 'orders.csv': example('orders.csv') }
    const answer = await ask({ compose: example('compose.yaml'), files, outputs: ['report', 'savedTo'] })
    const { result } = await answer.json()
    expect(result.report.orders).toBeGreaterThan(0)
    expect(result.report.customers[0]).toEqual({ customer: expect.any(String), total: expect.any(Number) })
    expect(result.savedTo).toBe('/work/.lcod/report.json')
  })

  it('reads YAML when it is asked to', async () => {
    const yaml = 'compose: [{ call: "lcod://impl/set@1", in: { a: 1 }, out: { a: a } }]'
    const answer = await ask(yaml, { headers: { 'content-type': 'application/yaml' } })
    expect(await answer.json()).toEqual({ result: { a: 1 } })
  })

  it.skipIf(missingGit !== undefined)('clones, where it may', async () => {
    const repository = new TestRepository()
    repository.commit('first', { 'README.md': 'one' })
    const server = await serveRepository(repository.path)
    try {
      const compose = [
        { call: 'lcod://contract/core/git/clone@1', in: { url: server.url, dest: 'clone' } },
        { call: 'lcod://contract/core/fs/read-file@1', in: { path: 'clone/README.md' }, out: { text: 'data' } },
      ]
      expect(await (await ask({ compose })).json()).toEqual({ result: { text: 'one' } })
    } finally {
      await server.close()
      repository.remove()
    }
  })

  it('sends events as they come', async () => {
    const answer = await ask({ compose: DOUBLE, input: { n: 2 } }, { headers: { accept: 'text/event-stream' } })
    const text = await answer.text()
    expect(text).toMatch(/^event: trace\ndata: {"type":"run"|^event: trace/)
    expect(text).toContain('"type":"script"')
    expect(text.trimEnd().endsWith('event: result\ndata: {"result":{"n":2,"v":4}}')).toBe(true)
  })

  it('ends an endless loop and an endless script', async () => {
    const loop = await ask({ compose: ENDLESS, maxSteps: 100_000 })
    expect([loop.status, (await loop.json()).error.code]).toEqual([422, 'budget_exceeded'])
    const late = await ask({ compose: WAIT, input: { ms: 600_000, value: 1 }, timeoutMs: 50 })
    expect(late.status).toBe(408)
    const script = await ask({ compose: ENDLESS_SCRIPT })
    expect([script.status, (await script.json()).error.code]).toEqual([422, 'budget_exceeded'])
  })

  it('refuses a body of 100 MB when it is announced, or when more than the limit has come', async () => {
    const announced = openPost({ 'content-length': String(100 * MIB) })
    expect(await statusOf(announced)).toBe(413)
    const chunked = openPost({ 'transfer-encoding': 'chunked' })
    for (let sent = 0; sent < 4; sent++) chunked.write(`${MIB.toString(16)}\r\n${Buffer.alloc(MIB, ' ')}\r\n`)
    chunked.write('1\r\n \r\n')
    expect(await statusOf(chunked)).toBe(413)
    expect((await ask({ compose: [] })).status).toBe(200)
  })

  it('answers 50 requests at once rightly or with 429', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, value) => ask({ compose: WAIT, input: { value, ms: 300 } })),
    )
    let right = 0
    for (const [index, answer] of answers.entries()) {
      const body = await answer.json()
      if (answer.status === 200) {
        right++
        expect(body.result.value).toBe(index)
      } else expect([answer.status, body.error.code]).toEqual([429, 'too_many_runs'])
    }
    expect(right).toBeGreaterThanOrEqual(MOST)
    expect((await ask({ compose: [] })).status).toBe(200)
  })

  it('cancels the runs of clients that go away', async () => {
    const text = JSON.stringify({ compose: WAIT, input: { value: 1, ms: 9_000 } })
    const clients: Socket[] = []
    // One more until there is no room: a look at whether there is takes a place itself for a moment.
    const fill = async () => {
      if (await isFull()) return true
      const client = openPost({ 'content-length': String(text.length) })
      client.write(text)
      clients.push(client)
      return false
    }
    await expect.poll(fill, { timeout: 10_000 }).toBe(true)
    for (const client of clients) client.resetAndDestroy()
    await expect.poll(isEmpty, { timeout: 10_000 }).toBe(true)
  })

  it('cancels the runs whose events nobody reads any more', async () => {
    const controller = new AbortController()
    const body = { compose: WAIT, input: { value: 1, ms: 9_000 } }
    const init = { headers: { accept: 'text/event-stream' }, signal: controller.signal }
    const answers = await Promise.all(Array.from({ length: MOST }, () => ask(body, init)))
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
    expect(await isFull()).toBe(true)
    controller.abort()
    await expect.poll(isEmpty, { timeout: 10_000 }).toBe(true)
  })
})

async function isFull(): Promise<boolean> {
  const answer = await ask({ compose: [] })
  await answer.body?.cancel()
  return answer.status === 429
}

/** Whether all places are free: as many runs as there are places find one at once. */
async function isEmpty(): Promise<boolean> {
  const run = { compose: WAIT, input: { value: 1, ms: 50 } }
  const answers = await Promise.all(Array.from({ length: MOST }, () => ask(run)))
  await Promise.all(answers.map((answer) => answer.body?.cancel()))
  return answers.every((answer) => answer.status === 200)
}

/** A connection on which the head of a request was sent: `fetch` would read no answer before it has sent everything. */
function openPost(headers: Record<string, string>): Socket {
  const socket = connect(Number(url.port), url.hostname)
  const all = { host: url.host, authorization: 'Bearer s3cret', 'content-type': 'application/json', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`POST /run HTTP/1.1\r\n${lines.join('')}\r\n`)
  return socket
}

async function statusOf(socket: Socket): Promise<number> {
  const [data] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1])
}
