import { describe, expect, it } from 'vitest'
import { DEEP, DOUBLE, ENDLESS, ENDLESS_SCRIPT, WAIT } from './testing/composes.ts'
import { makeApp, runRequest } from './testing/make-app.ts'

const SET = [{ call: 'lcod://impl/set@1', in: { hi: '$.name' }, out: { hi: 'hi' } }]

describe('GET /health', () => {
  it('answers', async () => {
    const answer = await makeApp().request('/health')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
  })
})

describe('GET /components', () => {
  it('lists ids with their schemas, without a token', async () => {
    const answer = await makeApp({ open: false }).request('/components')
    const { components } = await answer.json()
    expect(components.length).toBeGreaterThan(100)
    const format = components.find((one: { id: string }) => one.id === 'lcod://contract/core/string/format@1')
    expect(format).toMatchObject({ input: { type: 'object' }, output: { type: 'object' }, needs: [] })
  })
})

describe('POST /run', () => {
  it('runs a compose on its input', async () => {
    const answer = await makeApp().request(
      '/run',
      runRequest({ compose: SET, input: { name: 'Ada' }, outputs: ['hi'] }),
    )
    expect([answer.status, await answer.json()]).toEqual([200, { result: { hi: 'Ada' } }])
    expect(answer.headers.get('content-type')).toContain('application/json')
  })

  it('runs a component by its id', async () => {
    const component = 'lcod://contract/core/string/format@1'
    const input = { template: 'Hello, {name}', values: { name: 'Ada' } }
    const answer = await makeApp().request('/run', runRequest({ component, input }))
    expect([answer.status, await answer.json()]).toEqual([200, { result: { value: 'Hello, Ada' } }])
  })

  it('runs scripts', async () => {
    const answer = await makeApp().request('/run', runRequest({ compose: DOUBLE, input: { n: 21 } }))
    expect(await answer.json()).toEqual({ result: { n: 21, v: 42 } })
  })

  it('gives a run the files that it brings', async () => {
    const compose = [{ call: 'lcod://contract/core/fs/read-file@1', in: { path: 'a/b.txt' }, out: { text: 'data' } }]
    const answer = await makeApp().request('/run', runRequest({ compose, files: { 'a/b.txt': 'here' } }))
    expect(await answer.json()).toEqual({ result: { text: 'here' } })
  })

  it('reads YAML, alone or as the text of a request', async () => {
    const yaml = 'compose:\n  - call: lcod://impl/set@1\n    in: { hi: you }\n    out: { hi: hi }\n'
    const answer = await makeApp().request(
      '/run',
      runRequest(yaml, { headers: { 'content-type': 'application/yaml' } }),
    )
    expect(await answer.json()).toEqual({ result: { hi: 'you' } })
    const other = await makeApp().request('/run', runRequest({ compose: yaml, input: { a: 1 } }))
    expect(await other.json()).toEqual({ result: { a: 1, hi: 'you' } })
  })

  it.each([
    ['no JSON', '{', 'invalid_request'],
    ['no object', '[]', 'invalid_request'],
    ['neither compose nor component', {}, 'invalid_request'],
    ['both', { compose: [], component: 'a' }, 'invalid_request'],
    ['an unknown member', { compose: [], inpt: {} }, 'invalid_request'],
    ['input that is no object', { compose: [], input: 3 }, 'invalid_request'],
    ['files outside the workspace', { compose: [], files: { '../a': 'x' } }, 'invalid_request'],
    ['a limit that is none', { compose: [], timeoutMs: -1 }, 'invalid_request'],
    ['a value nested too deeply', `{"compose":${'['.repeat(300)}${']'.repeat(300)}}`, 'invalid_request'],
    ['a compose with problems', { compose: [{ cal: 'x' }] }, 'invalid_compose'],
  ])('refuses %s with 400', async (_what, body, code) => {
    const answer = await makeApp().request('/run', runRequest(body))
    expect([answer.status, (await answer.json()).error.code]).toEqual([400, code])
  })

  it('refuses broken YAML with 400 and all problems', async () => {
    const init = runRequest('compose: [{}, {}]', { headers: { 'content-type': 'application/yaml' } })
    const answer = await makeApp().request('/run', init)
    const { error } = await answer.json()
    expect([answer.status, error.code, error.data.problems.length]).toEqual([400, 'invalid_compose', 2])
  })

  it('answers 404 for an unknown id and for an unknown route', async () => {
    const answer = await makeApp().request('/run', runRequest({ component: 'lcod://nobody/knows@1' }))
    expect([answer.status, (await answer.json()).error.code]).toEqual([404, 'component_not_found'])
    const other = await makeApp().request('/nothing')
    expect([other.status, (await other.json()).error.code]).toEqual([404, 'unknown_route'])
  })

  it('answers 405 for another method, 415 for another type', async () => {
    expect((await makeApp().request('/run')).status).toBe(405)
    const answer = await makeApp().request('/run', runRequest('x', { headers: { 'content-type': 'text/plain' } }))
    expect([answer.status, (await answer.json()).error.code]).toEqual([415, 'unsupported_type'])
  })

  it('answers 422 for a run that fails, with the step and without a stack', async () => {
    const compose = [{ call: 'lcod://flow/throw@1', in: { code: 'mine', message: 'No', data: { a: 1 } } }]
    const answer = await makeApp().request('/run', runRequest({ compose }))
    const { error } = await answer.json()
    expect(answer.status).toBe(422)
    expect(error).toEqual({ code: 'mine', message: 'No', data: { a: 1 }, path: '/compose/0' })
  })

  it('answers 422 for a result that is nested too deep, and leaves such data out of errors', async () => {
    const result = await makeApp().request('/run', runRequest({ compose: DEEP }))
    expect([result.status, (await result.json()).error.code]).toEqual([422, 'value_too_deep'])
    const failing = [...DEEP, { call: 'lcod://flow/throw@1', in: { code: 'mine', message: 'No', data: '$.x' } }]
    const failure = await makeApp().request('/run', runRequest({ compose: failing }))
    expect((await failure.json()).error).toEqual({ code: 'mine', message: 'No', path: '/compose/1' })
  })

  it('grants nothing that the operator did not', async () => {
    const compose = [{ call: 'lcod://contract/core/http/request@1', in: { url: 'https://example.com/' } }]
    const answer = await makeApp().request('/run', runRequest({ compose }))
    const { error } = await answer.json()
    expect([answer.status, error.code, error.hint]).toEqual([
      422,
      'permission_denied',
      'The setting LCOD_NET grants it',
    ])
  })

  describe('within limits', () => {
    it('ends an endless loop by its steps', async () => {
      const answer = await makeApp().request('/run', runRequest({ compose: ENDLESS, maxSteps: 10_000 }))
      const { error } = await answer.json()
      expect([answer.status, error.code, error.data.budget]).toEqual([422, 'budget_exceeded', 'steps'])
    })

    it('ends an endless loop by its deadline', async () => {
      const settings = { limits: { steps: 1e12, depth: 100, wallMs: 1e6, tasks: 1, valueLength: 1e6, heldBytes: 1e8 } }
      const limits = { ...settings.limits, scriptMemoryPages: 512, scriptFuel: 1e9 }
      const answer = await makeApp({ limits }).request('/run', runRequest({ compose: ENDLESS, timeoutMs: 50 }))
      const { error } = await answer.json()
      expect([answer.status, error.code, error.data.budget]).toEqual([408, 'budget_exceeded', 'wallMs'])
    })

    it('ends a run that waits by its deadline', async () => {
      const body = { compose: WAIT, input: { ms: 600_000, value: 1 }, timeoutMs: 20 }
      expect((await makeApp().request('/run', runRequest(body))).status).toBe(408)
    })

    it('ends an endless script by its fuel, whatever it asks for', async () => {
      const answer = await makeApp().request('/run', runRequest({ compose: ENDLESS_SCRIPT }))
      const { error } = await answer.json()
      expect([answer.status, error.code]).toEqual([422, 'budget_exceeded'])
    })

    it('lets a request ask for less and not for more', async () => {
      const app = makeApp()
      const answer = await app.request('/run', runRequest({ compose: ENDLESS, maxSteps: 1e12, timeoutMs: 1e12 }))
      expect((await answer.json()).error.data).toEqual({ budget: 'steps', limit: 1_000_000 })
    })

    it('refuses a body that says it is too large, and one that turns out to be', async () => {
      const app = makeApp({ maxBodyBytes: 1000 })
      const said = await app.request('/run', runRequest({ compose: [], input: { a: 'x'.repeat(2000) } }))
      expect([said.status, (await said.json()).error.code]).toEqual([413, 'body_too_large'])
      let pulled = 0
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled++
          controller.enqueue(new Uint8Array(400).fill(0x20))
        },
      })
      const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } }
      const found = await app.request('/run', init)
      expect(found.status).toBe(413)
      expect(pulled).toBeLessThan(10)
    })

    it('gives up a body that never comes', async () => {
      const sandbox = { scriptMemoryPages: 1, scriptFuel: 1 }
      const limits = { steps: 1, depth: 1, wallMs: 20, tasks: 1, valueLength: 1, heldBytes: 1, ...sandbox }
      const init = { method: 'POST', body: new ReadableStream(), duplex: 'half' }
      const answer = await makeApp({ limits }).request('/run', {
        ...init,
        headers: { 'content-type': 'application/json' },
      })
      expect([answer.status, (await answer.json()).error.code]).toEqual([408, 'body_too_slow'])
    })

    it('refuses files that are more than a run may keep', async () => {
      const files = { a: 'x'.repeat(2000) }
      const answer = await makeApp({ maxFileBytes: 1000 }).request('/run', runRequest({ compose: [], files }))
      expect([answer.status, (await answer.json()).error.code]).toEqual([422, 'ENOSPC'])
    })

    it('runs so many at once and refuses the rest; places come back', async () => {
      const app = makeApp({ maxRuns: 8 })
      const ask = (value: number) => app.request('/run', runRequest({ compose: WAIT, input: { value, ms: 200 } }))
      const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => ask(index)))
      const right = answers.flatMap((answer, index) => (answer.status === 200 ? [[answer, index] as const] : []))
      expect(right).toHaveLength(8)
      for (const [answer, index] of right) expect((await answer.json()).result.value).toBe(index)
      const refused = answers.filter((answer) => answer.status === 429)
      expect(refused).toHaveLength(42)
      expect(refused[0]?.headers.get('retry-after')).toBe('1')
      expect((await ask(1)).status).toBe(200)
    })

    it('cancels the run of a client that goes away', async () => {
      const app = makeApp({ maxRuns: 1 })
      const controller = new AbortController()
      const body = { compose: WAIT, input: { value: 1, ms: 9_000 } }
      const running = app.request('/run', runRequest(body, { signal: controller.signal }))
      expect((await app.request('/run', runRequest({ compose: [] }))).status).toBe(429)
      controller.abort()
      await running
      expect((await app.request('/run', runRequest({ compose: [] }))).status).toBe(200)
    })
  })

  describe('with a token', () => {
    const ask = (settings: object, headers: Record<string, string> = {}) =>
      makeApp({ open: false, ...settings }).request('/run', runRequest({ compose: [] }, { headers }))

    it('lets in who has it', async () => {
      expect((await ask({ token: 's3cret' }, { authorization: 'Bearer s3cret' })).status).toBe(200)
    })

    it.each([
      ['none', {}],
      ['another one', { authorization: 'Bearer s3cres' }],
      ['a part of it', { authorization: 'Bearer s3cre' }],
      ['another scheme', { authorization: 'Basic s3cret' }],
    ])('refuses who has %s', async (_what, headers) => {
      const answer = await ask({ token: 's3cret' }, headers)
      expect([answer.status, (await answer.json()).error.code]).toEqual([401, 'unauthorized'])
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    })

    it('refuses everybody when none is set and it is not open', async () => {
      expect((await ask({ token: null })).status).toBe(401)
      expect((await ask({ token: null }, { authorization: 'Bearer ' })).status).toBe(401)
    })
  })

  describe('as a stream of events', () => {
    const accept = { headers: { accept: 'text/event-stream' } }

    it('sends the trace and then the result', async () => {
      const answer = await makeApp().request('/run', runRequest({ compose: SET, input: { name: 'Ada' } }, accept))
      expect(answer.headers.get('content-type')).toContain('text/event-stream')
      const events = eventsOf(await answer.text())
      expect(events.at(0)).toMatchObject({ name: 'trace', data: { type: 'run', phase: 'start', seq: 0 } })
      expect(events.at(-1)).toEqual({ name: 'result', data: { result: { name: 'Ada', hi: 'Ada' } } })
      const trace = events.filter(({ name }) => name === 'trace')
      expect(trace.map(({ data }) => data.seq)).toEqual(trace.map((_, index) => index))
    })

    it('ends with the error of a run that fails', async () => {
      const compose = [{ call: 'lcod://impl/fail@1' }]
      const answer = await makeApp().request('/run', runRequest({ compose }, accept))
      const events = eventsOf(await answer.text())
      expect(events.at(-1)).toMatchObject({ name: 'error', data: { error: { path: '/compose/0' } } })
    })

    it('ends with an error for a result that is nested too deep', async () => {
      const answer = await makeApp().request('/run', runRequest({ compose: DEEP }, accept))
      expect(eventsOf(await answer.text()).at(-1)).toMatchObject({
        name: 'error',
        data: { error: { code: 'value_too_deep' } },
      })
    })

    it('refuses by status what cannot begin', async () => {
      expect((await makeApp().request('/run', runRequest({ compose: 3 }, accept))).status).toBe(400)
    })

    it('cancels the run when nobody reads it any more', async () => {
      const app = makeApp({ maxRuns: 1 })
      const body = { compose: WAIT, input: { value: 1, ms: 9_000 } }
      const answer = await app.request('/run', runRequest(body, accept))
      await answer.body?.cancel()
      await expect
        .poll(async () => (await app.request('/run', runRequest({ compose: [] }))).status, { timeout: 5000 })
        .toBe(200)
    })
  })
})

describe('CORS', () => {
  const ask = (origin: string) =>
    makeApp({ origins: ['https://ours.example'] }).request('/run', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })

  it('lets in the pages that are named', async () => {
    expect((await ask('https://ours.example')).headers.get('access-control-allow-origin')).toBe('https://ours.example')
    expect((await ask('https://other.example')).headers.get('access-control-allow-origin')).toBeNull()
  })
})

function eventsOf(text: string) {
  return text
    .trim()
    .split('\n\n')
    .map((block) => {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? []
      return { name, data: JSON.parse(data ?? 'null') }
    })
}
