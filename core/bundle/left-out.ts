import type { FilesPort } from '../host/files.ts'
import { componentFiles } from '../package/component-files.ts'
import { assetPlace, type BundleFiles } from './bundle-layout.ts'

/** What a project has for those who work on it, and no run of it asks for. */
const TOOLS =
  /^(?:lcp\.toml|lcp\.lock|workspace\.lcp\.toml|resolve\.config\.json|sources\.json|lcod\.sources\.jsonl|compose\.\w+|package\.json)$|\.md$|^LICEN[CS]E|^(?:tests?|docs)\//i

/**
 * The files of a project that its bundle does not have, and that a run might miss: a path that is put together while it
 * runs names no asset.
 *
 * @param folder Of the project, absolute.
 * @returns paths relative to it, sorted; without components, tests, documents and what describes the project.
 */
export async function leftOut(files: FilesPort, folder: string, bundle: BundleFiles): Promise<string[]> {
  const paths: string[] = []
  for await (const { path, kind } of componentFiles(files, folder)) {
    if (kind === 'file') paths.push(path)
  }
  const components = paths.filter((path) => path.endsWith('/lcp.toml')).map((path) => path.slice(0, -'lcp.toml'.length))
  return paths
    .filter((path) => !TOOLS.test(path) && !bundle.has(assetPlace(path)))
    .filter((path) => !components.some((component) => path.startsWith(component)))
    .sort()
}
