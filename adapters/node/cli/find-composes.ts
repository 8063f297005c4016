import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { COMPOSE_NAMES } from '../../../core/manifest/compose-names.ts'
import { portablePath } from './permission-flags.ts'
import { UsageError } from './usage-error.ts'

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'target', 'coverage'])

/**
 * The compose files that paths stand for: a file for itself, a folder for every compose in it at any depth, sorted.
 * Hidden folders and those of dependencies and builds are left out; links to folders are not followed.
 *
 * @throws {UsageError} when a path does not exist.
 */
export async function findComposes(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    const info = await stat(path).catch(() => {
      throw new UsageError(`Cannot read "${path}": no such file or folder`)
    })
    if (info.isDirectory()) await collect(path, files, isCompose)
    else files.push(path)
  }
  return [...new Set(files)]
}

/**
 * The folders whose `lcp.toml` is to be checked with some composes: theirs, and those of components without a compose,
 * such as contracts, that the paths stand for. Packages are the business of their workspace.
 *
 * @param composes What `findComposes` found for the paths.
 * @returns absolute paths with `/`.
 */
export async function describedFolders(paths: readonly string[], composes: readonly string[]): Promise<string[]> {
  const folders = new Set(composes.map((file) => portablePath(dirname(resolve(file)))))
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) continue
    const found: string[] = []
    await collect(path, found, (name) => name === 'lcp.toml')
    for (const file of found) {
      if (!/^[ \t]*\[workspace\]/m.test(await readFile(file, 'utf8'))) folders.add(portablePath(dirname(resolve(file))))
    }
  }
  return [...folders]
}

function isCompose(name: string): boolean {
  return COMPOSE_NAMES.some((one) => one === name)
}

async function collect(folder: string, files: string[], isWanted: (name: string) => boolean): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((left, right) => (left.name < right.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.isDirectory() && !isSkipped(entry)) await collect(join(folder, entry.name), files, isWanted)
    if (entry.isFile() && isWanted(entry.name)) files.push(join(folder, entry.name))
  }
}

function isSkipped(entry: Dirent): boolean {
  return entry.name.startsWith('.') || SKIPPED.has(entry.name)
}
