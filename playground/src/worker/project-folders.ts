import type { FilesPort } from '../../../core/host/files.ts'

const MARKS = ['compose.yaml', 'compose.yml', 'compose.json', 'lcp.toml']

/**
 * Where the components of a compose are looked for: in its own folder, then in the outermost project around it, so that
 * a component that is run by itself finds those beside it, as the checks of the editor do.
 *
 * @param folder absolute, without a slash at its end.
 */
export async function projectFolders(files: FilesPort, folder: string): Promise<string[]> {
  let root = folder
  for (let around = parentOf(folder); around !== ''; around = parentOf(around)) {
    for (const name of MARKS) {
      if ((await files.info(`${around}/${name}`)) === null) continue
      root = around
      break
    }
  }
  return root === folder ? [folder] : [folder, root]
}

function parentOf(folder: string): string {
  return folder.slice(0, folder.lastIndexOf('/'))
}
