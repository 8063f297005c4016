import type { FilesPort } from '../../../../core/host/files.ts'
import type { Host } from '../../../../core/host/index.ts'
import type { ComponentLoader } from '../../../../core/kernel-api.ts'
import { parseComponentId } from '../../../../core/resolve/component-id.ts'
import { readLock } from '../../../../core/resolve/lock-file.ts'
import { createLockLoader } from '../../../../core/resolve/lock-loader.ts'
import { RegistryScope } from '../../../../core/resolve/registry.ts'
import { SourceFetcher } from '../../../../core/resolve/source-fetcher.ts'
import { isDict, own } from '../../../../core/values.ts'
import { cacheWorker } from './cache-worker.ts'
import { lcodHome } from './lcod-home.ts'

/** Says where an installed component came from, and where what it needs is kept. */
export const RECORD = 'installed.json'

/** A component that is the user's own. */
export interface Installed {
  readonly id: string
  /** Folder of its lock. */
  readonly folder: string
  /** Folder that paths of its lock start at. */
  readonly project: string
  readonly cache: string
}

/** The folder of an installed component. */
export function installedFolder({ path, version }: { readonly path: string; readonly version: string }): string {
  return `${lcodHome()}/installed/${path}@${version}`
}

/**
 * Loads an installed component and what it needs, each compared with its lock.
 *
 * @param id With or without version, or with a major alone, as runs name components.
 * @returns `undefined` when none is installed under that id.
 */
export async function openInstalled(id: string, host: Host): Promise<ComponentLoader | undefined> {
  const { files } = host
  if (files === undefined) return undefined
  const installed = await findInstalled(id, files)
  if (installed === undefined) return undefined
  const { folder, project, cache: cacheRoot } = installed
  const path = `${folder}/lcp.lock`
  const lock = readLock(new TextDecoder().decode(await files.read(path)), path)
  const fetcher = new SourceFetcher({ host, project, cacheRoot, worker: cacheWorker() })
  return createLockLoader(lock, { files, fetcher })
}

/** Everything that is installed, by folder. */
export async function listInstalled(files: FilesPort): Promise<Installed[]> {
  const found: Installed[] = []
  const folders = [`${lcodHome()}/installed`]
  for (const folder of folders) {
    if ((await files.info(folder))?.kind !== 'directory') continue
    found.push(...(await readRecord(files, folder)))
    const entries = await files.list(folder)
    folders.push(...entries.filter(({ kind }) => kind === 'directory').map(({ name }) => `${folder}/${name}`))
  }
  return found.sort((left, right) => (left.folder < right.folder ? -1 : 1))
}

async function findInstalled(id: string, files: FilesPort): Promise<Installed | undefined> {
  const { path } = parseComponentId(id)
  const around = installedFolder({ path, version: '' }).slice(0, -1)
  const parent = around.slice(0, around.lastIndexOf('/'))
  const name = around.slice(parent.length + 1)
  if ((await files.info(parent))?.kind !== 'directory') return undefined
  const found: Installed[] = []
  for (const entry of await files.list(parent)) {
    if (entry.name.startsWith(`${name}@`)) found.push(...(await readRecord(files, `${parent}/${entry.name}`)))
  }
  const components = found.map((one) => ({ kind: 'compose' as const, id: one.id, composition: { steps: [] } }))
  const chosen = new RegistryScope(null, { components }).resolve(id)?.id
  return found.find((one) => one.id === chosen)
}

async function readRecord(files: FilesPort, folder: string): Promise<Installed[]> {
  const file = `${folder}/${RECORD}`
  if ((await files.info(file))?.kind !== 'file') return []
  const value: unknown = JSON.parse(new TextDecoder().decode(await files.read(file)))
  if (!isDict(value)) return []
  const [id, project, cache] = [own(value, 'id'), own(value, 'project'), own(value, 'cache')]
  if (typeof id !== 'string' || typeof project !== 'string' || typeof cache !== 'string') return []
  return [{ id, folder, project, cache }]
}
