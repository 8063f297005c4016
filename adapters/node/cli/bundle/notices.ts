/** A package whose code is in an application, with the licence that has to go with it. */
export interface LicensedPackage {
  readonly name: string
  readonly version: string
  /** SPDX, as the package names it. */
  readonly identifier: string
  /** Copyright and terms. */
  readonly text: string
}

/** Where a folder, an archive or an image keeps the licences of what is inside. */
export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt'

/**
 * The notices of an application: which packages are in it, then the licence of each. Packages with the same text share it.
 *
 * @param lists Packages of each part; one that is in several is named once.
 */
export function noticesText(lists: ReadonlyArray<readonly LicensedPackage[]>): string {
  const packages = [...new Map(lists.flat().map((one) => [label(one), one])).values()]
  const byText = new Map<string, LicensedPackage[]>()
  for (const one of packages) byText.set(one.text, [...(byText.get(one.text) ?? []), one])
  return [
    'This application contains the following packages, each under its own licence.\n',
    ...packages.map((one) => `* ${label(one)}\n`),
    ...Array.from(byText, ([text, owners]) => `\n${RULE}\n${owners.map(label).join('\n')}\n${RULE}\n\n${text}\n`),
  ].join('')
}

const RULE = '-'.repeat(78)

function label({ name, version, identifier }: LicensedPackage): string {
  return `${name} ${version} (${identifier})`
}
