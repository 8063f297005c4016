import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { Host } from '../../../../core/host/index.ts'
import type { ComponentLoader } from '../../../../core/kernel-api.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { exists } from '../project.ts'
import type { ComposeText } from '../read-target.ts'
import { shownPath } from '../source-texts.ts'

/** The lock of a run. */
export interface RunLock {
  /** Loads what it locks, compared with its digests. */
  readonly loader: ComponentLoader
  /** contract id → implementation id. */
  readonly bindings: Readonly<Record<string, string>>
}

/**
 * The lock beside the compose of a run, or the one that `--lock` names.
 *
 * With `--frozen` there must be one that belongs to the `lcp.toml` and the compose that are there; without, a lock for
 * another `lcp.toml` is worth a warning.
 *
 * @returns `undefined` without a lock.
 * @throws {KernelError} `lock_invalid`, `lock_missing`, `lock_stale`, `integrity_mismatch`.
 */
export async function openRunLock(
  document: ComposeText | undefined,
  { host, parsed, screen }: { readonly host: Host; readonly parsed: ParsedArguments; readonly screen: ErrorScreen },
): Promise<RunLock | undefined> {
  const isFrozen = parsed.has('frozen')
  const named = parsed.text('lock')
  const path = named === undefined ? `${document?.folder ?? '.'}/lcp.lock` : portablePath(named)
  if (document?.folder === undefined || !(await exists(path))) {
    if (isFrozen)
      throw new KernelError('lock_missing', `There is no lock "${shownPath(path)}"`, { data: { file: path } })
    return undefined
  }
  // Loaded only where there is a lock: most composes have none.
  const { ensureFresh, isFresh, projectLockLoader, readProjectLock } = await import('./project-lock.ts')
  const lock = await readProjectLock(path)
  const descriptor = await host.files?.read(`${document.folder}/lcp.toml`).catch(() => undefined)
  const fresh = lock !== undefined && descriptor !== undefined && isFresh(lock, descriptor)
  if (isFrozen) {
    const root = ensureFresh(lock, descriptor ?? new Uint8Array(), path).components[0]
    if (root?.composeIntegrity !== undefined) {
      const { verifyIntegrity } = await import('../../../../core/resolve/integrity.ts')
      verifyIntegrity(new TextEncoder().encode(document.text), root.composeIntegrity, document.name)
    }
    if (root?.files !== undefined && host.files !== undefined) {
      const { verifyNamed } = await import('../../../../core/resolve/locked-files.ts')
      await verifyNamed(host.files, document.folder, root.files)
    }
  }
  if (lock === undefined) return undefined
  if (!fresh) screen.write(`warning: ${shownPath(path)} was made for another lcp.toml; lcod resolve makes it anew\n`)
  const bindings = lock.components.flatMap((component) => component.bindings)
  return {
    loader: await projectLockLoader(host, document.folder, lock),
    bindings: Object.fromEntries(bindings.map(({ contract, implementation }) => [contract, implementation])),
  }
}
