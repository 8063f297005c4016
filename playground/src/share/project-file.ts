import { LARGEST_IMPORT } from '../workspace/import-limits.ts'
import type { ExportedFile } from './exports.ts'
import { readProject, type SharedProject } from './share-link.ts'

const EXTENSION = '.lcod.json'

/** A project as a file, for what is too large for a link. */
export function projectFile(project: SharedProject): ExportedFile {
  const parts = [`${JSON.stringify(project, null, 2)}\n`]
  return { name: project.name + EXTENSION, type: 'application/json', parts }
}

/** Whether a file is called as such files are. */
export function isProjectFile(name: string): boolean {
  return name.toLowerCase().endsWith(EXTENSION)
}

/**
 * Reads a file that `projectFile` made. It is somebody else's: it opens as a shared link does.
 *
 * @throws {Error} when it holds no project; {RangeError} when it is too large.
 */
export async function readProjectFile(file: Blob): Promise<SharedProject> {
  if (file.size > LARGEST_IMPORT) throw new RangeError('The project file is too large to be opened')
  let value: unknown
  try {
    value = JSON.parse(await file.text())
  } catch (cause) {
    throw new Error('The project file is damaged: it is not JSON', { cause })
  }
  return readProject(value)
}
