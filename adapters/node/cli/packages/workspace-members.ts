import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { findComponents } from '../../../../core/manifest/find-components.ts'
import { WORKSPACE_FILE } from '../../../../core/manifest/workspace-file.ts'
import { createNodeFiles } from '../../index.ts'
import type { ParsedArguments } from '../flags.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'

/**
 * The folders of the components of a workspace: each is a project, with a lock of its own.
 *
 * @param folder Absolute.
 * @returns `undefined` for a folder that is no workspace, or that is a project itself.
 */
async function workspaceMembers(folder: string): Promise<string[] | undefined> {
  if (!(await isFile(`${folder}/${WORKSPACE_FILE}`)) || (await isFile(`${folder}/lcp.toml`))) return undefined
  const members: string[] = []
  for await (const found of findComponents({ files: createNodeFiles(), folders: [folder] })) members.push(found.folder)
  return members
}

/**
 * The projects that a folder stands for: the components of a workspace, else the folder itself.
 *
 * @throws {UsageError} for a flag that is about one project, and for a workspace without components.
 */
export async function projectFolders(folder: string, parsed: ParsedArguments): Promise<string[]> {
  const members = await workspaceMembers(folder)
  if (members === undefined) return [folder]
  const flag = ['output', 'json'].find((name) => parsed.has(name))
  if (flag !== undefined) {
    const example = members[0] === undefined ? '' : `, such as ${shownPath(members[0])}`
    throw new UsageError(
      `"--${flag}" is for one project, and "${shownPath(folder)}" is a workspace`,
      `Name one of its components${example}`,
    )
  }
  if (members.length === 0) throw new UsageError(`The workspace "${shownPath(folder)}" has no components`)
  return members
}

/**
 * For commands that change one project: a workspace is none, and its components are several.
 *
 * @throws {UsageError} for a workspace.
 */
export async function refuseWorkspace(folder: string): Promise<void> {
  const [first] = (await workspaceMembers(folder)) ?? []
  if (first === undefined) return
  throw new UsageError(
    `"${shownPath(folder)}" is a workspace, and none of its components is named`,
    `Add --project ${shownPath(first)}, or --global for what is to be your own`,
  )
}

/** The nearest folder around a project that is a workspace; its components may need each other. */
export async function enclosingWorkspace(folder: string): Promise<string | undefined> {
  for (let place = folder; ; place = portablePath(dirname(place))) {
    if (await isFile(`${place}/${WORKSPACE_FILE}`)) return place
    if (portablePath(dirname(place)) === place) return undefined
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isFile(),
    () => false,
  )
}
