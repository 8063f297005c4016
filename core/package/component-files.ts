import type { FileKind, FilesPort } from '../host/files.ts'

/** A file or link of a component's folder. */
export interface ComponentFile {
  /** Relative to the folder, with `/`. */
  readonly path: string
  readonly kind: Exclude<FileKind, 'directory'>
}

const SKIPPED: ReadonlySet<string> = new Set(['node_modules'])

/**
 * What belongs to a component: every file of its folder, at any depth, but hidden ones, packed components, bundles and
 * installed packages. Links are given, not followed.
 *
 * @param folder Absolute.
 * @yields folders in order, and names in order in each.
 * Spec: contracts.md 5.7.
 */
export async function* componentFiles(files: FilesPort, folder: string): AsyncGenerator<ComponentFile> {
  const open = ['']
  for (let inside = open.shift(); inside !== undefined; inside = open.shift()) {
    for (const { name, kind } of await files.list(inside === '' ? folder : `${folder}/${inside}`)) {
      if (name.startsWith('.') || SKIPPED.has(name) || /\.(?:lcpkg|lcod)$/.test(name)) continue
      const path = inside === '' ? name : `${inside}/${name}`
      if (kind === 'directory') open.push(path)
      else yield { path, kind }
    }
  }
}
