import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseFlags } from '../flags.ts'
import { portablePath } from '../permission-flags.ts'
import { echoCompose, useCli } from '../testing/use-cli.ts'
import { chooseCacheFolder } from './cache-folder.ts'
import { compatCommands } from './compat-commands.ts'

const fixture = useCli()
const { file, folder } = fixture
const flags = compatCommands[0]?.flags ?? []

describe('lcod-run', () => {
  const run = (args: string[], options = {}) => fixture.cli.run(['lcod-run', ...args], { cwd: folder, ...options })

  test('runs what --compose, -c or the first word names', async () => {
    const path = file('echo.yaml', echoCompose)
    const said = '{"name":"Ada","said":"Ada"}\n'
    expect((await run(['--compose', path, '--compact', 'name=Ada'])).stdout).toBe(said)
    expect((await run(['-c', path, '--compact', 'name=Ada'])).stdout).toBe(said)
    expect((await run([path, '--compact', 'name=Ada', '--core', '--demo'])).stdout).toBe(said)
    expect((await run(['-c', 'lcod://impl/echo@1', 'value=1', '--compact'])).stdout).toBe('{"val":1}\n')
  })

  test('takes the input from a file, standard input or the command line, under both names', async () => {
    const path = file('echo.yaml', echoCompose)
    const input = file('in.json', '\uFEFF{"name":1}')
    const said = (value: number) => `{"name":${value},"said":${value}}\n`
    expect((await run([path, '--compact', '--input', input])).stdout).toBe(said(1))
    expect((await run([path, '--compact', '-s', input])).stdout).toBe(said(1))
    expect((await run([path, '--compact', '--state', '{"name":2}'])).stdout).toBe(said(2))
    expect((await run([path, '--compact', '-i', '-'], { stdin: '{"name":3}' })).stdout).toBe(said(3))
    expect((await run([path, '--compact', '-i', '-', 'name:=4'], { stdin: ' \n' })).stdout).toBe(said(4))
  })

  test('wraps an input that is no object, with a warning', async () => {
    const path = file(
      'input.yaml',
      'compose: [{ call: lcod://impl/echo@1, in: { value: $.input }, out: { said: val } }]',
    )
    const { code, stdout, stderr } = await run([path, '--compact', '-i', '[1,2]'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"input":[1,2],"said":[1,2]}\n' })
    expect(stderr).toBe('warning: The input is an array, not an object; the compose finds it as "input"\n')
  })

  test('fills declared inputs with null, checks schemas and projects to declared outputs', async () => {
    file('declared/compose.yaml', echoCompose)
    file(
      'declared/lcp.toml',
      'id = "lcod://demo/declared@1.0.0"\n[inputs.name]\nschema = \'{"type":"string"}\'\n[outputs.said]\n[outputs.more]\n',
    )
    expect((await run(['declared', '--compact'])).stdout).toBe('{"said":null,"more":null}\n')
    const wrong = await run(['declared', 'name=7'])
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toContain('Input validation failed for lcod://demo/declared@1.0.0: /name must be string')
  })

  test('binds by a file, by a map and by a pair', async () => {
    const path = file(
      'bound.yaml',
      'compose: [{ call: lcod://contract/demo/say@1, in: { value: 1 }, out: { r: val } }]',
    )
    const map = '{"lcod://contract/demo/say@1":"lcod://impl/echo@1"}'
    const pair = 'lcod://contract/demo/say@1=lcod://impl/echo@1'
    for (const value of [map, file('bind.json', map), pair]) {
      expect((await run([path, '--compact', '-b', value])).stdout).toBe('{"r":1}\n')
    }
    expect((await run([path, '-b', '{"a":1}'])).code).toBe(2)
  })

  test('sets the paths that resolver composes expect', async () => {
    const path = file('paths.yaml', 'compose: []')
    const given = await run([path, '--compact', '--project', 'p', '--output', 'p/out.lock'])
    expect(JSON.parse(given.stdout)).toEqual({
      projectPath: portablePath(join(folder, 'p')),
      outputPath: portablePath(join(folder, 'p/out.lock')),
    })
    const all = await run([path, '--compact', '--resolver', '--sources', 's.json', '-s', '{"configPath":"c.json"}'])
    expect(JSON.parse(all.stdout)).toEqual({
      projectPath: portablePath(folder),
      configPath: 'c.json',
      sourcesPath: portablePath(join(folder, 's.json')),
      outputPath: portablePath(join(folder, 'lcp.lock')),
    })
  })

  test('takes every spelling of a duration', async () => {
    const path = file('wait.yaml', 'compose: [{ call: lcod://impl/delay@1, in: { ms: 600000 } }]')
    for (const time of ['20', '0.5S', '0h20ms', '0']) {
      const { code, stderr } = await run([path, '--timeout', time])
      expect(code).toBe(130)
      expect(stderr).toContain('Execution timed out after')
    }
  })

  test('exits with 2 for a wrong command line, with the reason', async () => {
    const cases: Array<[string[], string]> = [
      [[], 'Nothing to run was named'],
      [['x.yaml', '--sate', '{}'], 'Did you mean "--state"?'],
      [['-', 'word'], '"word" is neither a flag nor an input'],
      [['-', '-i', '-'], 'cannot both come from standard input'],
      [['-', '-i', '{}', '-s', '{}'], 'mean the same'],
      [['-', '-i', '{'], 'The input is not JSON'],
      [['-', '--timeout', '3 days'], 'is not a duration'],
      [['-', '-g', '--cache-dir', 'c'], 'name different caches'],
      [['-', '-m', '{"lcod://a/b@1":7}'], 'is not a path'],
      [['-', '-m', '{"lcod://a/b@1":"none.mjs"}'], 'Cannot load the module'],
    ]
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await run(args, { stdin: 'compose: []' })
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' })
      expect(stderr).toContain(message)
    }
  })

  test('resolves on --resolve, and runs with the lock that --lock names', async () => {
    file('locked/compose.yaml', 'compose: [{ call: lcod://demo/inner@1, out: { r: r } }]')
    file('locked/lcp.toml', 'id = "lcod://demo/locked@1.0.0"\n[deps]\nrequires = ["lcod://demo/inner@1"]\n')
    file('locked/components/inner/lcp.toml', 'id = "lcod://demo/inner@1.0.0"\n[outputs.r]\n')
    file('locked/components/inner/compose.yaml', 'compose: [{ call: lcod://impl/set@1, in: { r: 1 }, out: { r: r } }]')
    const lock = join(folder, 'named.lock')
    const resolved = await run(['locked', '--compact', '--resolve', '--lock', lock])
    expect(resolved).toMatchObject({ code: 0, stdout: '{"r":1}\n', stderr: '' })
    expect(readFileSync(lock, 'utf8')).toContain('lcod://demo/inner@1.0.0')
    expect((await run(['locked', '--compact', '--lock', lock])).stdout).toBe('{"r":1}\n')
  })

  test('finds through --resolve and the lock what nothing else finds', async () => {
    const compose = 'compose: [{ call: lcod://demo/away@1, out: { r: r } }]'
    file('project/compose.yaml', compose)
    file(
      'project/lcp.toml',
      'id = "lcod://demo/project@1.0.0"\n[outputs.r]\n[deps]\nrequires = ["lcod://demo/away@1"]\n',
    )
    const source = { type: 'path', path: '../elsewhere/away' }
    const named = file('resolve.json', JSON.stringify({ sources: { 'lcod://demo/away@1': source } }))
    file('elsewhere/away/lcp.toml', 'id = "lcod://demo/away@1.0.0"\n[outputs.r]\n')
    const away = file(
      'elsewhere/away/compose.yaml',
      'compose: [{ call: lcod://impl/set@1, in: { r: 1 }, out: { r: r } }]',
    )
    expect((await run(['project'])).stderr).toContain('lcod://demo/away@1')
    expect((await run(['project', '--resolve'])).code).toBe(1)
    expect(await run(['project', '--compact', '--resolve', '--config', named])).toMatchObject({
      code: 0,
      stdout: '{"r":1}\n',
    })
    expect((await run(['project', '--compact'])).stdout).toBe('{"r":1}\n')
    const before = readFileSync(join(folder, 'project/lcp.lock'), 'utf8')
    writeFileSync(away, 'compose: [{ call: lcod://impl/set@1, in: { r: 2 }, out: { r: r } }]')
    expect((await run(['project'])).stderr).toContain('integrity_mismatch')
    expect((await run(['project', '--compact', '--resolve', '--config', named])).stdout).toBe('{"r":2}\n')
    expect(readFileSync(join(folder, 'project/lcp.lock'), 'utf8')).not.toBe(before)
  })

  test('skips --resolve with a warning where nothing is declared', async () => {
    file('plain/compose.yaml', 'compose: []')
    const { code, stderr } = await run(['plain', '--resolve'])
    expect(code).toBe(0)
    expect(stderr).toContain('warning: There is no lcp.toml beside the compose')
  })

  test('prints help and version, and errors as JSON', async () => {
    expect((await run(['--help'])).stdout).toContain('Usage: lcod-run [--compose] TARGET')
    expect((await run(['--version'])).stdout).toBe('0.0.0-test\n')
    const failed = await run([file('fail.yaml', 'compose: [{ call: lcod://impl/fail@1 }]'), '--json-errors'])
    expect(failed.code).toBe(1)
    expect(JSON.parse(failed.stderr)).toMatchObject({ error: { message: 'boom' } })
  })
})

test('run-compose does the same under its own name', async () => {
  const path = file('echo.yaml', echoCompose)
  const run = (args: string[]) => fixture.cli.run(['run-compose', ...args], { cwd: folder })
  expect((await run(['-c', path, '--state', '{"name":2}', '--compact'])).stdout).toBe('{"name":2,"said":2}\n')
  expect((await run(['--help'])).stdout).toContain('Usage: run-compose [--compose] TARGET')
  expect((await run(['--unknown'])).code).toBe(2)
})

describe('--modules', () => {
  const run = (args: string[]) => fixture.cli.run(['run-compose', ...args, '--compact'], { cwd: folder })
  const call = (id: string) =>
    file(`call-${id}.yaml`, `compose: [{ call: lcod://mine/${id}@1, in: { n: $.n }, out: { r: r } }]`)

  test('brings ES and CommonJS modules, by default and by named exports', async () => {
    file('mods/double.mjs', 'export default (ctx, input) => ({ r: input.n * 2 })\n')
    file('mods/more.cjs', 'exports.triple = async (ctx, input) => ({ r: input.n * 3 })\n')
    const map = file(
      'mods/map.json',
      JSON.stringify({
        'lcod://mine/double@1': './double.mjs',
        'lcod://mine/triple@1': { module: 'more.cjs', export: 'triple' },
      }),
    )
    expect(await run([call('double'), 'n=2', '-m', map])).toMatchObject({ stdout: '{"n":2,"r":4}\n' })
    expect(await run([call('triple'), 'n=2', '-m', map])).toMatchObject({ stdout: '{"n":2,"r":6}\n' })
  })

  test('lets modules call components, run slots and clean up', async () => {
    file(
      'mods/ctx.mjs',
      `export default async (ctx, input, meta) => {
        ctx.defer(() => console.error('cleaned'))
        ctx.ensureNotCancelled()
        const { val } = await ctx.call('lcod://impl/echo@1', { value: input.n })
        const state = await ctx.runSlot('body', { n: val }, { item: 5 })
        const missing = await ctx.runSlot('other').catch((error) => error.code)
        return { r: [val, state.got, missing, ctx.isCancelled(), ctx.currentRawInput(), meta.slot] }
      }\n`,
    )
    const path = file(
      'ctx.yaml',
      `compose:
  - call: lcod://mine/ctx@1
    in: { n: 4 }
    out: { r: r }
    slots:
      body: [{ call: lcod://impl/echo@1, in: { value: $slot.item }, out: { got: val } }]
`,
    )
    const { stdout, stderr } = await run([path, '-m', '{"lcod://mine/ctx@1":"mods/ctx.mjs"}'])
    expect({ stdout, stderr }).toEqual({
      stdout: '{"r":[4,5,"LCOD_SLOT_NOT_FOUND",false,null,{}]}\n',
      stderr: 'cleaned\n',
    })
  })

  /** Runs a compose whose components are the functions of one module, by their names. */
  const runWith = async (compose: string, functions: Record<string, string>) => {
    file(
      'mods/own.mjs',
      Object.entries(functions)
        .map(([name, code]) => `export const ${name} = ${code}`)
        .join('\n'),
    )
    const entries = Object.keys(functions).map((name) => [
      `lcod://mine/${name}@1`,
      { module: 'mods/own.mjs', export: name },
    ])
    const { stdout, stderr } = await run([file('own.yaml', compose), '-m', JSON.stringify(Object.fromEntries(entries))])
    expect(stderr).toBe('')
    return JSON.parse(stdout)
  }

  test('tells a module of its step', async () => {
    const compose = `compose:
  - call: lcod://flow/foreach@1
    in: { list: [7] }
    slots:
      body:
        - call: lcod://mine/tell@1
          in: { n: 1 }
          collectPath: $.x
          children: [{ call: lcod://impl/set@1, in: { x: $slot.item }, out: { x: x } }]
          out: { told: $ }
        - call: lcod://mine/nested@1
          out: { nested: $ }
    collectPath: $
    out: { r: results }
`
    const { r } = await runWith(compose, {
      tell: '(ctx, input, meta) => meta',
      nested: "async (ctx) => ctx.call('lcod://mine/tell@1', {})",
    })
    const body = [{ call: 'lcod://impl/set@1', in: { x: '$slot.item' }, out: { x: 'x' }, slots: {} }]
    expect(r[0].told).toEqual({
      slots: { body },
      children: { body, children: body },
      slot: { item: 7, index: 0 },
      collectPath: '$.x',
    })
    expect(r[0].nested).toMatchObject({ slots: null, children: null })
  })

  test('lets a module run lists of steps: its own, a part of them, and new ones', async () => {
    const compose = `compose:
  - call: lcod://impl/set@1
    in: { base: 1 }
    out: { base: base }
  - call: lcod://mine/each@1
    slots:
      twice:
        - call: lcod://impl/set@1
          in: { a: $.base, b: $slot.n }
          out: { a: a, b: b }
        - call: lcod://impl/set@1
          in: { c: 3 }
          out: { c: c }
    out: { r: r }
`
    const { r } = await runWith(compose, {
      each: `async (ctx, input, meta) => ({ r: [
        await ctx.runChildren(meta.slots.twice, undefined, { n: 5 }),
        await ctx.runChildren(meta.slots.twice.slice(0, 1), { base: 2 }, { n: 6 }),
        await ctx.runChildren([{ call: 'lcod://impl/echo@1', in: { value: '$.v' }, out: { got: 'val' } }], { v: 8 }),
        await ctx.runChildren([]),
        await ctx.runChildren([{ in: {} }]).catch((error) => error.code),
      ] })`,
    })
    expect(r).toEqual([{ base: 1, a: 1, b: 5, c: 3 }, { base: 2, a: 2, b: 6 }, { v: 8, got: 8 }, {}, 'invalid_compose'])
  })

  test('lets a module hand its slots on to what it calls', async () => {
    const compose = `compose:
  - call: lcod://mine/loop@1
    in: { list: [1, 3] }
    collectPath: $.y
    slots:
      body: [{ call: lcod://impl/set@1, in: { y: $slot.item }, out: { y: y } }]
      else: [{ call: lcod://impl/set@1, in: { y: none }, out: { y: y } }]
    out: { r: $ }
`
    const { r } = await runWith(compose, {
      loop: `async (ctx, { list }, meta) => [
        await ctx.call('lcod://flow/foreach@1', { list }, meta),
        await ctx.call('lcod://flow/foreach@1', { list: [] }, { slots: meta.slots, collectPath: '$.y' }),
        await ctx.call('lcod://flow/foreach@1', { list: [{ a: '$.x' }] }, { children: meta.children.body }),
        await ctx.call('lcod://flow/if@1', { cond: true }, { slots: { then: meta.slots.body }, slot: { item: 9 } }),
      ]`,
    })
    expect(r).toEqual([{ results: [1, 3] }, { results: ['none'] }, { results: [{ a: '$.x' }] }, { y: 9 }])
  })

  test('lets modules open, read and close streams', async () => {
    file('mods/text.txt', 'from a file')
    const compose = `compose:
  - call: lcod://mine/open@1
    out: { handles: handles }
  - call: lcod://mine/use@1
    in: { handles: $.handles }
    out: { r: r }
  - call: lcod://contract/core/stream/read@1
    in: { stream: $.handles.0, decode: utf-8 }
    out: { last: chunk }
`
    const { r, last, handles } = await runWith(compose, {
      open: `async (ctx) => ({ handles: [
        ctx.streams.fromAsyncIterable((async function* () { yield 'one'; yield 'two' })()),
        ctx.streams.fromReadable((await import('node:stream')).Readable.from(['x'])),
        ctx.streams.fromFile('mods/text.txt', { encoding: 'utf-8' }),
        ctx.streams.fromBuffer(Buffer.from('hi')),
        ctx.streams.fromChunks(['a', new Uint8Array([98])], { encoding: 'utf-8' }),
      ] })`,
      use: `async (ctx, { handles }) => {
        const read = async (handle, options) => (await ctx.streams.read(handle, options)).chunk
        const [text, ...others] = handles
        const r = [await read(text, { decode: 'utf-8', maxBytes: 3 })]
        for (const handle of others) r.push(await read(handle))
        r.push(await ctx.streams.close(others[0]), await ctx.streams.close(others[0]))
        r.push(await read(others[0]).catch((error) => error.code))
        return { r }
      }`,
    })
    expect(r).toEqual(['one', 'eA==', 'from a file', 'aGk=', 'ab', true, false, 'stream_unknown_handle'])
    expect(last).toBe('two')
    expect(handles.map((handle: { encoding: string }) => handle.encoding)).toEqual([
      'binary',
      'binary',
      'utf-8',
      'base64',
      'utf-8',
    ])
  })

  test('lets modules register components and bind contracts, as long as the level of the registry lasts', async () => {
    const compose = `compose:
  - call: lcod://tooling/registry/scope@1
    slots:
      body:
        - call: lcod://mine/extend@1
          out: { told: $ }
        - call: lcod://contract/demo/say@1
          in: { value: 4, odd: 1 }
          out: { said: $ }
    out: { told: told, said: said }
  - call: lcod://flow/try@1
    slots:
      body: [{ call: lcod://mine/fresh@1 }]
      catch: [{ call: lcod://impl/set@1, in: { code: $slot.error.code }, out: { code: code } }]
    out: { after: code }
`
    const result = await runWith(compose, {
      extend: `async ({ registry, call }) => {
        const fresh = (ctx, input) => ({ twice: input.value * 2, more: true })
        const inputSchema = { properties: { value: { type: 'number' } } }
        registry.register('lcod://mine/fresh@1', fresh, { inputSchema, outputs: ['twice', 'absent'] })
        registry.setBindings({ 'lcod://contract/demo/say@1': 'lcod://mine/fresh@1' })
        const entry = registry.get('lcod://mine/fresh@1')
        return {
          called: await entry.fn(undefined, { value: 2 }),
          refused: await call('lcod://mine/fresh@1', { value: 'x' }).catch((error) => error.code),
          known: [entry.id, entry.inputSchema, registry.get('lcod://none/at@1') ?? null],
          bound: registry.bindings['lcod://contract/demo/say@1'],
        }
      }`,
    })
    const projected = (twice: number) => ({ twice, absent: null })
    expect(result).toEqual({
      told: {
        called: projected(4),
        refused: 'input_validation_failed',
        known: ['lcod://mine/fresh@1', { properties: { value: { type: 'number' } } }, null],
        bound: 'lcod://mine/fresh@1',
      },
      said: projected(8),
      after: 'component_not_found',
    })
  })

  test('lets a module cancel the run', async () => {
    file(
      'mods/stop.mjs',
      `export default (ctx) => {
        const token = ctx.cancellationToken()
        console.error(token.cancelled, ctx.isCancelled())
        ctx.cancel('enough')
        console.error(token.cancelled, token.reason, ctx.signal.aborted)
        token.throwIfCancelled()
      }\n`,
    )
    const { code, stderr } = await run([call('stop'), '-m', '{"lcod://mine/stop@1":"mods/stop.mjs"}'])
    expect(stderr.split('\n').slice(0, 2)).toEqual(['false false', 'true enough true'])
    expect(code).toBe(130)
  })

  test('checks inputs and outputs against schemas', async () => {
    file('mods/double.mjs', 'export default (ctx, input) => ({ r: input.n * 2 })\n')
    file('mods/out.schema.json', '{"properties":{"r":{"maximum":10}}}')
    const map = file(
      'mods/checked.json',
      JSON.stringify({
        'lcod://mine/double@1': {
          module: 'double.mjs',
          inputSchema: { properties: { n: { type: 'number' } } },
          outputSchemaPath: 'out.schema.json',
        },
      }),
    )
    expect((await run([call('double'), 'n=2', '-m', map])).code).toBe(0)
    expect((await run([call('double'), 'n=two', '-m', map])).stderr).toContain('input_validation_failed')
    expect((await run([call('double'), 'n=6', '-m', map])).stderr).toContain('output_validation_failed')
  })
})

describe('chooseCacheFolder()', () => {
  const choose = (words: string[], env = {}) => chooseCacheFolder(parseFlags(words, flags), '/proj', env)

  test('prefers the flag, then the home folder, then the environment, then the project', () => {
    expect(choose([])).toBe(join('/proj', '.lcod', 'cache'))
    expect(choose([], { LCOD_CACHE_DIR: '/env' })).toBe('/env')
    expect(choose(['-g'], { LCOD_CACHE_DIR: '/env' })).toBe(join(homedir(), '.lcod', 'cache'))
    expect(portablePath(choose(['--cache-dir', '/named'], { LCOD_CACHE_DIR: '/env' }))).toBe(portablePath('/named'))
  })
})

describe('the programs of the package', () => {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> }

  test.skipIf(!existsSync('dist/cli/main.cjs'))('answer to their names', () => {
    for (const [program, path] of Object.entries(bin)) {
      const { status, stdout } = spawnSync(process.execPath, [path, '--help'], { encoding: 'utf8' })
      expect({ program, status }).toEqual({ program, status: 0 })
      expect(stdout).toContain(`Usage: ${program} `)
    }
  })
})
