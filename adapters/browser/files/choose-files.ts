import { KernelError } from '../../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import { createOpfsFiles } from './opfs.ts'

/** One way of keeping files: opening it fails where the browser lacks or refuses it. */
export interface FilesDriver {
  /** `opfs`, `indexeddb`. */
  readonly kind: string
  open(options: { name: string; cwd: string }): Promise<FilesPort & { close?(): Promise<void> }>
}

export interface ChooseFilesOptions {
  /** Name of the workspace: letters, digits, `-` and `_`. */
  readonly name: string
  /** Working directory. Default `/`. */
  readonly cwd?: string
  /** The last resort, from the caller: files that are gone when the page is. */
  readonly memory: () => FilesPort
  /** In order of preference. Default: the private file system, then IndexedDB. */
  readonly drivers?: readonly FilesDriver[]
}

export interface ChosenFiles {
  readonly files: FilesPort
  /** What keeps the files: `opfs`, `indexeddb` or `memory`. Show it: an empty workspace must be explained. */
  readonly kind: string
  /** True when the files outlive the page. The browser may still evict them; see `navigator.storage.persist()`. */
  readonly persistent: boolean
  /** Why each better choice was not taken, in order; empty when the first was. */
  readonly refused: ReadonlyArray<{ readonly kind: string; readonly reason: string }>
  /** Lets go of the storage, so that another tab can have it; `files` is of no use afterwards. */
  close(): Promise<void>
}

export const BROWSER_DRIVERS: readonly FilesDriver[] = [
  { kind: 'opfs', open: createOpfsFiles },
  // Needed where the first is missing, which is seldom: the others need not load it.
  { kind: 'indexeddb', open: async (options) => (await import('./lightning-fs.ts')).createLightningFiles(options) },
]

/**
 * Opens the best storage that this browser gives, and tells which it is and why nothing better.
 *
 * @throws {KernelError} EBUSY when the workspace is open in another tab that cannot share it. Another storage would look
 *   like an empty workspace, so none is taken instead.
 */
export async function chooseFiles(options: ChooseFilesOptions): Promise<ChosenFiles> {
  const { name, cwd = '/', drivers = BROWSER_DRIVERS } = options
  const refused: Array<{ kind: string; reason: string }> = []
  for (const driver of drivers) {
    try {
      const files = await driver.open({ name, cwd })
      return { files, kind: driver.kind, persistent: true, refused, close: async () => files.close?.() }
    } catch (error) {
      if (error instanceof KernelError && error.code === 'EBUSY') throw error
      refused.push({ kind: driver.kind, reason: reasonOf(error) })
    }
  }
  return { files: options.memory(), kind: 'memory', persistent: false, refused, close: async () => {} }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
