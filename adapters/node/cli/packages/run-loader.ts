import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { Host } from '../../../../core/host/index.ts'
import type { ComponentLoader } from '../../../../core/kernel-api.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import type { RunLock } from './run-lock.ts'

export interface RunLoaderOptions {
  readonly host: Host
  readonly parsed: ParsedArguments
  readonly screen: ErrorScreen
  readonly lock: RunLock | undefined
  /** The component that the command line names, when it names one. */
  readonly id: string | undefined
  /** Gives up what is being fetched. */
  readonly signal: AbortSignal
  /** Components in folders. */
  readonly folders: ComponentLoader
}

/**
 * Where a run finds components: in its lock, then in folders, then, when the command line names a component, as that was
 * installed, and at last by resolving it. With `--frozen` only what is locked is found.
 */
export function createRunLoader({ lock, folders, ...request }: RunLoaderOptions): ComponentLoader {
  let installed: Promise<ComponentLoader | undefined> | undefined
  let resolved: Promise<ComponentLoader | undefined> | undefined
  const { id: wanted, parsed } = request
  if (lock === undefined && wanted === undefined) return folders
  return {
    async load(id) {
      const locked = await lock?.loader.load(id)
      if (locked !== undefined) return locked
      if (lock !== undefined && parsed.has('frozen')) {
        throw new KernelError('lock_stale', `The lock does not hold ${id}`, { data: { component: id } })
      }
      const present = await folders.load(id)
      if (present !== undefined || wanted === undefined) return present
      installed ??= import('./installed-components.ts').then(({ openInstalled }) => openInstalled(wanted, request.host))
      const own = await (await installed)?.load(id)
      if (own !== undefined || !mayResolve(parsed)) return own
      resolved ??= resolveComponent(wanted, request)
      return (await resolved)?.load(id)
    },
  }
}

async function resolveComponent(
  id: string,
  { host, parsed, screen, signal }: Pick<RunLoaderOptions, 'host' | 'parsed' | 'screen' | 'signal'>,
): Promise<ComponentLoader | undefined> {
  const [{ openCliFolder }, { readLock, writeLock }, { createLockLoader }, { portablePath }] = await Promise.all([
    import('./cli-project.ts'),
    import('../../../../core/resolve/lock-file.ts'),
    import('../../../../core/resolve/lock-loader.ts'),
    import('../permission-flags.ts'),
  ])
  const project = await openCliFolder(parsed, screen, { folder: portablePath('.'), request: [id], signal })
  try {
    const lock = readLock(writeLock(await project.resolve(), {}), 'the resolution')
    return host.files && createLockLoader(lock, { files: host.files, fetcher: project.fetcher })
  } catch (error) {
    // Nothing has it: the run says so in its own words.
    if (error instanceof KernelError && error.code === 'dependency_not_found') return undefined
    throw error
  }
}

function mayResolve(parsed: ParsedArguments): boolean {
  return !parsed.has('no-resolve') && !process.env['LCOD_NO_AUTO_RESOLVE']
}
