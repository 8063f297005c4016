import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { componentFiles } from '../package/component-files.ts'
import { isInside } from '../paths/is-inside.ts'
import { joinPath } from '../paths/join-path.ts'

/**
 * The files of a project that `assets` in its configuration names: files for themselves, folders with all they hold but
 * hidden files, packed components and installed packages.
 *
 * @param folder Of the project, absolute.
 * @returns paths relative to it, sorted, each once.
 * @throws {KernelError} `asset_invalid` for what is not there, hidden, outside the project, or a link: what a link shows is
 * not the project's.
 */
export async function collectAssets(files: FilesPort, folder: string, named: readonly string[]): Promise<string[]> {
  const paths = new Set<string>()
  for (const name of named) {
    const place = joinPath(folder, name)
    if (place === folder || !isInside(place, folder)) throw invalid(name, 'is no path inside the project')
    const path = place.slice(folder.length + 1)
    if (/(?:^|\/)\./.test(path)) throw invalid(name, 'is hidden')
    const [info, real] = await Promise.all([files.info(place, { follow: false }), files.realPath(place)])
    if (info === null) throw invalid(name, 'is not there')
    if (info.kind === 'symlink' || real !== joinPath((await files.realPath(folder)) ?? folder, path)) {
      throw invalid(name, 'is a link, or below one')
    }
    if (info.kind === 'file') paths.add(path)
    else for (const inside of await filesBelow(files, place, name)) paths.add(`${path}/${inside}`)
  }
  return [...paths].sort()
}

async function filesBelow(files: FilesPort, folder: string, name: string): Promise<string[]> {
  const paths: string[] = []
  for await (const { path, kind } of componentFiles(files, folder)) {
    if (kind === 'symlink') throw invalid(`${name}/${path}`, 'is a link')
    paths.push(path)
  }
  return paths
}

function invalid(path: string, why: string): KernelError {
  return new KernelError('asset_invalid', `The asset "${path}" ${why}`, { data: { path } })
}
