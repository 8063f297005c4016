import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first of these programs that can be run: absolute paths, or names looked up in PATH. `null` when there is none. */
export function findProgram(candidates: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const candidate of candidates) {
    const places = candidate.startsWith('/') ? [candidate] : folders.map((folder) => join(folder, candidate))
    const found = places.find(isExecutable)
    if (found !== undefined) return found
  }
  return null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
