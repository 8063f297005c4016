import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseFlags } from '../flags.ts'
import { traceFlags } from '../run-flags.ts'
import { echoCompose, useCli } from '../testing/use-cli.ts'
import { readTraceContext } from './read-trace-context.ts'

const fixture = useCli()
const { file, folder } = fixture
const TRACE = 'a'.repeat(32)
const PARENT = `00-${TRACE}-${'b'.repeat(16)}-01`

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server that answers everything with this status; runs `use` with its address and what it has received. */
async function withServer(status: number, use: (url: string, received: Received[]) => Promise<void>): Promise<void> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    received.push({ path: request.url ?? '', headers: request.headers, body })
    response.writeHead(status).end('{}')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, received)
  } finally {
    server.close()
  }
}

const spansOf = (text: string) => JSON.parse(text).resourceSpans[0].scopeSpans[0].spans

async function record(name: string, compose: string): Promise<string> {
  const path = join(folder, `${name}.jsonl`)
  await fixture.cli.run(['run', file(`${name}.yaml`, compose), '--trace-file', path])
  return path
}

describe('lcod run --trace=otlp', () => {
  test('writes spans to a file, in the trace of the caller', async () => {
    const path = join(folder, 'spans.otlp.json')
    const args = ['run', file('echo.yaml', echoCompose), '--compact', '--trace-file', path]
    expect(await fixture.cli.run(args, { env: { TRACEPARENT: PARENT } })).toMatchObject({ code: 0, stderr: '' })
    const spans = spansOf(readFileSync(path, 'utf8'))
    expect(spans.map(({ name, traceId }: { name: string; traceId: string }) => [name, traceId])).toEqual([
      ['impl/echo@1', TRACE],
      ['lcod run', TRACE],
    ])
    expect(spans[1].parentSpanId).toBe('b'.repeat(16))
    await fixture.cli.run(args)
    expect(spansOf(readFileSync(path, 'utf8'))[0].traceId).toMatch(/^[0-9a-f]{32}$/)
  })

  test('sends spans to a collector that is granted, and to no other', async () => {
    const path = file('echo.yaml', echoCompose)
    await withServer(200, async (url, received) => {
      const target = `${url}/v1/traces`
      const denied = await fixture.cli.run(['run', path, '--trace-url', target])
      expect(denied).toMatchObject({ code: 1, stdout: '' })
      expect(denied.stderr).toContain('permission_denied')
      expect(received).toEqual([])
      const sent = await fixture.cli.run(['run', path, '--compact', '--trace-url', target, '--allow-net=127.0.0.1'])
      expect(sent).toMatchObject({ code: 0, stdout: '{}\n', stderr: '' })
      expect(received).toMatchObject([{ path: '/v1/traces', headers: { 'content-type': 'application/json' } }])
      expect(spansOf(received[0]?.body ?? '')).toHaveLength(2)
    })
  })

  test('warns of a collector that fails, and keeps the result', async () => {
    const path = file('echo.yaml', echoCompose)
    await withServer(503, async (url) => {
      const { code, stdout, stderr } = await fixture.cli.run(['run', path, '--compact', '--trace-url', url, '-A'])
      expect({ code, stdout }).toEqual({ code: 0, stdout: '{}\n' })
      expect(stderr).toContain('it answered 503')
    })
  })

  test('carries the trace on over HTTP, also when nothing is recorded', async () => {
    await withServer(200, async (url, received) => {
      const path = file(
        'get.yaml',
        `compose: [{ call: lcod://contract/core/http/request@1, in: { url: "${url}" }, out: { status: status } }]`,
      )
      const spans = join(folder, 'get.otlp.json')
      await fixture.cli.run(['run', path, '-A', '--trace-file', spans, '--traceparent', PARENT])
      const request = spansOf(readFileSync(spans, 'utf8')).find(({ kind }: { kind: number }) => kind === 3)
      expect(received[0]?.headers['traceparent']).toBe(`00-${TRACE}-${request.spanId}-01`)
      await fixture.cli.run(['run', path, '-A', '--traceparent', PARENT])
      expect(received[1]?.headers['traceparent']).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`))
      await fixture.cli.run(['run', path, '-A'])
      expect(received[2]?.headers['traceparent']).toBeUndefined()
    })
  })

  test.each([
    [['--trace-url', 'collector'], '"collector" is not the URL of a collector'],
    [['--trace=chrome', '--trace-url', 'http://localhost'], 'takes no trace of the format "chrome"'],
    [['--trace-file', 'f', '--trace-url', 'http://localhost'], 'to a file or to a URL'],
    [['--traceparent', 'x'], '"x" is not a trace context'],
  ])('refuses %j', async (flags, message) => {
    const { code, stderr } = await fixture.cli.run(['run', file('echo.yaml', echoCompose), ...flags])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('readTraceContext()', () => {
  const read = (words: string[], env = {}) => readTraceContext(parseFlags(words, traceFlags), env)

  test('prefers the flag and leaves out a variable that is not valid', () => {
    expect(read([])).toBeUndefined()
    expect(read([], { TRACESTATE: 'a=1' })).toBeUndefined()
    expect(read([], { TRACEPARENT: 'nonsense' })).toBeUndefined()
    expect(read([], { TRACEPARENT: PARENT, TRACESTATE: 'a=1' })).toEqual({ traceparent: PARENT, tracestate: 'a=1' })
    expect(read(['--traceparent', PARENT], { TRACEPARENT: 'nonsense' })).toEqual({ traceparent: PARENT })
  })
})

describe('lcod trace show', () => {
  test('prints a tree with times', async () => {
    const path = await record('shown', echoCompose)
    const { code, stdout } = await fixture.cli.run(['trace', 'show', path])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^ +total +own\n +[\d.]+ ms +[\d.]+ ms {2}✓ run\n +[\d.]+ ms +[\d.]+ ms {2}└─ ✓ impl\/echo@1\n$/,
    )
    const values = await fixture.cli.run(['trace', 'show', '-', '--values'], { stdin: readFileSync(path, 'utf8') })
    expect(values.stdout).toContain('$.said = null')
  })

  test('reads what a killed process left', async () => {
    const path = await record('killed', echoCompose)
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -150))
    const { code, stdout, stderr } = await fixture.cli.run(['trace', 'show', path])
    expect(code).toBe(0)
    expect(stderr).toMatch(/^warning: Line \d of ".*" is cut off, or not JSON and is left out\n$/)
    expect(stdout).toContain('impl/echo@1')
  })

  test.each([
    [['trace'], '"trace" takes show or diff'],
    [['trace', 'list'], 'found "list"'],
    [['trace', 'show'], 'takes one file'],
    [['trace', 'show', 'none.jsonl'], 'Cannot read the trace "none.jsonl"'],
    [['trace', 'show', '-'], '"-" holds no events of a trace'],
    [['trace', 'diff', 'a'], 'takes two files'],
    [['trace', 'diff', '-', '-'], 'Only one'],
  ])('exits with 2 for %j', async (args, message) => {
    const { code, stderr } = await fixture.cli.run(args, { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('lcod trace diff', () => {
  const loop = (list: string) => `compose:
  - call: lcod://flow/foreach@1
    in: { list: ${list} }
    slots:
      body: [{ call: lcod://impl/echo@1, in: { value: $slot.item } }]
`

  test('exits with 0 for runs that are alike', async () => {
    const [left, right] = [await record('one', loop('[1]')), await record('two', loop('[1]'))]
    const { code, stdout } = await fixture.cli.run(['trace', 'diff', left, right])
    expect(code).toBe(0)
    expect(stdout).toContain('No difference')
    expect(stdout).toContain('Own time that changed most:')
  })

  test('exits with 1 and shows the first difference', async () => {
    const base = (first: number) =>
      `compose: [{ call: lcod://impl/set@1, in: { n: ${first} }, out: { n: n } }, { call: lcod://impl/echo@1, in: { value: $.n } }]`
    const { code, stdout } = await fixture.cli.run([
      'trace',
      'diff',
      await record('left', base(1)),
      await record('right', base(2)),
    ])
    expect(code).toBe(1)
    expect(stdout).toContain(
      'First difference: impl/set@1 at compose[0] got another input\n  A  {"n":1}\n  B  {"n":2}\n  $.n: 1 → 2\n',
    )
    expect(stdout).toMatch(/and \d more differences after it/)
  })
})
