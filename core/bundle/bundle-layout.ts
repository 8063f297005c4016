import { KernelError } from '../errors/kernel-error.ts'

/** The files of a bundle by path, relative, with `/`. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>

/** Where a bundle keeps what it always has. Spec: contracts.md 5.8. */
export const BUNDLE = {
  lock: 'lcp.lock',
  compose: 'compose.yaml',
  descriptor: 'lcp.toml',
  readme: 'README.md',
} as const

const ASSETS = 'assets/'

/**
 * The folder of a component in a bundle: `lcod_modules/` and the id, encoded like a part of a URL.
 *
 * @throws {KernelError} `bundle_invalid` for an id that is no name of a folder even so, such as `..`.
 */
export function moduleFolder(id: string): string {
  const name = /\p{Cs}/u.test(id) ? '' : encodeURIComponent(id)
  // Dots lead to other folders or hide; Windows takes them off the end, and knows no stars.
  if (name === '' || /^\.|\.$|\*/.test(name)) {
    throw new KernelError('bundle_invalid', `"${id}" is no id of a component that a bundle can hold`, { data: { id } })
  }
  return `lcod_modules/${name}`
}

/** Where a bundle keeps a file of its project: in `assets/`, which a project may have itself. */
export function assetPlace(path: string): string {
  return path.startsWith(ASSETS) ? path : `${ASSETS}${path}`
}
