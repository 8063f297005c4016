import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { echoCompose, useCli } from './testing/use-cli.ts'

const fixture = useCli()
const { file, folder } = fixture
const echo = echoCompose

describe('wrong documents and command lines', () => {
  test.each([
    ['malformed YAML', 'compose:\n  - call: [\n', 'yaml_syntax'],
    ['a step without call', 'compose:\n  - in: {}\n', 'missing_call'],
    ['a document without steps', 'steps: []\n', 'missing_compose'],
    ['a duplicate key', 'compose: []\ncompose: []\n', 'duplicate_key'],
    ['deep nesting', `compose: ${'['.repeat(20_000)}`, ':1:'],
  ])('exit with 2 for %s, with the place', async (name, text, expected) => {
    const path = file(`bad/${name.replaceAll(' ', '-')}.yaml`, text)
    const { code, stdout, stderr } = await fixture.cli.run(['run', path])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`${path}:`)
    expect(stderr).toContain(expected)
    expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+\)/)
  })

  test('exit with 2 for a manifest that is no TOML', async () => {
    file('badtoml/compose.yaml', echo)
    file('badtoml/lcp.toml', 'id = \n')
    const { code, stderr } = await fixture.cli.run(['run', join(folder, 'badtoml')])
    expect(code).toBe(2)
    expect(stderr).toContain('invalid_manifest')
  })

  test.each([
    [['run'], '"run" needs something to run'],
    [['run', 'none.yaml'], 'Cannot read "none.yaml": no such file or folder'],
    [['run', 'flow/if@1'], 'Component ids start with lcod://'],
    [['run', '.', '--tmeout', '3s'], 'Did you mean "--timeout"?'],
    [['run', '-', '-i', '-'], 'cannot both come from standard input'],
    [['run', '-', '--timeout', 'soon'], '"soon" is not a duration'],
    [['run', '-', '--trace=html'], 'Unknown trace format "html"'],
    [['run', '-', '--log-level', 'loud'], 'Unknown log level "loud"'],
    [['run', '-', '--bind', 'a'], '"a" is not a binding'],
    [['run', '-', 'extra'], '"extra" is neither a flag nor an input'],
    [['run', 'http://example.com/x.yaml'], 'without encryption'],
    [['rnu'], 'Did you mean "lcod run"?'],
    [['job.yaml'], 'To run a compose, write lcod run job.yaml'],
    [['graph'], '"graph" needs a compose to draw'],
    [['trace', 'show', 'none.jsonl'], 'Cannot read the trace "none.jsonl": no such file or folder'],
    [[], 'Usage: lcod COMMAND'],
  ])('exit with 2 for lcod %j', async (args, message) => {
    const { code, stdout, stderr } = await fixture.cli.run(args, { stdin: 'compose: []', cwd: folder })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  test('are JSON with --json-errors', async () => {
    const usage = await fixture.cli.run(['run', '--nope', '--json-errors'])
    expect(JSON.parse(usage.stderr)).toMatchObject({ error: { code: 'usage', message: 'Unknown flag "--nope"' } })
    const invalid = await fixture.cli.run(['run', '-', '--json-errors'], { stdin: 'compose: [{}]' })
    expect(JSON.parse(invalid.stderr)).toMatchObject({
      error: { code: 'invalid_compose', data: { problems: [{ code: 'missing_call' }] } },
    })
  })
})
