import { bundleErrors } from '../../core/errors/bundle.ts'
import { errorCatalog } from '../../core/errors/catalog.ts'
import { composeErrors, composeProblems } from '../../core/errors/compose.ts'
import { contractErrors } from '../../core/errors/contract.ts'
import type { ErrorEntry } from '../../core/errors/define-errors.ts'
import { durableErrors } from '../../core/errors/durable.ts'
import { flowErrors } from '../../core/errors/flow.ts'
import { gitErrors } from '../../core/errors/git.ts'
import { hostErrors } from '../../core/errors/host.ts'
import { hostingErrors } from '../../core/errors/hosting.ts'
import { httpErrors } from '../../core/errors/http.ts'
import { manifestProblems } from '../../core/errors/manifest.ts'
import { packageErrors } from '../../core/errors/package.ts'
import { projectErrors } from '../../core/errors/project.ts'
import { registryErrors } from '../../core/errors/registry.ts'
import { runErrors } from '../../core/errors/run.ts'
import { scriptErrors } from '../../core/errors/script.ts'
import { streamErrors } from '../../core/errors/stream.ts'
import { textLintProblems } from '../../core/errors/text-lint.ts'
import { unitTestErrors } from '../../core/errors/unit-test.ts'
import { code, generatedHeader, table } from './markdown.ts'

type Area = readonly [title: string, intro: string, errors: Readonly<Record<string, ErrorEntry>>]

/** Areas that have a section of their own, in the order of the page; codes of any other area come last, together. */
const namedAreas: readonly Area[] = [
  ['Running', 'Any step can end with these.', runErrors],
  ['Durable runs', 'What a run with a journal refuses, and what ends it.', durableErrors],
  ['Flow operators', '', flowErrors],
  ['Finding components', '', registryErrors],
  ['Projects and output', '', projectErrors],
  ['Packages', 'What resolving, locking and packing end with.', packageErrors],
  ['Bundles', '', bundleErrors],
  ['Contracts', 'What the built-in contracts refuse, and how they fail.', contractErrors],
  ['Scripts', '', scriptErrors],
  ['Streams', '', streamErrors],
  ['Hosts', 'What the machine or the permissions of the run refuse.', hostErrors],
  ['HTTP', '', httpErrors],
  ['HTTP hosts', '', hostingErrors],
  ['Tests', 'What a test run by `lcod test` can end with besides what it tests.', unitTestErrors],
  ['Git', '', gitErrors],
  ['Documents', '', composeErrors],
]

/** Every code of the catalogue, by section. */
export function errorAreas(): readonly Area[] {
  const named = new Set(namedAreas.flatMap(([, , errors]) => Object.keys(errors)))
  const others = Object.fromEntries(Object.entries(errorCatalog).filter(([name]) => !named.has(name)))
  return Object.keys(others).length === 0 ? namedAreas : [...namedAreas, ['Others', '', others]]
}

const INTRO = `
An error of the kernel has a \`code\`, a \`message\`, often \`data\`, the place in the compose, and the steps that led there.
A \`catch\` slot of \`flow/try\` sees \`code\`, \`message\` and \`data\`. Composes, scripts and hosts may give their own errors
other codes; those pass through unchanged.
`

const PROBLEMS = `
## Problems of a document

Reading a compose finds all of its problems at once. An \`invalid_compose\` error carries them as \`data.problems\`;
\`lcod check\` prints them.

`

const CHECKS = `
## Problems of steps

What \`lcod check\`, \`lcod lint\` and the editor find by comparing each step with the component it calls and the state it
finds. A run does not look for them beforehand. [Lint rules](lint.md) says which are errors.

`

const DESCRIPTORS = `
## Problems of descriptors

What \`lcod check\` and the editor find in an \`lcp.toml\` or a \`workspace.lcp.toml\` that can be read.

`

/** `docs/errors.md`: the error catalogue. */
export function errorsPage(): string {
  const sections = errorAreas().map(([title, intro, errors]) => {
    return `\n## ${title}\n\n${intro === '' ? '' : `${intro}\n\n`}${errorTable(errors)}`
  })
  const header = generatedHeader('Errors', 'core/errors')
  const problems = PROBLEMS + errorTable(composeProblems) + CHECKS + errorTable(textLintProblems)
  return header + INTRO + sections.join('') + problems + DESCRIPTORS + errorTable(manifestProblems)
}

function errorTable(errors: Readonly<Record<string, ErrorEntry>>): string {
  const rows = Object.entries(errors).map(([name, { meaning, fix }]) => [code(name), meaning, fix])
  return table(['Code', 'What happened', 'What to do'], rows)
}
