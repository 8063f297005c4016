import { type Dict, isDict, own } from '../values.ts'
import { readManifestTable } from './manifest-table.ts'

export const WORKSPACE_FILE = 'workspace.lcp.toml'

/** What a `workspace.lcp.toml` says. */
export interface Workspace {
  readonly id?: string
  /** Names of package folders: `packages/<name>`, or a path from the workspace. */
  readonly packages: readonly string[]
  /** First segment of a relative id → segments it stands for, in every package that has no other meaning for it. */
  readonly aliasMap: Readonly<Record<string, string>>
}

/**
 * Reads the text of a `workspace.lcp.toml`. Unknown keys are ignored.
 *
 * @param file Name for messages.
 * @throws {KernelError} `invalid_manifest` when the text is not TOML.
 * Spec: contracts.md 4.7.
 */
export function readWorkspace(text: string, file: string): Workspace {
  const table = readManifestTable(text, file)
  const workspace = own(table, 'workspace')
  const id = own(table, 'id')
  const packages = isDict(workspace) ? own(workspace, 'packages') : undefined
  return {
    ...(typeof id === 'string' ? { id } : {}),
    packages: (Array.isArray(packages) ? packages : []).filter((name): name is string => typeof name === 'string'),
    aliasMap: isDict(workspace) ? scopeAliases(workspace) : {},
  }
}

/** The `scopeAliases` of a `[workspace]` table. */
export function scopeAliases(workspace: Dict): Record<string, string> {
  const aliases = own(workspace, 'scopeAliases')
  const aliasMap: Record<string, string> = {}
  if (isDict(aliases)) {
    for (const [alias, target] of Object.entries(aliases)) if (typeof target === 'string') aliasMap[alias] = target
  }
  return aliasMap
}
