import { stringify } from 'smol-toml'
import { parseTomlDocument } from '../parse-toml-document.ts'
import { integrityOf } from '../resolve/integrity.ts'
import { type Dict, isDict } from '../values.ts'
import type { BundleFiles } from './bundle-layout.ts'

/**
 * The lock of a bundle: the project's, whose first entry gets the digests of the compose and the assets as the bundle has
 * them. All others stay what they are, where they came from included.
 *
 * @param text A lock that `lcod resolve` wrote.
 */
export function bundleLock(text: string, root: { readonly compose: Uint8Array; readonly assets: BundleFiles }): string {
  const { components, ...table }: Dict = parseTomlDocument(text)
  const [first, ...others]: unknown[] = Array.isArray(components) ? components : []
  const digests = Array.from(root.assets, ([path, content]) => [path, integrityOf(content)] as const)
  const source = {
    type: 'path',
    path: '.',
    composeIntegrity: integrityOf(root.compose),
    ...(digests.length === 0 ? {} : { files: Object.fromEntries(digests) }),
  }
  return stringify({ ...table, components: [{ ...(isDict(first) ? first : {}), source }, ...others] })
}
