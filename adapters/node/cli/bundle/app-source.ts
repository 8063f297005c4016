import { stat } from 'node:fs/promises'
import type { BundleFiles } from '../../../../core/bundle/bundle-layout.ts'
import { type Bundle, openBundle } from '../../../../core/bundle/open-bundle.ts'
import { bundleName, readBundleFolder } from '../../../../core/bundle/read-bundle-folder.ts'
import { createNodeFiles } from '../../index.ts'
import type { ParsedArguments } from '../flags.ts'
import { portablePath } from '../permission-flags.ts'
import { UsageError } from '../usage-error.ts'
import type { Launcher } from './launcher.ts'

/** The bundle that an application is made of. */
export interface AppSource {
  /** Of the application: the name of the bundle without `.lcod`. */
  readonly name: string
  readonly bundle: Bundle
  readonly files: BundleFiles
}

/** What an application is: one file, or a folder of files by path. */
export type MadeApp = (
  | { readonly kind: 'file'; readonly content: Uint8Array | string; readonly mode?: number }
  | { readonly kind: 'folder'; readonly files: ReadonlyMap<string, Uint8Array | string> }
) & {
  /** Bytes of what it is made of, before anything is packed. */
  readonly parts: AppParts
  /** A command that starts it, without inputs. */
  readonly start: string
}

export interface AppParts {
  readonly kernel: number
  /** The QuickJS that runs scripts. */
  readonly sandbox: number
  readonly licences: number
}

/** A way to make an application. */
export interface AppTarget {
  /** What is made when `--output` does not say. */
  readonly defaultOutput: (name: string) => string
  /** Whether inputs are words of the command that starts it; unless it says so, they are. */
  readonly takesWords?: boolean
  /** Whether what runs may reach is decided when it is made. */
  readonly grantsNet?: boolean
  make(source: AppSource, wishes: AppWishes): Promise<MadeApp>
}

/** What a command line asks of an application. */
export interface AppWishes {
  /** Where it goes. */
  readonly output: string
  /** Hosts that its runs may reach, for what has no command line. */
  readonly net: readonly string[]
  /** What starts it, when that is not the application itself. */
  readonly launcher?: Launcher | undefined
}

/**
 * The one bundle that a command line names, compared with its lock.
 *
 * @throws {UsageError} when it names none.
 * @throws {KernelError} as `openBundle`.
 */
export async function readAppSource(parsed: ParsedArguments): Promise<AppSource> {
  const [word, ...rest] = parsed.positionals
  if (word === undefined || rest.length > 0) {
    throw new UsageError('Name one bundle', 'lcod assemble makes a bundle NAME.lcod of a project')
  }
  const folder = portablePath(word)
  const isFolder = await stat(folder).then(
    (info) => info.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new UsageError(`There is no bundle "${word}"`, 'lcod assemble makes one of a project')
  const files = await readBundleFolder(createNodeFiles(), folder)
  const name = bundleName(folder)
  return { name, files, bundle: openBundle(name, files) }
}
