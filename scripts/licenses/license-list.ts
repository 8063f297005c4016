import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { type LicensedPackage, NOTICES_FILE, noticesText } from '../../adapters/node/cli/bundle/notices.ts'
import { completeLicense, type FoundLicense } from './complete-license.ts'
import { headComment } from './head-comment.ts'

/** The list for programs. */
export const LICENSES_FILE = 'licenses.json'

export interface LicenseListOptions {
  /** Folders of packages that are inside without being modules, such as that of a WebAssembly file. */
  readonly also?: readonly string[]
  /** Write `THIRD-PARTY-NOTICES.txt` for people in place of the list. */
  readonly asText?: boolean
}

/**
 * Writes `licenses.json` beside a bundle: name, version and licence text of this package and of exactly the packages whose
 * code is in it. Vite finds the packages and their texts; a package without a text gets what its sources say of its
 * copyright, and the standard terms that it names.
 *
 * @throws a build error that names the packages of whose licence nothing can be told.
 */
export function licenseList(root: string, { also = [], asText = false }: LicenseListOptions = {}): Plugin {
  const heads = new Map<string, Set<string>>()
  return {
    name: 'license-list',
    config: () => ({ build: { license: { fileName: LICENSES_FILE } } }),
    generateBundle(_options, bundle) {
      for (const item of Object.values(bundle)) {
        if (item.type === 'chunk') noteHeads(heads, item.moduleIds)
      }
    },
    writeBundle({ dir = '.' }) {
      const file = resolve(dir, LICENSES_FILE)
      const bundled = JSON.parse(readFileSync(file, 'utf8')) as FoundLicense[]
      const others = also.map((folder) => readPackage(resolve(root, folder)))
      const found = [...bundled, ...others].sort((a, b) => (a.name < b.name ? -1 : 1))
      const unknown: string[] = []
      const packages: LicensedPackage[] = [readPackage(root), ...found].flatMap((one) => {
        const complete = completeLicense(one, [...(heads.get(one.name) ?? [])], root)
        if (complete === undefined) unknown.push(`${one.name}@${one.version}`)
        return complete ?? []
      })
      if (unknown.length > 0) {
        this.error(`Nothing tells the licence of ${unknown.join(', ')}: what holds it cannot be given to others`)
      }
      if (!asText) return writeFileSync(file, `${JSON.stringify(packages, null, 2)}\n`)
      rmSync(file)
      writeFileSync(resolve(dir, NOTICES_FILE), noticesText([packages]))
    },
  }
}

/** What the first comments of modules say, by package: some authors state the licence there and nowhere else. */
function noteHeads(heads: Map<string, Set<string>>, moduleIds: readonly string[]): void {
  for (const id of moduleIds) {
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1]
    if (name === undefined || id.startsWith('\0')) continue
    const head = headComment(readFileSync(id.replace(/\?.*$/, ''), 'utf8'))
    if (!/copyright|licen[cs]e/i.test(head)) continue
    const known = heads.get(name) ?? new Set()
    heads.set(name, known.add(head))
  }
}

function readPackage(folder: string): FoundLicense {
  const { name, version, license } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'))
  return { name, version, identifier: license, text: readFileSync(resolve(folder, 'LICENSE'), 'utf8').trim() }
}
