import { invalidCompose } from '../compose/invalid-compose.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { readManifest } from '../manifest/read-manifest.ts'
import { ensureFresh, ensureRoot } from '../resolve/fresh-lock.ts'
import { type Lock, readLock } from '../resolve/lock-file.ts'
import type { Project } from '../resolve/open-project.ts'
import { assetPlace, BUNDLE, type BundleFiles } from './bundle-layout.ts'
import { bundleLock } from './bundle-lock.ts'
import { bundleReadme } from './bundle-readme.ts'
import { collectAssets } from './collect-assets.ts'
import { collectModules } from './collect-modules.ts'
import { composeDocument } from './compose-document.ts'
import { type Bundle, openBundle } from './open-bundle.ts'

export interface AssembleOptions {
  readonly files: FilesPort
  readonly project: Pick<Project, 'folder' | 'root' | 'config' | 'fetcher'>
}

/**
 * Makes the bundle of a project: its compose, the files that it names and that `assets` of its configuration names, and
 * every file of every component of its lock, compared with the lock. The same project gives the same bytes.
 *
 * What the lock holds and the cache lacks is fetched. The lock of the bundle is the project's, but for the entry of the
 * project itself: that describes the compose and the assets as the bundle has them.
 *
 * @returns the bundle, opened and thus checked; `written` are the files to keep.
 * @throws {KernelError} `lock_missing`, `lock_stale` and `lock_invalid` for a lock to be made anew; `asset_invalid`;
 * `invalid_compose`; `component_not_found` for a project without a compose; what bringing a component throws, such as
 * `integrity_mismatch`.
 * Spec: contracts.md 5.8.
 */
export async function assembleBundle(
  name: string,
  { files, project }: AssembleOptions,
): Promise<{ readonly bundle: Bundle; readonly written: BundleFiles }> {
  const { folder, root, config, fetcher } = project
  const { lock, text: lockText } = await readFreshLock(files, project)
  const { composePath } = root
  if (composePath === undefined) {
    throw new KernelError('component_not_found', `"${folder}" has no compose: there is nothing to bundle`)
  }
  const { composition, problems } = parseCompose(decode(await files.read(composePath)), { file: composePath })
  if (composition === undefined) throw invalidCompose(problems, composePath)

  const compose = encode(composeDocument(composition))
  const assets = new Map<string, Uint8Array>()
  const named = await collectAssets(files, folder, config.assets)
  for (const path of [...new Set([...Object.keys(lock.components[0]?.files ?? {}), ...named])].sort()) {
    assets.set(path, await files.read(`${folder}/${path}`))
  }
  const written = new Map<string, Uint8Array>([
    [BUNDLE.compose, compose],
    [BUNDLE.descriptor, root.descriptor],
    [BUNDLE.lock, encode(bundleLock(lockText, { compose, assets }))],
    [BUNDLE.readme, encode(readmeOf(name, decode(root.descriptor), lock))],
    ...(await collectModules(lock, { files, fetcher })),
  ])
  for (const [path, content] of assets) {
    const place = assetPlace(path)
    if (written.has(place)) throw new KernelError('asset_invalid', `Two assets would be "${place}"`, { data: { path } })
    written.set(place, content)
  }
  ensureDistinct(written)
  const sorted = new Map([...written].sort(([left], [right]) => (left < right ? -1 : 1)))
  return { bundle: openBundle(name, sorted), written: sorted }
}

function readmeOf(name: string, descriptor: string, lock: Lock): string {
  const manifest = readManifest(descriptor, BUNDLE.descriptor)
  const componentIds = lock.components.slice(1).map(({ id }) => id)
  const about =
    'An LCOD bundle: a compose with every component it needs. Everything in it is compared with the digests of `lcp.lock` before it runs.'
  return bundleReadme({ manifest, name, componentIds }, { about, commands: [`lcod run ${name}.lcod`] })
}

async function readFreshLock(
  files: FilesPort,
  { folder, root }: AssembleOptions['project'],
): Promise<{ readonly lock: Lock; readonly text: string }> {
  const path = `${folder}/${BUNDLE.lock}`
  const text = (await files.info(path))?.kind === 'file' ? decode(await files.read(path)) : undefined
  const lock = ensureFresh(text === undefined ? undefined : readLock(text, path), root.descriptor, path)
  await ensureRoot(files, root, lock, path)
  const unverified = lock.components.find(({ integrity }) => integrity === undefined)
  if (text !== undefined && lock.isOwn && unverified === undefined) return { lock, text }
  throw new KernelError('lock_stale', `"${path}" lacks digests that a bundle is verified with`, {
    data: { file: path },
    hint: 'Run lcod resolve, and keep the new lock',
  })
}

/** Names that some file systems take for one would write over each other. */
function ensureDistinct(files: BundleFiles): void {
  const seen = new Map<string, string>()
  for (const path of files.keys()) {
    const folded = path.normalize('NFC').toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined) {
      const message = `"${other}" and "${path}" differ in case only, and are one file on some machines`
      throw new KernelError('bundle_invalid', message, { data: { path }, hint: 'Rename one of them' })
    }
    seen.set(folded, path)
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
