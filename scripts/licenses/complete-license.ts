import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LicensedPackage } from '../../adapters/node/cli/bundle/notices.ts'

/** A package as it was published: not every one says everything. */
export interface FoundLicense {
  readonly name: string
  readonly version: string
  readonly identifier?: string
  readonly text?: string
}

/** Where the standard terms stand, for packages that name them without bringing them. */
const TERMS: Readonly<Record<string, (root: string) => string>> = {
  MIT: (root) => readText(root, 'LICENSE').replace(/^[\s\S]*?(?=Permission is hereby granted)/, ''),
  'Apache-2.0': (root) =>
    readText(root, 'node_modules/@biomejs/biome/LICENSE-APACHE').replace(/(END OF TERMS AND CONDITIONS)[\s\S]*$/, '$1'),
}

/**
 * The licence of a package with the text that has to go with it.
 *
 * @param heads What the sources of the package say at their beginning, when that is about copyright.
 * @param root The folder of this repository.
 * @returns `undefined` when there is no text and the package names no known terms.
 */
export function completeLicense(
  { name, version, identifier, text }: FoundLicense,
  heads: readonly string[],
  root: string,
): LicensedPackage | undefined {
  const known = { name, version, identifier: identifier ?? 'see the text' }
  if (text !== undefined && text !== '') return { ...known, text }
  const terms = identifier === undefined || !Object.hasOwn(TERMS, identifier) ? undefined : TERMS[identifier]
  if (terms === undefined) return undefined
  const note = `Published without a licence file; its package.json names ${identifier}.`
  return { ...known, text: [note, ...heads, terms(root).trim()].join('\n\n') }
}

function readText(root: string, path: string): string {
  return readFileSync(resolve(root, path), 'utf8')
}
