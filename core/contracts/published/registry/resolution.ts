import { textAt } from '../../../manifest/table-text.ts'
import { indexRegistries, selectEntry } from '../../../resolve/registry-index.ts'
import { type Dict, isDict, own } from '../../../values.ts'
import { folderInput } from '../../core/fs/fs-inputs.ts'
import { defineContract } from '../../define-contract.ts'
import { loadRegistrySources } from './load-registry-sources.ts'

const ID = 'lcod://tooling/registry/resolution@0.1.0'

interface ResolutionInput {
  projectPath: string
  sources: unknown[]
  requests: unknown[]
}

const list = { type: 'array', default: [], 'x-lenient': true }

/**
 * Looks components up in registry sources: loads them, indexes their lines and picks one entry for each request.
 *
 * @returns the index, `resolved` with the entry of each request that has one, and `warnings` for the others, for
 * sources that gave nothing and for lines that are no JSON.
 * @throws {KernelError} `cancelled` alone.
 * Spec: contracts.md 3.2.5, 5.5.1 to 5.5.3.
 */
export const registryResolution = defineContract<ResolutionInput>({
  id: ID,
  summary: 'Looks components up in registry sources.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      projectPath: { ...folderInput, description: 'Folder that relative paths start at' },
      sources: { ...list, description: 'As `registry/source/load` takes them' },
      requests: { ...list, description: 'id, optional range and registryId' },
    },
  },
  output: {
    type: 'object',
    required: ['registries', 'entries', 'packages', 'resolved', 'warnings'],
    properties: {
      registries: { type: 'array', description: 'Registries by priority' },
      entries: { type: 'array', description: 'Every version, in the order of the lines' },
      packages: { type: 'object', description: 'Id → its versions, the first choice first' },
      resolved: { type: 'array', description: 'id and entry, in the order of the requests' },
      warnings: { type: 'array', description: 'What was left out, and why' },
    },
  },
  async run({ projectPath, sources, requests }, call) {
    const loaded = await loadRegistrySources(sources, { folder: call.resolvePath(projectPath), call, id: ID })
    const { registries, entries, packages, errors } = indexRegistries(loaded.sources)
    const warnings = [...loaded.warnings, ...errors]
    const resolved: Dict[] = []
    for (const request of requests) {
      const id = isDict(request) ? textAt(request, 'id') : undefined
      if (!isDict(request) || id === undefined) {
        warnings.push('registry: a request without an id was left out')
        continue
      }
      const wanted = { id, range: own(request, 'range'), registryId: own(request, 'registryId') }
      const entry = selectEntry(packages, wanted)
      if (entry === null) warnings.push(`registry: no entry found for ${id}`)
      else resolved.push({ id, entry })
    }
    return { registries, entries, packages, resolved, warnings }
  },
})
