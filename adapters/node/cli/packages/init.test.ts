import { describe, expect, test } from 'vitest'
import { composeText, descriptorText } from '../../../../core/resolve/testing/memory-project.ts'
import { usePackages } from './testing/use-packages.ts'

const fixture = usePackages()
const { lcod, put, text, has } = fixture

describe('a new project of each kind', () => {
  test.each([
    ['compose', '.', ''],
    ['component', '.', ''],
    ['workspace', 'packages/main/components/greet', 'packages/main/components/greet/'],
  ])('%s: checks, runs, tests, resolves, verifies, generates and packs as it is', async (kind, target, inside) => {
    const made = await lcod('init', kind, '--id', 'lcod://acme/kit@0.1.0')
    expect(made).toMatchObject({ code: 0, stderr: `Next: lcod run ${target} name=Ada && lcod test\n` })
    expect(made.stdout.split('\n')).toContain(`${inside}compose.yaml`)
    expect(await lcod('check')).toMatchObject({ code: 0, stderr: '1 file checked: no problems\n' })
    expect(await lcod('lint')).toMatchObject({ code: 0, stderr: '1 file checked: no problems\n' })
    expect(JSON.parse((await lcod('run', target, 'name=Ada')).stdout)).toEqual({ greeting: 'Hello Ada' })
    expect(await lcod('test')).toMatchObject({ code: 0, stderr: '1 passed\n' })
    expect(await lcod('resolve')).toMatchObject({ code: 0, stdout: `${inside}lcp.lock written: 0 components\n` })
    expect(await lcod('resolve', '--frozen')).toMatchObject({ code: 0 })
    expect(await lcod('install', '--frozen')).toMatchObject({ code: 0 })
    expect((await lcod('run', target, 'name=Ada', '--frozen')).code).toBe(0)
    expect(await lcod('generate', '--check')).toMatchObject({ code: 0, stdout: '1 file is up to date\n' })
    expect((await lcod('plan')).stdout).toMatch(/^lcod:\/\/acme\/kit(\/greet)?@0\.1\.0\n/)
    const packed = await lcod('pack')
    expect(packed.stdout).toMatch(/\.lcpkg written: 5 files, 6144 bytes\nsha256-[\da-f]{64}\n$/)
    expect((await lcod('pack')).stdout).toBe(packed.stdout)
    put({ [`app/${inside}compose.yaml`]: composeText('changed') })
    expect((await lcod('run', target, 'name=Ada', '--frozen')).stderr).toContain('integrity_mismatch')
    expect((await lcod('init', kind)).stderr).toContain('exists already')
  })
})

describe('init in a folder with a compose', () => {
  const compose = 'compose:\n  - call: lcod://impl/set@1\n    in: { text: hi }\n    out: { text: text }\n'

  test('writes what is missing to make a component of it, and nothing over what is there', async () => {
    put({ 'app/compose.yaml': compose, 'app/README.md': 'mine\n' })
    expect((await lcod('resolve')).stderr).toContain('lcod init makes one')
    expect(await lcod('init')).toEqual({ code: 0, stdout: 'lcp.toml\n', stderr: 'Next: lcod resolve\n' })
    expect(text('app/README.md')).toBe('mine\n')
    expect(text('app/lcp.toml')).toContain('requires = [\n  "lcod://impl/set@1",\n]')
    expect(await lcod('check')).toMatchObject({ code: 0, stderr: '1 file checked: no problems\n' })
    expect((await lcod('resolve')).code).toBe(0)
    expect(await fixture.ran('--frozen')).toEqual({ text: 'hi' })
  })

  test('refuses a compose that is not one', async () => {
    put({ 'app/compose.yaml': 'compose: 3\n' })
    expect(await lcod('init')).toMatchObject({ code: 2, stderr: expect.stringContaining('lcod check compose.yaml') })
    expect(has('app/lcp.toml')).toBe(false)
  })
})

describe('a workspace', () => {
  const member = (name: string) => `app/packages/main/components/${name}`

  test('resolves each component, with what its others need of each other', async () => {
    await lcod('init', 'workspace', '--id', 'lcod://acme/kit@0.1.0')
    put({
      [`${member('shout')}/lcp.toml`]: descriptorText('lcod://acme/kit/shout@0.1.0', ['lcod://acme/kit/greet@0.1.0']),
      [`${member('shout')}/compose.yaml`]:
        'compose:\n  - { call: lcod://acme/kit/greet@0.1.0, in: { name: $.name }, out: { said: greeting } }\n',
    })
    const resolved = await lcod('resolve')
    expect(resolved.stdout.split('\n').map((line) => line.replace(/.*components\//, ''))).toEqual([
      'greet/lcp.lock written: 0 components',
      'shout/lcp.lock written: 1 component',
      '',
    ])
    const shout = member('shout').slice('app/'.length)
    expect(JSON.parse((await lcod('run', shout, 'name=Ada', '--frozen')).stdout)).toEqual({
      name: 'Ada',
      said: 'Hello Ada',
    })
    expect((await lcod('resolve', shout, '--frozen')).code).toBe(0)
    expect(await lcod('why', 'lcod://acme/kit/greet')).toMatchObject({
      code: 0,
      stdout: 'lcod://acme/kit/shout@0.1.0\n  -> lcod://acme/kit/greet@0.1.0\n',
    })
  })

  test.each(['pack', 'resolve', 'plan'])('%s --json is for one of its components', async (command) => {
    await lcod('init', 'workspace')
    expect(await lcod(command, '--json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name one of its components, such as packages/main/components/greet'),
    })
  })

  test('is checked with the descriptors of its packages', async () => {
    await lcod('init', 'workspace')
    put({
      'app/workspace.lcp.toml': '[workspace]\npackages = ["main", "gone"]\n',
      'app/packages/main/lcp.toml': text('app/packages/main/lcp.toml').replace('summary', 'sumary'),
    })
    for (const command of ['check', 'lint']) {
      const { code, stderr } = await lcod(command)
      expect(code).toBe(2)
      expect(stderr).toContain('workspace.lcp.toml:2:1: error workspace_packages: There is no package "gone"')
      expect(stderr).toContain('packages/main/lcp.toml:5:1: warning manifest_unknown_key: "sumary" means nothing here')
    }
  })

  test('without components says so', async () => {
    put({ 'app/workspace.lcp.toml': 'schemaVersion = "1.0"\n[workspace]\npackages = []\n' })
    expect(await lcod('resolve')).toMatchObject({ code: 2, stderr: expect.stringContaining('has no components') })
  })
})

test('why names what the kernel has itself, and the components that ask for it', async () => {
  await lcod('init', '--id', 'lcod://acme/greet@0.1.0')
  expect(await lcod('why', 'lcod://contract/core/string/format')).toMatchObject({
    code: 0,
    stdout: 'lcod://acme/greet@0.1.0\n  -> lcod://contract/core/string/format@1 (the kernel has it)\n',
  })
  expect(await lcod('why', 'lcod://acme/none')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'Nothing that lcod://acme/greet@0.1.0 needs is "lcod://acme/none"; lcod plan lists what it needs\n',
  })
  expect(await lcod('why')).toMatchObject({ code: 2, stderr: expect.stringContaining('A component id is missing') })
})
