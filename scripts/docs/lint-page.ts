import { lintRules } from '../../core/lint/lint.ts'
import { code, generatedHeader, table } from './markdown.ts'

const INTRO = `
\`lcod lint\` looks for what is allowed and seldom meant. Everything it reports is a warning: the compose would run.
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
  return `${generatedHeader('Lint rules', 'core/lint')}${INTRO}\n${table(['Rule', 'What it finds', 'What to do'], rows)}${LOGGERS}`
}
