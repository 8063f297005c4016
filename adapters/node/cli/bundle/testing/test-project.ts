import { descriptorText } from '../../../../../core/resolve/testing/memory-project.ts'

/** A component of the project, whose id needs encoding. */
export const PART = 'lcod://demo/pärt+1@1.2.0'

const fail = (name: string, step: string) =>
  `  - call: lcod://flow/if@1\n    in: { cond: $.${name} }\n    slots:\n      then:\n        - ${step}\n`

/**
 * A project in `app` that uses a component beside it, a script, an asset and its own files, and that fails in as many ways
 * as it has flags as inputs.
 */
export const testProject: Readonly<Record<string, string>> = {
  'app/lcp.toml': `${descriptorText('lcod://demo/app@1.0.0', [PART]).replace('summary = "s"', 'summary = "Greets"')}
[inputs.name]
required = true
schema = '{"type":"string"}'
[inputs.throw]
[inputs.script]
[inputs.denied]
[inputs.unknown]
[outputs.text]
[outputs.twice]
[outputs.asset]
[outputs.kept]
`,
  'app/compose.yaml': `compose:
  - call: ${PART}
    in: { name: $.name }
    out: { text: text }
  - call: lcod://tooling/script@1
    in: { input: { text: $.text }, source: "({ state }) => ({ twice: state.text + state.text })" }
    out: { twice: twice }
  - call: lcod://contract/core/string/format@1
    in: { template: "{folder}/data/greeting.txt", values: { folder: $globals.projectPath } }
    out: { path: value }
  - call: lcod://contract/core/fs/read-file@1
    in: { path: $.path }
    out: { asset: data }
${fail('throw', '{ call: lcod://flow/throw@1, in: { code: mine, message: No, data: { a: 1 } } }')}${fail('script', '{ call: lcod://tooling/script@1, in: { source: "() => { throw new Error(\'broken\') }" } }')}${fail('denied', '{ call: lcod://contract/core/fs/read-file@1, in: { path: /etc/hosts } }')}${fail('unknown', '{ call: lcod://demo/nobody@1 }')}  - call: lcod://contract/core/string/format@1
    in: { template: "{folder}/.lcod/kept.txt", values: { folder: $globals.projectPath } }
    out: { keep: value }
  - call: lcod://contract/core/fs/write-file@1
    in: { path: $.keep, data: $.text, createParents: true }
  - call: lcod://contract/core/fs/read-file@1
    in: { path: $.keep }
    out: { kept: data }
`,
  'app/data/greeting.txt': 'Hello',
  'app/resolve.config.json': JSON.stringify({
    sources: { [PART]: { type: 'path', path: '../part' } },
    assets: ['data'],
  }),
  'part/lcp.toml': `${descriptorText(PART)}\n[inputs.name]\n[outputs.text]\n`,
  'part/compose.yaml': `compose:
  - call: lcod://contract/core/string/format@1
    in: { template: "Hi {name}", values: { name: $.name } }
    out: { text: value }
`,
  'part/schemas/name.json': '{}',
}
