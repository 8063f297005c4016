import { capabilitiesOf, type ResolvedComponent } from '../../../../core/resolve/resolve-project.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { onProject } from './on-project.ts'

/** `lcod plan [DIR|ID|URL…]`: what would run, before anything does. */
export const planCommand: CommandRunner = (parsed) =>
  onProject(parsed, parsed.positionals, async ({ project }) => {
    const { root, components } = await project.resolve()
    const all = project.request === undefined ? [root, ...components] : components
    const capabilities = summed(all)
    if (parsed.has('json')) {
      await writeResult(`${JSON.stringify({ components: all.map(record), capabilities }, null, 2)}\n`)
      return EXIT.success
    }
    const lines = all.flatMap((one) => [
      one.id,
      `  from       ${describeSource(one)}`,
      `  descriptor ${one.integrity}`,
      ...(one.composeIntegrity === undefined ? [] : [`  compose    ${one.composeIntegrity}`]),
      ...Object.entries(one.lockedFiles ?? {}).map(([path, digest]) => `  file       ${digest}  ${path}`),
    ])
    const wanted = Object.entries(capabilities).map(([kind, list]) => `  ${kind}: ${list.join(', ')}`)
    const says = wanted.length === 0 ? ['Declared capabilities: none'] : ['Declared capabilities:', ...wanted]
    await writeResult(`${[...lines, '', ...says].join('\n')}\n`)
    return EXIT.success
  })

function summed(components: readonly ResolvedComponent[]): Record<string, string[]> {
  const sum: Record<string, string[]> = {}
  for (const { table } of components) {
    for (const [kind, list] of Object.entries(capabilitiesOf(table))) {
      sum[kind] = [...new Set([...(sum[kind] ?? []), ...list])].sort()
    }
  }
  return sum
}

function record(component: ResolvedComponent): object {
  const { id, source, integrity, composeIntegrity, lockedFiles: files, dependencies, table } = component
  return { id, source, integrity, composeIntegrity, files, dependencies, capabilities: capabilitiesOf(table) }
}

function describeSource({ source }: ResolvedComponent): string {
  const { type, url, path, ref, commit, compose } = source
  const at = commit ?? ref
  return [type, url ?? path ?? compose, at === undefined ? '' : `@ ${at}`].filter(Boolean).join(' ')
}
