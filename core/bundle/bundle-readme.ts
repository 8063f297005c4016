import type { Manifest } from '../manifest/read-manifest.ts'

/** What a README is about. */
export interface ReadmeSubject {
  readonly manifest: Manifest
  /** Stands for an id that the manifest lacks. */
  readonly name: string
  readonly componentIds: readonly string[]
}

/**
 * The README of a bundle, or of an application that is made of one: what it is, how to run it, what it is made of.
 *
 * @param about A sentence on what kind of thing it is.
 * @param commands What runs it, one a line; the required inputs are added to the last.
 */
export function bundleReadme(
  { manifest, name, componentIds }: ReadmeSubject,
  { about, commands }: { readonly about: string; readonly commands: readonly string[] },
): string {
  const { id = name, summary, inputs, outputs } = manifest
  const sections = [
    `# ${id}`,
    ...(summary === undefined ? [] : [summary]),
    about,
    `\`\`\`sh\n${commands.join('\n')}${requiredWords(manifest)}\n\`\`\``,
    ...list('Inputs', inputs),
    ...list('Outputs', outputs),
    ...list('Components', [...componentIds].sort()),
  ]
  return `${sections.join('\n\n')}\n`
}

/** The required inputs as words of a command line, each after a blank: ` name=…`. */
export function requiredWords({ inputs, inputSchema }: Manifest): string {
  const required: unknown = inputSchema?.['required']
  return inputs.map((input) => (Array.isArray(required) && required.includes(input) ? ` ${input}=…` : '')).join('')
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${heading}`, items.map((item) => `* \`${item}\``).join('\n')]
}
