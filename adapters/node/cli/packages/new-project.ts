import { generateReadme } from '../../../../core/manifest/generate-readme.ts'
import { readManifestTable } from '../../../../core/manifest/manifest-table.ts'

export const INIT_KINDS = ['compose', 'component', 'workspace'] as const

export type InitKind = (typeof INIT_KINDS)[number]

export function isInitKind(word: string): word is InitKind {
  return INIT_KINDS.some((kind) => kind === word)
}

/**
 * The files of a new project: name → text. A compose is a component of the kind `workflow`: a program, which people run.
 * What they hold runs, resolves, locks, tests and packs as it is.
 */
export function newProjectFiles(kind: InitKind, id: string): ReadonlyMap<string, string> {
  if (kind !== 'workspace') return new Map(componentFiles(id, kind === 'compose' ? 'workflow' : 'component'))
  const [, base = '', version = ''] = /^lcod:\/\/(.+)@(.+)$/.exec(id) ?? []
  const inner = componentFiles(`lcod://${base}/greet@${version}`, 'component')
  return new Map([
    ['workspace.lcp.toml', workspaceText(id, version)],
    ['packages/main/lcp.toml', packageText(id, version)],
    ...inner.map(([name, text]) => [`packages/main/components/greet/${name}`, text] as const),
  ])
}

const COMPOSE = `compose:
  - call: lcod://contract/core/string/format@1
    in:
      template: Hello {name}
      values: { name: $.name }
    out:
      greeting: value
`

const TEST = `name: greets by name
input:
  name: Ada
expect:
  greeting: Hello Ada
`

function componentFiles(id: string, kind: 'component' | 'workflow'): Array<readonly [string, string]> {
  const version = id.slice(id.lastIndexOf('@') + 1)
  const descriptor = `schemaVersion = "2.0"
id = "${id}"
version = "${version}"
kind = "${kind}"
summary = "Greets somebody."

[inputs.name]
summary = "Whom to greet."
required = true
schema = '{ "type": "string" }'

[outputs.greeting]
summary = "The greeting."
schema = '{ "type": "string" }'

[deps]
requires = ["lcod://contract/core/string/format@1"]
`
  return [
    ['lcp.toml', descriptor],
    ['compose.yaml', COMPOSE],
    ['README.md', generateReadme(readManifestTable(descriptor, 'lcp.toml'))],
    ['tests/unit/greets.yaml', TEST],
  ]
}

function workspaceText(id: string, version: string): string {
  return `schemaVersion = "1.0"
id = "${id}"
version = "${version}"
kind = "workspace"

[workspace]
packages = ["main"]
`
}

function packageText(id: string, version: string): string {
  return `schemaVersion = "2.0"
id = "${id}"
version = "${version}"
kind = "workspace-package"
summary = "Components of this workspace."

[workspace]
componentsDir = "components"
`
}
