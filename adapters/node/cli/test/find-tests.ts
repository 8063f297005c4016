import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../usage-error.ts'

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'target', 'coverage', 'fixtures'])

/** A file that holds tests, or may: `named` files must, files found in a folder may turn out to be something else. */
export interface TestFile {
  readonly path: string
  readonly kind: 'unit' | 'suite' | 'conformance'
  readonly named: boolean
}

/**
 * The test files that paths stand for: a file for itself; of a folder, at any depth, everything in `tests/unit`, the
 * JSON files of `tests`, and the YAML files of `cases`. Sorted by path, each once.
 *
 * @throws {UsageError} when a path does not exist.
 */
export async function findTests(paths: readonly string[]): Promise<TestFile[]> {
  const files = new Map<string, TestFile>()
  const add = (file: TestFile) => files.set(file.path, files.get(file.path) ?? file)
  for (const path of paths) {
    const info = await stat(path).catch(() => {
      throw new UsageError(`Cannot read "${path}": no such file or folder`)
    })
    if (info.isDirectory()) await collect(path, foldersOf(path), add)
    else add({ path, kind: kindOf(foldersOf(path)) ?? 'unit', named: true })
  }
  return [...files.values()]
}

async function collect(folder: string, inside: readonly string[], add: (file: TestFile) => void): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((left, right) => (left.name < right.name ? -1 : 1))
  const kind = kindOf([...inside, ''])
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !isSkipped(entry)) await collect(path, [...inside, entry.name], add)
    if (entry.isFile() && kind !== undefined && EXTENSIONS[kind].test(entry.name)) add({ path, kind, named: false })
  }
}

const EXTENSIONS = { unit: /\.(json|ya?ml)$/i, suite: /\.json$/i, conformance: /\.ya?ml$/i }

/** What a file is by the folders it is in; the last of `segments` is its own name. */
function kindOf(segments: readonly string[]): TestFile['kind'] | undefined {
  const [parent, grandparent] = [segments.at(-2), segments.at(-3)]
  if (parent === 'unit' && grandparent === 'tests') return 'unit'
  if (parent === 'tests') return 'suite'
  return segments.slice(0, -1).includes('cases') ? 'conformance' : undefined
}

function foldersOf(path: string): string[] {
  return path.split(/[\\/]/).filter((segment) => segment !== '' && segment !== '.')
}

function isSkipped(entry: Dirent): boolean {
  return entry.name.startsWith('.') || SKIPPED.has(entry.name)
}
