import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { findComponents } from '../../../../core/manifest/find-components.ts'
import { WORKSPACE_FILE } from '../../../../core/manifest/workspace-file.ts'
import { createNodeFiles } from '../../index.ts'
import { portablePath } from '../permission-flags.ts'

/**
 * The folders of the components of a workspace: each is a project, with a lock of its own.
 *
 * @param folder Absolute.
 * @returns `undefined` for a folder that is no workspace, or that is a project itself.
 */
export async function workspaceMembers(folder: string): Promise<string[] | undefined> {
  if (!(await isFile(`${folder}/${WORKSPACE_FILE}`)) || (await isFile(`${folder}/lcp.toml`))) return undefined
  const members: string[] = []
  for await (const found of findComponents({ files: createNodeFiles(), folders: [folder] })) members.push(found.folder)
  return members
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
