import type { Problem } from '../compose/problem.ts'
import { isDict, own } from '../values.ts'
import { reporterOf } from './check-manifest-text.ts'
import { tableOrProblem } from './table-or-problem.ts'

export interface CheckWorkspaceOptions {
  /** Name of the file, for messages. */
  readonly file: string
  /** Whether a package that the workspace names is there. */
  readonly hasPackage: (name: string) => Promise<boolean>
}

/**
 * Everything that is wrong in a `workspace.lcp.toml`: its TOML, its shape, and packages that are not there. Other keys are
 * its authors' own.
 *
 * @returns problems with their places; an empty list when there is none.
 * Spec: contracts.md 4.7.
 */
export async function checkWorkspace(text: string, { file, hasPackage }: CheckWorkspaceOptions): Promise<Problem[]> {
  const read = tableOrProblem(text, file)
  if ('problem' in read) return [read.problem]
  const problems: Problem[] = []
  const report = reporterOf(problems, text, file)
  const workspace = own(read.table, 'workspace')
  const packages = isDict(workspace) ? own(workspace, 'packages') : undefined
  if (!Array.isArray(packages)) {
    report('warning', 'workspace_packages', ['workspace', 'packages'], 'The workspace lists no packages')
  }
  for (const name of Array.isArray(packages) ? packages : []) {
    if (typeof name === 'string' && (await hasPackage(name))) continue
    const why =
      typeof name === 'string'
        ? `There is no package "${name}"`
        : `Packages are named by text, found ${JSON.stringify(name)}`
    report('error', 'workspace_packages', ['workspace', 'packages'], why)
  }
  const aliases = isDict(workspace) ? own(workspace, 'scopeAliases') : undefined
  for (const [alias, target] of Object.entries(isDict(aliases) ? aliases : {})) {
    if (typeof target === 'string') continue
    report(
      'warning',
      'workspace_aliases',
      ['workspace', 'scopeAliases', alias],
      `The alias "${alias}" must be text, found ${JSON.stringify(target)}`,
    )
  }
  return problems
}
