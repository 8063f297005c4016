import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { echoCompose, useCli } from './testing/use-cli.ts'

const fixture = useCli()
const { file, folder } = fixture
const echo = echoCompose

describe('lcod check, graph, help and version', () => {
  test('check reports all problems of all files', async () => {
    file('checked/a/compose.yaml', 'compose:\n  - in: {}\n  - call: lcod://impl/ecko@1\n')
    file('checked/b/compose.yaml', 'compose:\n  - call: lcod://impl/ecko@1\n    extra: 1\n')
    const { code, stdout, stderr } = await fixture.cli.run(['check', 'checked'], { cwd: folder })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('error missing_call')
    expect(stderr).toContain('warning unknown_component: Nothing here has the id "lcod://impl/ecko@1"')
    expect(stderr).toContain('Did you mean "lcod://impl/echo@1"?')
    expect(stderr).toMatch(/2 files checked: 1 error, \d warnings\n$/)
  })

  test('check prints JSON, and exits with 0 when there are warnings only', async () => {
    const path = file('one.yaml', 'compose:\n  - call: lcod://impl/ecko@1\n')
    const { code, stdout } = await fixture.cli.run(['check', path, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      files: [path],
      problems: [{ code: 'unknown_component', severity: 'warning', file: path, line: 2, column: 11 }],
    })
  })

  test('check takes an unknown flow operator for an error: nobody else can bring it', async () => {
    const path = file('operator.yaml', 'compose:\n  - call: lcod://flow/foreech@1\n')
    const { code, stderr } = await fixture.cli.run(['check', path])
    expect(code).toBe(2)
    expect(stderr).toContain('error unknown_component: Nothing here has the id "lcod://flow/foreech@1"')
    expect(stderr).toContain('Did you mean "lcod://flow/foreach@1"?')
  })

  test('check knows components of registry scopes and of the components folder', async () => {
    const identity = 'id = "lcod://demo/inner@1.0.0"\nversion = "1.0.0"\nkind = "component"\nsummary = "s"\n'
    file('own2/components/inner/lcp.toml', `schemaVersion = "2.0"\n${identity}`)
    file('own2/components/inner/compose.yaml', 'compose: []\n')
    file('own2/components/inner/README.md', '# Inner\n')
    file(
      'own2/compose.yaml',
      `compose:
  - call: lcod://demo/inner@1
  - call: lcod://tooling/registry/scope@1
    in: { components: [{ id: "lcod://demo/inline@1", compose: [] }] }
    slots:
      body: [{ call: lcod://demo/inline@1 }]
`,
    )
    expect((await fixture.cli.run(['check', join(folder, 'own2')])).stderr).toBe('2 files checked: no problems\n')
  })

  test('check compares steps with what they call, errors being what fails whenever it runs', async () => {
    const path = file('steps.yaml', 'compose:\n  - call: lcod://flow/foreach@1\n    in: { lst: [1] }\n')
    const { code, stderr } = await fixture.cli.run(['check', path])
    expect(code).toBe(2)
    expect(stderr).toContain('error missing_slot: "lcod://flow/foreach@1" needs a slot "body"')
    expect(stderr).toContain('warning unknown_input: "lcod://flow/foreach@1" has no input "lst"')
    const linted = await fixture.cli.run(['lint', path])
    expect(linted.code).toBe(2)
    expect(linted.stderr).toContain('error missing_slot')
  })

  test('check and lint find nothing in the examples', async () => {
    const examples = join(import.meta.dirname, '../../../examples')
    for (const command of ['check', 'lint']) {
      const { code, stderr } = await fixture.cli.run([command, examples])
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/checked: no problems\n$/) })
    }
  })

  test('check exits with 2 when there is nothing to check', async () => {
    mkdirSync(join(folder, 'empty'))
    expect((await fixture.cli.run(['check', 'empty'], { cwd: folder })).stderr).toContain(
      'No compose and no lcp.toml found in "empty"',
    )
    expect((await fixture.cli.run(['check', 'none'], { cwd: folder })).code).toBe(2)
  })

  test('graph prints a flowchart', async () => {
    const { code, stdout } = await fixture.cli.run(['graph', file('echo.yaml', echo)])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^flowchart TD\n/)
    expect(stdout).toContain('impl/echo@1')
  })

  test('help and version go to standard output', async () => {
    expect((await fixture.cli.run(['version'])).stdout).toBe('0.0.0-test\n')
    expect((await fixture.cli.run(['--version'])).stdout).toBe('0.0.0-test\n')
    expect((await fixture.cli.run(['--help'])).stdout).toContain('Commands:')
    for (const name of ['run', 'check', 'graph', 'help', 'version']) {
      const asked = await fixture.cli.run([name, '--help'])
      expect(asked.code).toBe(0)
      for (const part of ['Usage: lcod', 'Flags:', 'Examples:', 'Exit codes:']) expect(asked.stdout).toContain(part)
      expect((await fixture.cli.run(['help', name])).stdout).toBe(asked.stdout)
    }
  })

  test('colours appear only when they are wanted', async () => {
    const args = ['run', 'none.yaml']
    expect((await fixture.cli.run(args)).stderr).not.toContain('\u001b')
    expect((await fixture.cli.run(args, { env: { FORCE_COLOR: '1' } })).stderr).toContain('\u001b[31m')
    expect((await fixture.cli.run(args, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stderr).not.toContain('\u001b')
  })
})
