import { textAt } from '../../../manifest/table-text.ts'
import type { Call } from '../../../run/call.ts'
import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { buildArtifacts, readDescriptor } from './build-artifacts.ts'
import { findDescriptors } from './find-descriptors.ts'
import { makePackageDoc } from './make-package-doc.ts'

const IGNORED = ['/.git/', '/node_modules/', '/dist/', '/target/', '/.lcod/', '/build/']

interface RepoInput {
  readonly roots: readonly unknown[]
  readonly write: boolean
  readonly generateComponentDocs: boolean
  readonly ignorePatterns: readonly unknown[]
}

async function rootSummary(root: string, input: RepoInput, call: Call): Promise<Dict> {
  const folder = call.resolvePath(root)
  const fragments = input.ignorePatterns.filter((item): item is string => typeof item === 'string' && item !== '')
  const skips = (path: string) => fragments.some((fragment) => path.slice(folder.length).includes(fragment))
  const descriptors: Dict[] = []
  for (const path of await findDescriptors(folder, call, skips)) {
    descriptors.push(await describe(path, path.slice(folder.length).replace(/^\/+/, ''), input, call))
  }
  const processedCount = descriptors.filter(({ status }) => status === 'processed').length
  return { root, processedCount, skippedCount: descriptors.length - processedCount, descriptors }
}

async function describe(path: string, relativePath: string, input: RepoInput, call: Call): Promise<Dict> {
  const descriptor = await readDescriptor(path, call)
  const schemaVersion = textAt(descriptor, 'schemaVersion') ?? ''
  const kind = textAt(descriptor, 'kind') ?? ''
  const found = { path, relativePath, schemaVersion, kind, id: textAt(descriptor, 'id') ?? '' }
  const nothing = { docType: '', readmePath: '', inputSchemaPath: '', outputSchemaPath: '' }
  if (schemaVersion !== '2.0') return { ...found, ...nothing, status: 'skipped', reason: 'schema-version' }
  const { write, generateComponentDocs } = input
  const done = { ...found, status: 'processed', reason: '' }
  if (kind === 'workspace-package') {
    const made = await makePackageDoc({ packageDescriptorPath: path, write, generateComponentDocs }, call)
    return { ...done, ...nothing, docType: 'package', readmePath: made['readmePath'], components: made['components'] }
  }
  const { readmePath, inputSchemaPath, outputSchemaPath } = await buildArtifacts({ descriptorPath: path, write }, call)
  return { ...done, docType: 'component', readmePath, inputSchemaPath, outputSchemaPath }
}

const yes = { type: 'boolean', default: true, 'x-lenient': true }

/**
 * Makes what follows from every descriptor below some folders: READMEs of packages, READMEs and schemas of components.
 *
 * @returns `processed`, one summary for each root, with every descriptor that was found and what became of it; one of an
 * older version is skipped.
 * @throws {KernelError} `invalid_manifest` for a descriptor that is no TOML; the codes of files.
 * Spec: contracts.md 3.2.4.
 */
export const toolingMakeRepoDocs = defineContract<RepoInput>({
  id: 'lcod://tooling/make_repo_docs@0.1.0',
  summary: 'Makes what follows from every descriptor of a repository.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['roots'],
    properties: {
      roots: { type: 'array', description: 'Folders to look in' },
      write: { ...yes, description: 'Write the files' },
      generateComponentDocs: { ...yes, description: 'Make what follows from the components of packages too' },
      ignorePatterns: {
        type: 'array',
        default: IGNORED,
        'x-lenient': true,
        description: 'Fragments of paths below a root that are left out; a folder ends with a slash',
      },
    },
  },
  output: {
    type: 'object',
    required: ['processed'],
    properties: {
      processed: { type: 'array', description: 'root, processedCount, skippedCount and descriptors of each root' },
    },
  },
  async run(input, call) {
    const processed: Dict[] = []
    for (const root of input.roots) {
      if (typeof root === 'string' && root !== '') processed.push(await rootSummary(root, input, call))
    }
    return { processed }
  },
})
