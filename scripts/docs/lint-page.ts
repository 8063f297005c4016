import { textLintProblems } from '../../core/errors/text-lint.ts'
import { lintRules } from '../../core/lint/lint.ts'
import { code, generatedHeader, table } from './markdown.ts'

const INTRO = `
\`lcod lint\` finds what \`lcod check\` finds, and habits that are allowed and seldom meant. Only what is certain is
reported: where a step's state, component or slot cannot be known without running, nothing is said.

## Steps

Each step is compared with the component it calls and the state it finds, those in slots and in inline composes too.
\`lcod check\`, \`lcod lint\` and the editor share these rules.

`

const SEVERITIES = `
These are errors, since the step would fail whenever it runs:

* an id in \`flow\` or \`kernel\` that the kernel does not have
* a missing or wrong input of a component of the kernel that checks it
* a literal that the schema of a component's manifest refuses
* a slot that a component of the kernel lacks or does not have
* \`flow/break\` and \`flow/continue\` outside of every loop

All else is a warning. A manifest's \`required\` is not enforced between components, and its slots may be behind its
compose; bindings and registrations can still bring an id.

## Habits

Warnings all: the compose would run. The editor shows the first two.

`

const LOGGERS = `
## Loggers

The logger of an entry is its tag \`logger\`, a dotted name: \`app.db\` is below \`app\`. A package says under \`[logging]\` of
its \`lcp.toml\` which loggers it has:

\`\`\`toml
[logging]
app = "info"

[logging."app.db"]
level = "warn"
description = "Queries and connections"
\`\`\`

\`lcod lint\` lists the loggers that a compose and everything it calls name, with the number of places, and compares them
with this table. \`lcod run --log app=debug,app.db=warn\` sets their levels for one run: the longest name wins.
`

/** `docs/lint.md`: the rules of `lcod lint`. */
export function lintPage(): string {
  const rows = lintRules.map((rule) => [code(rule.code), rule.summary, rule.advice])
  const checks = Object.entries(textLintProblems).map(([name, { meaning, fix }]) => [code(name), meaning, fix])
  const head = ['Rule', 'What it finds', 'What to do']
  const header = generatedHeader('Lint rules', 'core/lint, core/errors/text-lint.ts')
  return header + INTRO + table(head, checks) + SEVERITIES + table(head, rows) + LOGGERS
}
