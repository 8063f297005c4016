import { type SourceSpec, sourcePath } from '../../../../core/resolve/source-spec.ts'
import { sourceFromUrl } from '../../../../core/resolve/source-url.ts'
import { portablePath } from '../permission-flags.ts'
import { UsageError } from '../usage-error.ts'

/** A component that a word of the command line asks for: by its id, or by where it is. */
export type Wanted =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'source'; readonly name: string; readonly spec: Exclude<SourceSpec, { type: 'registry' }> }

/** What the words of a command are about: a project in a folder, or components. */
export type PackageTarget =
  | { readonly kind: 'project'; readonly folder: string }
  | { readonly kind: 'components'; readonly wanted: readonly Wanted[] }

/**
 * Reads the words of `resolve`, `install` and `plan`: one folder, or ids and URLs.
 *
 * @param folder What `--project` says, else the working directory.
 * @throws {UsageError} for a mixture, and for several folders.
 * @throws {KernelError} `source_invalid` for a URL that nothing is fetched from.
 */
export function readPackageTarget(words: readonly string[], folder: string | undefined): PackageTarget {
  const wanted = words.map(readWanted)
  const found = wanted.filter((one) => one !== undefined)
  const folders = words.filter((_, index) => wanted[index] === undefined)
  if (found.length > 0 && folders.length > 0) {
    throw new UsageError(`Name either one folder, or ids and URLs; found the folder "${folders[0]}" among them`)
  }
  if (found.length > 0) return { kind: 'components', wanted: found }
  if (folders.length > 1) throw new UsageError(`One folder is resolved at a time, found ${folders.join(', ')}`)
  if (folder !== undefined && folders[0] !== undefined) {
    throw new UsageError(`"${folders[0]}" and --project both name a folder`)
  }
  return { kind: 'project', folder: portablePath(folder ?? folders[0] ?? '.') }
}

/** A folder as a component that is asked for. */
export function wantedFolder(folder: string): Wanted {
  const path = sourcePath(portablePath(folder), '/', null)
  return { kind: 'source', name: folder, spec: { type: 'path', path } }
}

function readWanted(word: string): Wanted | undefined {
  if (word.startsWith('lcod://')) return { kind: 'id', id: ensureId(word) }
  const spec = sourceFromUrl(word)
  if (spec === undefined) return undefined
  ensureEncrypted(spec.url)
  return { kind: 'source', name: word, spec }
}

/** The version may be missing, exact, a major or a range: `@1.2.0`, `@1`, `@^1.2.0`, `@>=1 <3`. */
const WANTED_ID = /^lcod:\/\/[\w.-]+(?:\/[\w.-]+)+(?:@(?:latest|[\^~<>=v*\d][^/@]*))?$/i

/**
 * A component id that a person wrote.
 *
 * @throws {UsageError} for what can be the id of nothing.
 */
export function ensureId(word: string): string {
  if (WANTED_ID.test(word)) return word
  throw new UsageError(`"${word}" is no component id`, 'Write lcod://namespace/name, with @ and a version or without')
}

/** What is fetched is run: nobody on the way may change it. */
function ensureEncrypted(text: string): void {
  const { protocol, hostname } = new URL(text)
  if (protocol !== 'http:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return
  throw new UsageError(`"${text}" would be fetched without encryption`, 'Use its https:// address')
}
