import {
  type BrowserHost,
  type BrowserHostOptions,
  createBrowserEnv,
  createBrowserHost,
} from '../../../adapters/browser/index.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import type { Host } from '../../../core/host/index.ts'

/** Folders that every case finds, and finds empty. */
const TMP = '/tmp'

export interface ReusedWorkspace {
  /** Where the files are kept, and why nowhere better. */
  readonly storage: BrowserHost['storage']
  /** A host on the emptied workspace; the host before it must not be used any more. */
  fresh(env: Readonly<Record<string, string>>, ports: Partial<Host>): Promise<Host>
}

/**
 * One workspace for many cases: opening a storage takes longer than most cases, emptying it takes one look.
 */
export async function openReusedWorkspace(
  options: BrowserHostOptions & { readonly cwd: string },
): Promise<ReusedWorkspace> {
  const opened = await createBrowserHost(options)
  return {
    storage: opened.storage,
    async fresh(env, ports) {
      await empty(opened.files, [options.cwd, TMP])
      return { ...opened, env: createBrowserEnv(env), ...ports }
    },
  }
}

async function empty(files: FilesPort, kept: readonly string[]): Promise<void> {
  const found = new Set<string>()
  for (const { name, kind } of await files.list('/')) {
    const path = `/${name}`
    if (kind !== 'directory' || !kept.includes(path)) {
      await files.remove(path)
      continue
    }
    found.add(path)
    for (const child of await files.list(path)) await files.remove(`${path}/${child.name}`)
  }
  for (const path of kept) if (!found.has(path)) await files.makeDirectory(path)
}
