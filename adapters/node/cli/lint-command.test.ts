import { expect, test } from 'vitest'
import { useCli } from './testing/use-cli.ts'

const fixture = useCli()

const DESCRIPTOR = `schemaVersion = "2.0"
id = "lcod://acme/wrong@0.1.0"
version = "0.1.0"
kind = "component"
summary = "Wrong in many ways."
colour = "red"
[outputs.text]
summary = "Text"
schema = '{"type":"string"}'
[deps]
requires = ["lcod://acme/listed@1"]
[logging]
app = "loud"
`

const COMPOSE = `compose:
  - call: lcod://impl/set@1
    in: { a: 1 }
    out: { text: a, unused: a }
  - call: lcod://flow/if@1
    in: { cond: false }
    slots:
      then: [{ call: lcod://acme/other@1 }]
  - call: lcod://contract/tooling/log@1
    in: { level: info, message: hello, tags: { logger: web } }
  - call: lcod://flow/throw@1
  - call: lcod://acme/listed@1
`

test('lint finds everything that check finds and what is seldom meant, in the compose and in its descriptor', async () => {
  const folder = fixture.file('wrong/lcp.toml', DESCRIPTOR).replace(/\/lcp\.toml$/, '')
  fixture.file('wrong/compose.yaml', COMPOSE)
  fixture.file('wrong/README.md', '')
  const { code, stderr } = await fixture.cli.run(['lint'], { cwd: folder })
  const heads = stderr.split('\n').filter((line) => /^[\w.]+:\d+:\d+: /.test(line))
  expect(heads).toEqual([
    'compose.yaml:8:22: warning unknown_component: Nothing here has the id "lcod://acme/other@1"',
    'compose.yaml:12:11: warning unknown_component: Nothing here has the id "lcod://acme/listed@1"',
    'compose.yaml:2:5: warning unused_output: Nothing reads "unused", and it is no declared output',
    'compose.yaml:5:5: warning unreachable_slot: "then" never runs: the condition is always false',
    'compose.yaml:8:14: warning undeclared_dependency: "lcod://acme/other@1" is called and not required under [deps]',
    'compose.yaml:9:5: warning undeclared_logger: The logger "web" is not declared under [logging]',
    'compose.yaml:12:5: warning unreachable_step: The step never runs: "lcod://flow/throw@1" before it always leaves',
    'lcp.toml:13:1: warning unused_logger: The logger "app" is declared under [logging] and nothing uses it',
    'lcp.toml:6:1: warning manifest_unknown_key: "colour" means nothing here',
    'lcp.toml:13:1: warning manifest_shape: logging.app must be trace, debug, info, warn, error or fatal, found "loud"',
  ])
  expect(stderr).toContain('compose.yaml: loggers\n  app  0 uses, declared\n  web  1 use\n')
  expect(stderr).toContain('1 file checked: 10 warnings\n')
  expect(code).toBe(1)
  const { stdout } = await fixture.cli.run(['lint', '--json'], { cwd: folder })
  const { files } = JSON.parse(stdout)
  expect(files.map(({ file, problems }: { file: string; problems: unknown[] }) => [file, problems.length])).toEqual([
    ['compose.yaml', 8],
    ['lcp.toml', 2],
  ])
  expect(files[0].problems.at(-1)).toMatchObject({ code: 'unused_logger', line: 13, column: 1 })
})

test('lint tells of a descriptor that is no TOML, and of the compose beside it', async () => {
  const folder = fixture.file('broken/lcp.toml', '[logging\n').replace(/\/lcp\.toml$/, '')
  fixture.file('broken/compose.yaml', 'compose: [{ call: lcod://impl/set@1, inn: 1 }]\n')
  const { code, stderr } = await fixture.cli.run(['lint'], { cwd: folder })
  expect(code).toBe(2)
  expect(stderr).toContain('error invalid_manifest')
  expect(stderr).toMatch(/compose\.yaml:1:\d+: \w+ unknown_key/)
})
