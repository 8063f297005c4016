import { folderOf, nameOf } from '../workspace/paths.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Files above this number are neither read ahead nor checked before they are opened. */
const MAX_FILES = 400

const READ_AHEAD: ReadonlySet<string> = new Set([
  'compose.yaml',
  'compose.yml',
  'compose.json',
  'lcp.toml',
  'input.json',
])

/**
 * The outermost folder around a file that is a project: one with a compose or a descriptor.
 *
 * @returns the folder of the file when none around it is.
 */
export function projectRootOf(paths: Iterable<string>, file: string): string {
  const own = folderOf(file)
  let root = own
  for (const path of paths) {
    const folder = folderOf(path)
    const isProject = /^(?:compose\.(?:ya?ml|json)|lcp\.toml)$/.test(nameOf(path))
    if (isProject && folder !== '' && folder.length < root.length && own.startsWith(`${folder}/`)) root = folder
  }
  return root
}

/** The texts of a project that say what it is made of: composes, descriptors and inputs, by path. */
export async function readProjectFiles(workspace: Workspace, root: string): Promise<Map<string, string>> {
  const wanted = workspace.entries
    .peek()
    .filter(({ path, kind }) => kind === 'file' && path.startsWith(`${root}/`) && READ_AHEAD.has(nameOf(path)))
    .slice(0, MAX_FILES)
  const texts = await Promise.all(wanted.map(({ path }) => readOrNothing(workspace, path)))
  return new Map(wanted.flatMap(({ path }, index) => (texts[index] === undefined ? [] : [[path, texts[index]]])))
}

/** A file that is gone or too large by now is as if it were not there. */
async function readOrNothing(workspace: Workspace, path: string): Promise<string | undefined> {
  try {
    return await workspace.readText(path)
  } catch {
    return undefined
  }
}
