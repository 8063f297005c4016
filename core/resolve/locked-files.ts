import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { componentFiles } from '../package/component-files.ts'
import { joinPath } from '../paths/join-path.ts'
import { fileIntegrity } from './file-integrity.ts'
import { ensureIntegrity } from './integrity.ts'

/** Path in a component's folder → digest. */
export type LockedFiles = Readonly<Record<string, string>>

/** A component's folder, and the two files in it that a lock has digests of anyhow. */
export interface ComponentPlace {
  readonly folder: string
  readonly descriptorPath: string
  readonly composePath?: string | undefined
}

/** As many as an archive may have. */
const MAX_FILES = 10_000
/** What `lcod generate` and `lcod resolve` write; no run of a dependency reads it. */
const GENERATED: ReadonlySet<string> = new Set(['README.md', 'lcp.lock'])

/**
 * The digest of every file that belongs to a component beside its descriptor and compose, sorted by path: scripts,
 * schemas, data, further composes. Only what the kernel generates itself is left out.
 *
 * @throws {KernelError} `parse_limit_exceeded` for more than 10,000 files; `ENOENT` for a link that leads nowhere.
 */
export async function lockFiles(files: FilesPort, place: ComponentPlace): Promise<LockedFiles> {
  const digests: Array<readonly [string, string]> = []
  for (const path of await filesOf(files, place)) {
    digests.push([path, await fileIntegrity(files, `${place.folder}/${path}`)])
  }
  return Object.fromEntries(digests)
}

/**
 * Compares the files of a component with their digests: none may differ, lack or be new.
 *
 * @throws {KernelError} `integrity_mismatch` naming the first such file.
 */
export async function verifyFiles(files: FilesPort, place: ComponentPlace, locked: LockedFiles): Promise<void> {
  const present = await filesOf(files, place)
  await verifyNamed(files, place.folder, locked)
  const added = present.find((path) => !Object.hasOwn(locked, path))
  if (added !== undefined) throw changed(`${place.folder}/${added}`, 'is not in the lock')
}

/**
 * Compares the files that a lock names with their digests; others may be there.
 *
 * @throws {KernelError} `integrity_mismatch` naming the first that differs or lacks, and for a path that leaves the folder.
 */
export async function verifyNamed(files: FilesPort, folder: string, locked: LockedFiles): Promise<void> {
  for (const [path, digest] of Object.entries(locked)) {
    const file = joinPath(folder, path)
    if (file !== `${folder}/${path}` || path.includes('\0')) throw changed(path, 'is no path inside its component')
    if ((await files.info(file))?.kind !== 'file') throw changed(file, 'is in the lock, and is missing')
    ensureIntegrity(await fileIntegrity(files, file), digest, file)
  }
}

async function filesOf(files: FilesPort, { folder, descriptorPath, composePath }: ComponentPlace): Promise<string[]> {
  const paths: string[] = []
  for await (const { path, kind } of componentFiles(files, folder)) {
    const whole = `${folder}/${path}`
    if (whole === descriptorPath || whole === composePath || GENERATED.has(nameOf(path))) continue
    // What a link to a folder shows is not part of the component: an archive or a clone would not have it.
    if (kind === 'symlink' && (await files.info(whole))?.kind === 'directory') continue
    if (paths.length === MAX_FILES) {
      throw new KernelError('parse_limit_exceeded', `The component "${folder}" has more than ${MAX_FILES} files`, {
        data: { folder },
      })
    }
    paths.push(path)
  }
  return paths.sort()
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function changed(file: string, why: string): KernelError {
  return new KernelError('integrity_mismatch', `"${file}" ${why}`, { data: { file } })
}
