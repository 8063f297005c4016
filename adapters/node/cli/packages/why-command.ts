import { tableAt } from '../../../../core/manifest/table-text.ts'
import type { ResolvedComponent } from '../../../../core/resolve/resolve-project.ts'
import { own } from '../../../../core/values.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { onProject } from './on-project.ts'
import { ensureId } from './package-target.ts'

/** `lcod why ID [DIR]`: who asks for a component. */
export const whyCommand: CommandRunner = async (parsed) => {
  const [id, ...words] = parsed.positionals
  if (id === undefined) throw new UsageError('A component id is missing', 'Write lcod why lcod://namespace/name')
  ensureId(id)
  let found = false
  await onProject(parsed, words, async ({ project, screen }) => {
    const { root, components } = await project.resolve()
    const ways = waysTo(id, root, components)
    found ||= ways.length > 0
    if (ways.length === 0) screen.write(`Nothing that ${root.id} needs is "${id}"; lcod plan lists what it needs\n`)
    await writeResult(ways.map((way) => `${way.join('\n  -> ')}\n`).join(''))
    return EXIT.success
  })
  return found ? EXIT.success : EXIT.failure
}

/** For each component that asks for an id, with or without version: the shortest way to it from the root. */
function waysTo(id: string, root: ResolvedComponent, components: readonly ResolvedComponent[]): string[][] {
  const byId = new Map([root, ...components].map((component) => [component.id, component]))
  const ways = new Map<string, readonly string[]>([[root.id, [root.id]]])
  const found: string[][] = []
  // A map gives what is added while it is walked, so this is a breadth-first search.
  for (const [from, way] of ways) {
    const component = byId.get(from)
    if (component === undefined) continue
    for (const dependency of component.dependencies) {
      const step = dependency.requested === dependency.id ? '' : ` (asked for as ${dependency.requested})`
      const next = [...way, `${dependency.id}${step}`]
      if (isNamed(dependency.id, id)) found.push(next)
      if (!ways.has(dependency.id)) ways.set(dependency.id, next)
    }
    // What the kernel has itself is asked for, and resolved to nothing.
    const resolved = new Set(component.dependencies.map(({ requested }) => requested))
    for (const requested of requiresOf(component)) {
      if (isNamed(requested, id) && !resolved.has(requested)) found.push([...way, `${requested} (the kernel has it)`])
    }
  }
  return found
}

/** Whether an id is the one that is asked for, which may lack its version. */
function isNamed(id: string, wanted: string): boolean {
  return id === wanted || id.startsWith(`${wanted}@`)
}

function requiresOf({ table }: ResolvedComponent): string[] {
  const requires = own(tableAt(table, 'deps'), 'requires')
  return Array.isArray(requires) ? requires.filter((one) => typeof one === 'string') : []
}
