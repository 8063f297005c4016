import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { COMPOSE_NAMES } from '../../../core/manifest/compose-names.ts'
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
    if (info.isDirectory()) await collect(path, files)
    else files.push(path)
  }
  return [...new Set(files)]
}

async function collect(folder: string, files: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((left, right) => (left.name < right.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.isDirectory() && !isSkipped(entry)) await collect(join(folder, entry.name), files)
    if (entry.isFile() && COMPOSE_NAMES.some((name) => name === entry.name)) files.push(join(folder, entry.name))
  }
}

function isSkipped(entry: Dirent): boolean {
  return entry.name.startsWith('.') || SKIPPED.has(entry.name)
}
