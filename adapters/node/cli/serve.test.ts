import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { finished } from './testing/finished.ts'
import { useCli } from './testing/use-cli.ts'

const fixture = useCli()

/** A host that answers one request at a time: `/hi` at once, `/slow` in ten minutes. */
const app = fixture.file(
  'app/compose.yaml',
  `
compose:
  - call: lcod://env/http_host@0.1.0
    in: { host: 127.0.0.1, port: $.port, maxRequests: 1 }
    slots:
      projects:
        - call: lcod://impl/set@1
          in:
            routes: [{ path: hi, sequenceId: hi }, { method: POST, path: slow, sequenceId: slow }]
            sequences:
              - { id: hi, handler: { type: component, call: lcod://impl/set@1, input: { body: hi } } }
              - { id: slow, handler: { type: component, call: lcod://impl/delay@1, input: { ms: 600000 } } }
          out: { routes: routes, sequences: sequences }
    out: { url: url }
`,
)

interface Serving {
  readonly child: ChildProcessWithoutNullStreams
  readonly url: string
  readonly ended: ReturnType<typeof finished>
  /** What standard error says so far. */
  said(): string
}

/** Starts a command that serves, and waits until it says so. */
async function serve(...args: string[]): Promise<Serving> {
  const child = fixture.cli.start(args)
  let said = ''
  child.stderr.on('data', (part: Buffer) => {
    said += String(part)
  })
  const ended = finished(child)
  await expect.poll(() => said, { timeout: 20_000 }).toMatch(/^Serving \S+/m)
  return { child, ended, url: /^Serving (\S+)/m.exec(said)?.[1] ?? '', said: () => said }
}

describe('--serve', () => {
  test('prints the result and the routes, answers and logs requests, and ends with Ctrl+C as a success', async () => {
    const { child, url, ended } = await serve('run', app, 'port=0', '--serve', '--allow-listen=127.0.0.1')
    expect(await (await fetch(`${url}hi?token=secret`)).text()).toBe('hi')
    child.kill('SIGINT')
    const { code, stdout, stderr } = await ended
    expect({ code, result: JSON.parse(stdout) }).toEqual({ code: 0, result: { port: 0, url } })
    const [serving, hi, slow, logged = '', stopping] = stderr.split('\n')
    expect([serving, hi, slow, stopping]).toEqual([
      `Serving ${url} (Ctrl+C stops it)`,
      '  GET  /hi  hi',
      '  POST /slow  slow',
      'Stopping; press Ctrl+C again to stop at once',
    ])
    expect(JSON.parse(logged)).toMatchObject({ message: 'GET /hi 200', tags: { logger: 'kernel.http_host' } })
    expect(stderr).not.toContain('secret')
  })

  test('ends at once with the second Ctrl+C', async () => {
    const { child, url, ended, said } = await serve(
      'run',
      app,
      'port=0',
      '--serve',
      '--allow-listen',
      '--log=kernel=error',
    )
    const slow = fetch(`${url}slow`, { method: 'POST' }).catch(() => 'broken off')
    await expect.poll(async () => (await fetch(`${url}hi`)).status).toBe(503)
    child.kill('SIGINT')
    await expect.poll(said).toContain('Stopping')
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    expect(await slow).toBe('broken off')
    expect(said()).not.toContain('GET /hi')
  })

  test('works for the commands of other kernels, and ends with SIGTERM', async () => {
    const { child, url, ended } = await serve('run-compose', '-c', app, '-s', '{"port":0}', '--serve', '--allow-listen')
    expect((await fetch(`${url}hi`)).status).toBe(200)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
  })

  test('writes a trace for each request, which lcod trace shows', async () => {
    const folder = mkdtempSync(join(fixture.folder, 'traces-'))
    const file = join(folder, 'run.jsonl')
    const { child, url, ended } = await serve('run', app, 'port=0', '--serve', '--allow-listen', '--trace-file', file)
    await fetch(`${url}hi`)
    await fetch(`${url}none`)
    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['run.0001.jsonl', 'run.0002.jsonl', 'run.jsonl'])
    const shown = (name: string) => fixture.cli.run(['trace', 'show', join(folder, name), '--values'])
    expect((await shown('run.0001.jsonl')).stdout).toMatch(/✓ GET \/hi\n.*\{"method":"GET","url":"\/hi"/)
    expect((await shown('run.0002.jsonl')).stdout).toContain('✓ GET /none')
    expect((await shown('run.jsonl')).stdout).toContain('✓ run\n')
  })

  test('shows the traces of requests when they are over, and gives each a span of its own', async () => {
    const grants = ['--serve', '--allow-listen']
    const pretty = await serve('run', app, 'port=0', ...grants, '--trace')
    await fetch(`${pretty.url}hi`)
    await expect.poll(pretty.said).toMatch(/^✓ GET \/hi → \{"status":200/m)
    pretty.child.kill('SIGINT')
    await pretty.ended
    const folder = mkdtempSync(join(fixture.folder, 'traces-'))
    const otlp = await serve('run', app, 'port=0', ...grants, '--trace-file', join(folder, 'run.otlp.json'))
    const caller = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await fetch(`${otlp.url}hi`, { headers: { traceparent: caller } })
    otlp.child.kill('SIGINT')
    await otlp.ended
    const { resourceSpans } = JSON.parse(readFileSync(join(folder, 'run.0001.otlp.json'), 'utf8'))
    const [span] = resourceSpans[0].scopeSpans[0].spans
    expect(span).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      name: 'GET /hi',
      kind: 2,
    })
    expect(span.spanId).not.toBe('b7ad6b7169203331')
    expect(span.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: '200' } })
  })

  test('goes on answering when traces cannot be written', async () => {
    const folder = mkdtempSync(join(fixture.folder, 'traces-'))
    const { child, url, ended } = await serve(
      ...['run', app, 'port=0', '--serve', '--allow-listen', '--trace-file', join(folder, 'run.jsonl')],
    )
    rmSync(folder, { recursive: true })
    for (let turn = 0; turn < 2; turn++) expect(await (await fetch(`${url}hi`)).text()).toBe('hi')
    child.kill('SIGINT')
    const { code, stderr } = await ended
    expect([code, stderr.match(/warning: Traces of requests cannot be written/g)]).toEqual([0, [expect.anything()]])
  })

  test('has nothing to do for a run without servers', async () => {
    const none = fixture.file('none.yaml', 'compose: [{ call: lcod://impl/set@1, in: { a: 1 }, out: { a: a } }]')
    const { code, stderr } = await fixture.cli.run(['run', none, '--serve'])
    expect([code, stderr]).toEqual([0, 'The run started no HTTP host: there is nothing to serve\n'])
  })
})

test('without --serve a host is stopped with its run, and the flag is named', async () => {
  const { code, stdout, stderr } = await fixture.cli.run(['run', app, 'port=0', '--allow-listen'])
  const { url } = JSON.parse(stdout)
  expect([code, stderr]).toEqual([0, `${url} was stopped with the run; --serve keeps it\n`])
  await expect(fetch(`${url}hi`)).rejects.toThrow()
})

test('a host opens no address that was not granted, and says when one is in use', async () => {
  const denied = await fixture.cli.run(['run', app, 'port=8080', '--serve', '--allow-listen=127.0.0.1:8081'])
  expect(denied).toMatchObject({ code: 1, stdout: '' })
  expect(denied.stderr).toContain('permission_denied: Listening on "127.0.0.1:8080" was not granted to this run')
  expect(denied.stderr).toContain('--allow-listen=127.0.0.1:8080')
  const { child, url, ended } = await serve('run', app, 'port=0', '--serve', '--allow-listen')
  const busy = await fixture.cli.run(['run', app, `port=${new URL(url).port}`, '--serve', '--allow-listen'])
  expect(busy).toMatchObject({ code: 1, stdout: '' })
  expect(busy.stderr).toMatch(/EADDRINUSE: Cannot listen on 127\.0\.0\.1:\d+: the address is in use/)
  child.kill('SIGINT')
  await ended
})
