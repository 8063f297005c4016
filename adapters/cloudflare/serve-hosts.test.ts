import type { Miniflare } from 'miniflare'
import { afterEach, describe, expect, it } from 'vitest'
import { startWorker } from './testing/start-worker.ts'

const running: Miniflare[] = []
afterEach(async () => {
  for (const miniflare of running.splice(0)) await miniflare.dispose()
})

/** Runs the serving Worker in workerd; gives its address. */
async function deploy(listen: unknown): Promise<URL> {
  const entry = new URL('./test-worker/serving-worker.ts', import.meta.url)
  const miniflare = await startWorker(entry, { bindings: { LISTEN: JSON.stringify(listen) } })
  running.push(miniflare)
  return miniflare.ready
}

describe('serveHosts() in workerd', () => {
  it('answers with the routes of a compose, also many requests that come before it has run', async () => {
    const url = await deploy(['0.0.0.0:80'])
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`)
    const greetings = await Promise.all(
      names.map(async (name) => (await fetch(new URL(`/api/hello?name=${name}`, url))).text()),
    )
    expect(greetings).toEqual(names.map((name) => `Hello, ${name}`))
    const post = (body: string) =>
      fetch(new URL('/api/twice/', url), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect(await Promise.all(names.map(async (name) => (await post(`"${name}"`)).json()))).toEqual(
      names.map((name) => [name, name]),
    )
    expect([(await post('{')).status, (await post(`"${'x'.repeat(1000)}"`)).status]).toEqual([400, 413])
    const head = await fetch(new URL('/api/hello?name=a', url), { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const other = await fetch(new URL('/api/hello', url), { method: 'PUT' })
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect((await fetch(url)).status).toBe(404)
  })

  it('fails the requests whose start fails', async () => {
    const url = await deploy([])
    for (let turn = 0; turn < 2; turn++) {
      const answer = await fetch(new URL('/api/hello', url))
      expect(answer.status).toBe(500)
      expect(await answer.text()).toContain('Listening on "0.0.0.0:80" was not granted to this run')
    }
  })
})
