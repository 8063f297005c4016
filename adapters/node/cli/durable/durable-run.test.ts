import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { useCli } from '../testing/use-cli.ts'

const fixture = useCli()
const { file, folder } = fixture

/** Appends a line for each item, which is the effect that is counted, and then asks the server. */
const COUNTED = `
compose:
  - call: lcod://flow/foreach@1
    in: { list: [a, b, c, d, e] }
    collectPath: $.answer
    out: { answers: results }
    slots:
      body:
        - call: lcod://contract/core/string/format@1
          in: { template: "{item}\\n", values: { item: $slot.item } }
          out: { line: value }
        - call: lcod://contract/core/fs/write_file@1
          in: { path: .lcod/effects, data: $.line, append: true, createParents: true }
        - call: lcod://contract/core/string/format@1
          in: { template: "{url}/{item}", values: { url: $.url, item: $slot.item } }
          out: { url: value }
        - call: lcod://contract/core/http/request@1
          in: { url: $.url }
          out: { answer: body }
`

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Answers with the path; requests of `/c` wait as long as `holds` is set. */
async function startServer() {
  const state = { holds: true, asked: [] as string[], held: () => {} }
  const held = new Promise<void>((resolve) => {
    state.held = resolve
  })
  const server = createServer((request, response) => {
    state.asked.push(request.url ?? '')
    if (request.url === '/c' && state.holds) state.held()
    else response.setHeader('content-type', 'text/plain').end(request.url)
  })
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return { state, held, url: `http://127.0.0.1:${port}`, grant: `--allow-net=127.0.0.1:${port}` }
}

/** A run of `COUNTED` that was killed while it waited for its third answer. */
async function killed(name: string) {
  const server = await startServer()
  const compose = file(`${name}/compose.yaml`, COUNTED)
  const store = join(folder, `${name}-store`)
  const args = ['run', compose, `url=${server.url}`, server.grant, '--durable=job', '--store', store]
  const options = { cwd: join(folder, name) }
  const child = fixture.cli.start(args, options)
  await server.held
  const second = await fixture.cli.run(args, options)
  child.kill('SIGKILL')
  await once(child, 'exit')
  server.state.holds = false
  const effects = () =>
    readFileSync(join(folder, name, '.lcod/effects'), 'utf8')
      .trim()
      .split('\n')
  return { ...server, args, options, store, second, effects, journal: join(store, 'job.journal') }
}

describe('lcod run --durable', () => {
  test('goes on after kill -9 in the middle of a loop, and does nothing twice that had been done', async () => {
    const { args, options, state, effects, second, store } = await killed('killed')
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toContain('durable_run_busy')
    expect(effects()).toEqual(['a', 'b', 'c'])

    const listed = await fixture.cli.run(['runs', 'ls', '--store', store])
    expect(listed.stdout).toMatch(/^job {2}unfinished {2}5 steps {2}\S+ \S+Z {2}.*compose\.yaml\n$/)

    const resumed = await fixture.cli.run([...args, '--trace=jsonl'], options)
    expect(resumed).toMatchObject({ code: 0 })
    expect(resumed.stderr).toContain('Goes on with the durable run "job": its journal has 5 steps\n')
    expect(JSON.parse(resumed.stdout)).toMatchObject({ answers: ['/a', '/b', '/c', '/d', '/e'] })
    expect(effects()).toEqual(['a', 'b', 'c', 'd', 'e'])
    // The request that was under way had no answer in the journal: it alone is made again.
    expect(state.asked).toEqual(['/a', '/b', '/c', '/c', '/d', '/e'])
    expect(resumed.stderr.match(/"replayed":true/g)).toHaveLength(5)

    const again = await fixture.cli.run(args, options)
    expect(again).toMatchObject({ code: 0, stdout: resumed.stdout })
    expect(again.stderr).toBe('The durable run "job" is done; its journal has 10 steps\n')
    expect(effects()).toHaveLength(5)
  })

  test('takes a torn last entry for one that was not written', async () => {
    const { args, options, effects, journal } = await killed('torn')
    truncateSync(journal, statSync(journal).size - 5)
    const { code, stderr } = await fixture.cli.run(args, options)
    expect(code).toBe(0)
    expect(stderr).toContain('its journal has 4 steps')
    // The entry of the third effect is gone: it counts as under way, and is the only one that is repeated.
    expect(effects()).toEqual(['a', 'b', 'c', 'c', 'd', 'e'])
  })

  test('refuses a changed compose and a damaged journal, and begins anew when it is told to', async () => {
    const { args, options, effects, journal } = await killed('changed')
    const compose = args[1]!
    appendFileSync(compose, '  - call: lcod://impl/set@1\n')
    const changed = await fixture.cli.run(args, options)
    expect(changed).toMatchObject({ code: 1, stdout: '' })
    expect(changed.stderr).toContain('durable_compose_changed')
    expect(changed.stderr).not.toContain('same command')
    writeFileSync(compose, COUNTED)
    const bytes = readFileSync(journal)
    bytes[20]! ^= 1
    writeFileSync(journal, bytes)
    expect((await fixture.cli.run(args, options)).stderr).toContain('durable_journal_damaged')
    expect((await fixture.cli.run(['runs', 'ls', ...args.slice(-2)], options)).stdout).toContain('job  damaged')
    expect(effects()).toHaveLength(3)
    const anew = await fixture.cli.run([...args, '--anew'], options)
    expect(anew).toMatchObject({ code: 0, stderr: 'Begins the durable run "job"\n' })
    expect(effects()).toHaveLength(8)
  })

  test('makes an id of target and input, and tries again what failed', async () => {
    const compose = file(
      'own/greet.yaml',
      'compose: [{ call: lcod://contract/core/fs/read_file@1, in: { path: data }, out: { text: data } }]',
    )
    const env = { LCOD_HOME: join(folder, 'home') }
    const run = (...more: string[]) =>
      fixture.cli.run(['run', compose, '--durable', ...more], { cwd: join(folder, 'own'), env })
    const failed = await run()
    expect(failed.code).toBe(1)
    expect(failed.stderr).toMatch(/Begins the durable run "greet-[0-9a-f]{8}"/)
    expect(failed.stderr).toMatch(/The durable run "greet-[0-9a-f]{8}" goes on when the same command is given again\n$/)
    file('own/data', 'hello')
    const done = await run()
    expect(JSON.parse(done.stdout)).toEqual({ text: 'hello' })
    expect((await run('other=1')).stderr).toMatch(/Begins/)
    const rows = JSON.parse((await fixture.cli.run(['runs', 'ls', '--json'], { env })).stdout)
    expect(rows.map((row: { state: string; steps: number }) => [row.state, row.steps])).toEqual([
      ['done', 1],
      ['done', 1],
    ])
  })

  test('wants --durable for its other flags, and none with --serve', async () => {
    const compose = file('plain.yaml', 'compose: []')
    for (const flags of [['--anew'], ['--store', 'x'], ['--durable', '--serve']]) {
      expect((await fixture.cli.run(['run', compose, ...flags])).code).toBe(2)
    }
    expect((await fixture.cli.run(['run', compose, '--durable=../x'])).stderr).toContain('durable_invalid_run_id')
  })
})

describe('lcod runs', () => {
  const store = join(folder, 'runs-store')
  const runs = (...args: string[]) => fixture.cli.run(['runs', ...args, '--store', store])

  test('shows what a journal has, and removes it', async () => {
    expect((await runs('ls')).stdout).toBe('No durable runs\n')
    expect(existsSync(store)).toBe(false)
    const compose = file('shown.yaml', 'compose: [{ call: lcod://impl/delay@1, in: { value: x }, out: { v: value } }]')
    await fixture.cli.run(['run', compose, '--durable=one', '--store', store])
    const shown = await runs('show', 'one')
    const [head, step, ...rest] = shown.stdout.split('\n')
    expect(head).toMatch(/^one: done, begun \S+ \S+Z, 1 step, .*shown\.yaml$/)
    expect(step).toMatch(/^\S+ \S+Z {2}\/compose\/0 {2}impl\/delay@1 {2}\{"value":"x"\}$/)
    expect(rest).toEqual([''])
    expect(JSON.parse((await runs('show', 'one', '--json')).stdout).steps[0].value).toEqual({ value: 'x' })
    expect(await runs('rm', 'one')).toMatchObject({ code: 0, stdout: '', stderr: '' })
    for (const args of [
      ['rm', 'one'],
      ['show', 'one'],
    ]) {
      const gone = await runs(...args)
      expect(gone.code).toBe(1)
      expect(gone.stderr).toContain('durable_run_unknown')
    }
  })

  test('says what it takes', async () => {
    for (const args of [['show'], ['rm'], ['ls', 'x'], ['what']]) expect((await runs(...args)).code).toBe(2)
  })
})
