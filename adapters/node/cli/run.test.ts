import { spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Cli } from './testing/build-cli.ts'
import { finished } from './testing/finished.ts'
import { echoCompose, useCli } from './testing/use-cli.ts'

const fixture = useCli()
const { file, folder } = fixture
const echo = echoCompose
const wait = `
compose:
  - call: lcod://flow/try@1
    slots:
      body:
        - call: lcod://impl/delay@1
          in: { ms: 600000, value: 1 }
      finally:
        - call: lcod://contract/tooling/log@1
          in: { level: info, message: cleaned up }
`

describe('lcod run', () => {
  test('prints the result and nothing else, as indented JSON', async () => {
    const { code, stdout, stderr } = await fixture.cli.run(['run', file('echo.yaml', echo), 'name=Ada'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe('{\n  "name": "Ada",\n  "said": "Ada"\n}\n')
  })

  test('prints one line with --compact, and lets pairs win over --input', async () => {
    const path = file('echo.yaml', echo)
    const input = file('in.json', '{"name":"file","n":1}')
    expect((await fixture.cli.run(['run', path, '--compact', '-i', input, 'name:=[1]'])).stdout).toBe(
      '{"name":[1],"n":1,"said":[1]}\n',
    )
    expect((await fixture.cli.run(['run', '--compact', path, '--state', '{"name":2}'])).stdout).toBe(
      '{"name":2,"said":2}\n',
    )
    expect((await fixture.cli.run(['run', path, '--compact', '-i', '-'], { stdin: '{"name":3}' })).stdout).toBe(
      '{"name":3,"said":3}\n',
    )
  })

  test('takes a JSON compose, a folder, standard input, a URL and an id', async () => {
    const json = JSON.stringify({ compose: [{ call: 'lcod://impl/echo@1', in: { value: 1 }, out: { said: 'val' } }] })
    const said = '{"said":1}\n'
    expect((await fixture.cli.run(['run', file('echo.json', json), '--compact'])).stdout).toBe(said)
    file('project/compose.json', json)
    expect((await fixture.cli.run(['run', join(folder, 'project'), '--compact'])).stdout).toBe(said)
    expect((await fixture.cli.run(['run', '-', '--compact'], { stdin: json })).stdout).toBe(said)
    expect((await fixture.cli.run(['run', 'lcod://impl/echo@1', 'value=1', '--compact'])).stdout).toBe('{"val":1}\n')

    const server = createServer((request, response) => {
      response.statusCode = request.url === '/echo.json' ? 200 : 404
      response.end(json)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      expect((await fixture.cli.run(['run', `${base}/echo.json`, '--compact'])).stdout).toBe(said)
      const missing = await fixture.cli.run(['run', `${base}/none.yaml`])
      expect(missing.code).toBe(2)
      expect(missing.stderr).toContain('the server answered 404')
    } finally {
      server.close()
    }
  })

  test('projects to the inputs and outputs that lcp.toml declares, and warns of inputs it does not', async () => {
    file('declared/compose.yaml', echo)
    file(
      'declared/lcp.toml',
      '[inputs.name]\nsummary = "n"\n[outputs.said]\nsummary = "s"\n[outputs.more]\nsummary = "m"\n',
    )
    const { stdout, stderr } = await fixture.cli.run(['run', join(folder, 'declared'), '--compact', 'nmae=Ada'])
    expect(stdout).toBe('{"said":null,"more":null}\n')
    expect(stderr).toContain('The input "nmae" is not declared in lcp.toml and is ignored; did you mean "name"?')
  })

  test('finds components in --components and in the components folder, reading them when they are called', async () => {
    const hello = 'compose: [{ call: lcod://impl/set@1, in: { text: hello }, out: { text: text } }]'
    file('lib/deep/hello/lcp.toml', 'id = "lcod://demo/hello@1.2.0"\n[outputs.text]\nsummary = "t"\n')
    file('lib/deep/hello/compose.yaml', hello)
    file('lib/broken/lcp.toml', 'id = "lcod://demo/broken@1.0.0"\n')
    file('lib/broken/compose.yaml', 'compose: 7\n')
    file('own/components/inner/lcp.toml', 'id = "lcod://demo/inner@1.0.0"\n')
    file('own/components/inner/compose.yaml', hello)
    const call = (id: string) => `compose: [{ call: "${id}", in: {}, out: { text: text } }]`
    const lib = ['--components', join(folder, 'lib'), '--compact']

    expect((await fixture.cli.run(['run', file('hello.yaml', call('lcod://demo/hello@1')), ...lib])).stdout).toBe(
      '{"text":"hello"}\n',
    )
    file('own/compose.yaml', call('lcod://demo/inner@1'))
    expect((await fixture.cli.run(['run', join(folder, 'own'), '--compact'])).stdout).toBe('{"text":"hello"}\n')
    const broken = await fixture.cli.run(['run', file('broken.yaml', call('lcod://demo/broken@1')), ...lib])
    expect(broken.code).toBe(1)
    expect(broken.stderr).toContain('invalid_compose')
  })

  test('binds contracts with --bind', async () => {
    const path = file(
      'bound.yaml',
      'compose: [{ call: lcod://contract/demo/say@1, in: { value: 1 }, out: { r: val } }]',
    )
    expect((await fixture.cli.run(['run', path])).stderr).toContain('contract_unbound')
    const bound = await fixture.cli.run([
      'run',
      path,
      '--compact',
      '--bind',
      'lcod://contract/demo/say@1=lcod://impl/echo@1',
    ])
    expect(bound.stdout).toBe('{"r":1}\n')
  })

  test('writes logs to standard error only', async () => {
    const path = file(
      'log.yaml',
      'compose: [{ call: lcod://contract/tooling/log@1, in: { level: info, message: hi } }]',
    )
    const { code, stdout, stderr } = await fixture.cli.run(['run', path])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{}\n' })
    expect(JSON.parse(stderr)).toMatchObject({ level: 'info', message: 'hi' })
  })
})

describe('lcod run --trace', () => {
  test('writes a tree to standard error', async () => {
    const { stdout, stderr } = await fixture.cli.run([
      'run',
      file('echo.yaml', echo),
      'name=Ada',
      '--trace',
      '--compact',
    ])
    expect(stdout).toBe('{"name":"Ada","said":"Ada"}\n')
    expect(stderr).toMatch(/^✓ impl\/echo@1 \{"value":"Ada"\} → \{"val":"Ada"\} /)
  })

  test('writes JSON lines and Chrome events to files', async () => {
    const path = file('echo.yaml', echo)
    const lines = join(folder, 'trace.jsonl')
    expect((await fixture.cli.run(['run', path, '--trace-file', lines])).stderr).toBe('')
    const events = readFileSync(lines, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events[0]).toMatchObject({ type: 'run', phase: 'start', seq: 0 })
    const chrome = join(folder, 'trace.json')
    await fixture.cli.run(['run', path, '--trace=chrome', `--trace-file=${chrome}`])
    expect(JSON.parse(readFileSync(chrome, 'utf8'))).toContainEqual(expect.objectContaining({ ph: 'X', name: 'run' }))
  })

  test('keeps the trace of a failed run', async () => {
    const lines = join(folder, 'failed.jsonl')
    const path = file('fail.yaml', 'compose: [{ call: lcod://impl/fail@1 }]')
    expect((await fixture.cli.run(['run', path, '--trace-file', lines])).code).toBe(1)
    expect(readFileSync(lines, 'utf8')).toContain('"phase":"error"')
  })
})

describe('failures of a run', () => {
  test('exit with 1 and show place, lines, path and help, but no stack of ours', async () => {
    const path = file(
      'nested.yaml',
      'compose:\n  - call: lcod://flow/foreach@1\n    in: { list: [1] }\n    slots:\n      body:\n        - call: lcod://impl/ecko@1\n',
    )
    const { code, stdout, stderr } = await fixture.cli.run(['run', path])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr.split('\n')[0]).toBe(`${path}:6:11: error component_not_found: Func not found: lcod://impl/ecko@1`)
    expect(stderr).toContain('> 6 |         - call: lcod://impl/ecko@1')
    expect(stderr).toContain('compose[0] › body[0]')
    expect(stderr).toContain('help: Did you mean "lcod://impl/echo@1"?')
    expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+\)/)
  })

  test('show stacks with --debug only', async () => {
    const path = file('fail.yaml', 'compose: [{ call: lcod://impl/fail@1 }]')
    expect((await fixture.cli.run(['run', path, '--debug'])).stderr).toMatch(/\n\s+at .*main|\n\s+at .*\.js:\d+/)
  })

  test('are one JSON object with --json-errors', async () => {
    const path = file('fail.yaml', 'compose: [{ call: lcod://impl/fail@1 }]')
    const { code, stderr } = await fixture.cli.run(['run', path, '--json-errors'])
    expect(code).toBe(1)
    expect(JSON.parse(stderr).error).toMatchObject({ message: 'boom', trace: [{ path: '/compose/0' }] })
  })

  test('name a file that the compose could not read', async () => {
    const path = file('read.yaml', 'compose: [{ call: lcod://contract/core/fs/read-file@1, in: { path: none.txt } }]')
    const { code, stderr } = await fixture.cli.run(['run', path], { cwd: folder })
    expect(code).toBe(1)
    expect(stderr).toContain('error ENOENT: no such file or folder')
  })

  test('deny what was not granted, and tell how to grant it', async () => {
    const path = file(
      'locked/read.yaml',
      'compose: [{ call: lcod://contract/core/fs/read-file@1, in: { path: ../in.txt } }]',
    )
    file('in.txt', 'content')
    const cwd = join(folder, 'locked')
    const denied = await fixture.cli.run(['run', path], { cwd })
    expect(denied.code).toBe(1)
    expect(denied.stderr).toContain('permission_denied')
    expect(denied.stderr).toContain('--allow-read')
    expect((await fixture.cli.run(['run', path, `--allow-read=${folder}`], { cwd })).code).toBe(0)
    expect((await fixture.cli.run(['run', path, '-A'], { cwd })).code).toBe(0)
  })

  test('of standard output are told, unless the reader has gone away', async () => {
    const path = file('echo.yaml', echo)
    const child = fixture.cli.start(['run', path, 'name=Ada'])
    child.stdout.destroy()
    child.stdin.end()
    let stderr = ''
    child.stderr.on('data', (text) => {
      stderr += text
    })
    const code = await new Promise((done) => child.on('close', done))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test.runIf(process.platform === 'linux')('of a full disk are told', async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [fixture.cli.entry, 'run', file('echo.yaml', echo)], {
      stdio: ['ignore', full, 'pipe'],
    })
    let stderr = ''
    child.stderr?.on('data', (text) => {
      stderr += text
    })
    const code = await new Promise((done) => child.on('close', done))
    expect(code).toBe(1)
    expect(stderr).toContain('Cannot write to standard output')
  })
})

describe('cancelling', () => {
  /** Resolves when the run has got as far as the delay. */
  function running(child: ReturnType<Cli['start']>): Promise<void> {
    return new Promise((ready) => {
      let text = ''
      child.stderr.on('data', (chunk) => {
        text += chunk
        if (text.includes('impl/delay@1')) ready()
      })
    })
  }

  test.skipIf(process.platform === 'win32')('by SIGINT exits with 130 after finally slots have run', async () => {
    const child = fixture.cli.start(['run', file('wait.yaml', wait), '--trace'])
    const end = finished(child)
    await running(child)
    child.kill('SIGINT')
    const { code, stdout, stderr } = await end
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect(stderr).toContain('error cancelled: Execution cancelled')
    expect(stderr).toContain('cleaned up')
  })

  test('by --timeout exits with 130 and says so', async () => {
    const { code, stdout, stderr } = await fixture.cli.run(['run', file('wait.yaml', wait), '--timeout', '50ms'])
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect(stderr).toContain('error timed_out: Execution timed out after 50 ms')
  })

  test.each([[['-']], [['lcod://impl/echo@1', '-i', '-']]])(
    'by --timeout ends the wait for standard input: %j',
    async (words) => {
      const child = fixture.cli.start(['run', ...words, '--timeout', '20'])
      const { code, stderr } = await finished(child)
      expect(code).toBe(130)
      expect(stderr).toContain('Execution timed out after 20 ms')
    },
  )

  test('by --timeout does not keep a finished run waiting', async () => {
    expect((await fixture.cli.run(['run', file('echo.yaml', echo), '--timeout', '1h'])).code).toBe(0)
  })
})
