import { urlWithoutSecrets } from '../errors/http-error.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { Lock, LockedComponent } from './lock-file.ts'
import type { ResolvedComponent } from './resolve-project.ts'
import type { SourceFetcher } from './source-fetcher.ts'

/**
 * Compares what was resolved with the lock of before, where that already says what it must be. A commit cannot have two
 * contents: when the one that is here is another, somebody changed it in the cache, and it must not become what is locked.
 * What a server gives under one version should not change either; that is worth a warning.
 *
 * @param warn Told of each version whose content a server has changed.
 * @throws {KernelError} `integrity_mismatch` naming the file; it has left the cache then.
 * Spec: SECURITY S20.
 */
export async function compareLocked(
  before: Lock,
  components: readonly ResolvedComponent[],
  { fetcher, warn }: { readonly fetcher: SourceFetcher; readonly warn: (warning: string) => void },
): Promise<void> {
  const locked = new Map(before.components.map((entry) => [entry.id, entry]))
  for (const component of components) {
    const entry = locked.get(component.id)
    const file = entry === undefined ? undefined : changedFile(entry, component)
    if (entry === undefined || file === undefined) continue
    const { commit, url, lcp } = component.source
    if (commit !== undefined && commit === entry.source['commit'] && url === entry.source['url']) {
      await fetcher.forget(component.folder)
      throw new KernelError(
        'integrity_mismatch',
        `"${component.folder}/${file}" is not what commit ${commit} has: the lock has another digest of it`,
        {
          data: { file: `${component.folder}/${file}`, component: component.id },
          hint: 'It was removed from the cache; the next lcod resolve fetches it anew',
        },
      )
    }
    const place = url ?? lcp
    if (commit === undefined && typeof place === 'string' && /^https?:/.test(place)) {
      const shown = urlWithoutSecrets(place)
      warn(`${component.id} has another ${file} than was locked, under the same version: ${shown} has changed it`)
    }
  }
}

/** The first file that two states of a component differ in; files count only when both know of them. */
function changedFile(entry: LockedComponent, component: ResolvedComponent): string | undefined {
  if (entry.integrity !== undefined && entry.integrity !== component.integrity) return 'lcp.toml'
  const { composePath = '/compose', lockedFiles } = component
  if (entry.composeIntegrity !== component.composeIntegrity) return composePath.slice(composePath.lastIndexOf('/') + 1)
  const { files } = entry
  if (files === undefined || lockedFiles === undefined) return undefined
  const names = [...new Set([...Object.keys(files), ...Object.keys(lockedFiles)])].sort()
  return names.find((name) => files[name] !== lockedFiles[name])
}
