import { folderOf } from '../workspace/paths.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** A file and what belongs to it, as texts. */
export interface ProjectTexts {
  readonly text: string
  /** The compose that runs while the file is open; empty when there is none. */
  readonly composePath: string
  readonly composeText: string
  /** The input of that compose; `{}` when none is written. */
  readonly input: string
  /** Its `lcp.toml`; empty when there is none. */
  readonly manifest: string
}

/**
 * Reads a file with the compose it belongs to: itself when it is a compose beside others, else the compose of the
 * nearest folder that has one.
 *
 * @throws {KernelError} when the file cannot be read; {RangeError} when it is too large for a text.
 */
export async function readProjectAt(workspace: Workspace, path: string): Promise<ProjectTexts> {
  const text = await workspace.readText(path)
  const composePath = composeFor(workspace, path)
  const folder = folderOf(composePath)
  const readOr = async (file: string, fallback: string) => (workspace.has(file) ? workspace.readText(file) : fallback)
  return {
    text,
    composePath,
    composeText: composePath === path || composePath === '' ? text : await workspace.readText(composePath),
    input: await readOr(`${folder}/input.json`, '{}\n'),
    manifest: await readOr(`${folder}/lcp.toml`, ''),
  }
}

function composeFor(workspace: Workspace, path: string): string {
  const folder = workspace.projectOf(path)
  const composePath = folder === null ? '' : (workspace.composeOf(folder) ?? '')
  const isYaml = /\.ya?ml$/.test(path)
  return isYaml && (composePath === '' || folderOf(path) !== folder) ? path : composePath
}
