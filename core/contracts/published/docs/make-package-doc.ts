import { KernelError } from '../../../errors/kernel-error.ts'
import { generatePackageReadme } from '../../../manifest/generate-package-readme.ts'
import { iconAddress } from '../../../manifest/generate-readme.ts'
import { tableAt, textAt } from '../../../manifest/table-text.ts'
import { isInside } from '../../../paths/is-inside.ts'
import { joinPath } from '../../../paths/join-path.ts'
import type { Call } from '../../../run/call.ts'
import { type Dict, describeValue, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { buildArtifacts, hasGeneratedReadme, readDescriptor, writeArtefact } from './build-artifacts.ts'
import { findDescriptors } from './find-descriptors.ts'

const ID = 'lcod://tooling/make_package_doc@0.1.0'

export interface PackageInput {
  readonly packageDescriptorPath: string
  readonly componentsDir?: string
  readonly readmePath?: string
  readonly write: boolean
  readonly generateComponentDocs: boolean
}

/** @throws {KernelError} as the component below. */
export async function makePackageDoc(input: PackageInput, call: Call): Promise<Dict> {
  const path = call.resolvePath(input.packageDescriptorPath)
  const root = path.slice(0, path.lastIndexOf('/')) || '/'
  const descriptor = await readDescriptor(path, call)
  const kind = own(descriptor, 'kind') ?? 'workspace-package'
  if (kind !== 'workspace-package') {
    throw new KernelError(
      'invalid_manifest',
      `${path} must be of the kind "workspace-package", not ${describeValue(kind)}`,
      {
        data: { file: path },
      },
    )
  }
  const workspace = tableAt(descriptor, 'workspace')
  const components: Dict[] = []
  const folder = joinPath(root, input.componentsDir ?? textAt(workspace, 'componentsDir') ?? 'components')
  for (const found of await findDescriptors(folder, call)) components.push(await recordOf(found, root, input, call))
  components.sort(
    (left, right) => compare(left['id'], right['id']) || compare(left['relativePath'], right['relativePath']),
  )
  const readme = generatePackageReadme(
    descriptor,
    components.map(({ id, summary, icon, readmeRelative, relativePath }) => ({
      id: String(id),
      summary: String(summary),
      icon: String(icon),
      link: String(readmeRelative || relativePath),
    })),
  )
  const readmePath = joinPath(root, input.readmePath ?? textAt(workspace, 'readmePath') ?? 'README.md')
  const readmeWriteResult = input.write ? await writeArtefact({ path: readmePath, text: readme }, call) : {}
  return { descriptor, components, readme, readmePath, readmeWriteResult }
}

async function recordOf(path: string, root: string, input: PackageInput, call: Call): Promise<Dict> {
  const descriptor = await readDescriptor(path, call)
  const built =
    input.generateComponentDocs && hasGeneratedReadme(descriptor)
      ? await buildArtifacts({ descriptorPath: path, write: input.write }, call)
      : undefined
  const icon = textAt(tableAt(descriptor, 'palette'), 'icon') ?? ''
  const id = textAt(descriptor, 'id') ?? ''
  const summary = textAt(descriptor, 'summary') ?? ''
  const readmePath = built?.readmePath ?? ''
  return {
    id,
    version: textAt(descriptor, 'version') ?? '',
    summary,
    descriptorPath: path,
    relativePath: relativeTo(root, path),
    readmePath,
    readmeRelative: readmePath === '' ? '' : relativeTo(root, readmePath),
    inputSchemaPath: built?.inputSchemaPath ?? '',
    outputSchemaPath: built?.outputSchemaPath ?? '',
    generated: built !== undefined,
    icon,
    iconUrl: icon.includes(':') ? iconAddress(icon, 32) : '',
    iconAlt: icon || summary || id,
  }
}

function relativeTo(folder: string, path: string): string {
  return isInside(path, folder) ? path.slice(folder.length).replace(/^\/+/, '') : path
}

function compare(left: unknown, right: unknown): number {
  return String(left) < String(right) ? -1 : Number(String(left) > String(right))
}

const optional = { type: 'string', minLength: 1, 'x-lenient': true }
const yes = { type: 'boolean', default: true, 'x-lenient': true }

/**
 * Makes the README of a package with a table of its components, and what follows from each of these, and writes them
 * unless told not to.
 *
 * @returns the table of the descriptor, `components` sorted by id and path, and the README and where it belongs.
 * @throws {KernelError} `invalid_manifest` for a descriptor that is no TOML, or a package that says it is of another
 * kind than `workspace-package`; the codes of files.
 * Spec: contracts.md 3.2.4, 4.6.
 */
export const toolingMakePackageDoc = defineContract<PackageInput>({
  id: ID,
  summary: 'Makes the README of a package and of its components.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['packageDescriptorPath'],
    properties: {
      packageDescriptorPath: { type: 'string', minLength: 1, description: 'The lcp.toml of the package' },
      componentsDir: { ...optional, description: 'In place of workspace.componentsDir, relative to the package' },
      readmePath: { ...optional, description: 'In place of README.md, relative to the package' },
      write: { ...yes, description: 'Write the files' },
      generateComponentDocs: { ...yes, description: 'Make what follows from each component too' },
    },
  },
  output: {
    type: 'object',
    properties: {
      descriptor: { type: 'object', description: 'Table of the descriptor' },
      components: { type: 'array', description: 'id, version, summary, paths and icon of each' },
      readme: { type: 'string', description: 'Text of the README' },
      readmePath: { type: 'string', description: 'Where it belongs' },
      readmeWriteResult: { type: 'object', description: 'path and bytesWritten; empty when it was not written' },
    },
  },
  run: (input, call) => makePackageDoc(input, call),
})
