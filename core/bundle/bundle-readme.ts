import { readManifest } from '../manifest/read-manifest.ts'
import type { LockedComponent } from '../resolve/lock-file.ts'

/** The README of a bundle: what it is, how to run it, what it is made of. */
export function bundleReadme(name: string, descriptor: string, components: readonly LockedComponent[]): string {
  const { id = name, summary, inputs, outputs, inputSchema } = readManifest(descriptor, 'lcp.toml')
  const required: unknown = inputSchema?.['required']
  const inputWords = inputs.map((input) => (Array.isArray(required) && required.includes(input) ? ` ${input}=…` : ''))
  const sections = [
    `# ${id}`,
    ...(summary === undefined ? [] : [summary]),
    'An LCOD bundle: a compose with every component it needs. Everything in it is compared with the digests of `lcp.lock` before it runs.',
    ['```sh', `lcod run ${name}.lcod${inputWords.join('')}`, '```'].join('\n'),
    ...list('Inputs', inputs),
    ...list('Outputs', outputs),
    ...list('Components', components.map(({ id: component }) => component).sort()),
  ]
  return `${sections.join('\n\n')}\n`
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${heading}`, items.map((item) => `* \`${item}\``).join('\n')]
}
