import { folderInput } from '../../core/fs/fs-inputs.ts'
import { defineContract } from '../../define-contract.ts'
import { loadRegistrySources } from './load-registry-sources.ts'

const ID = 'lcod://tooling/registry/source/load@0.1.0'

/**
 * Loads the lines of registry sources: a folder with `packages.jsonl`, a file or text of JSON lines, or lines written
 * in place.
 *
 * @returns `sources` for `registry/index`, and `warnings` for those that gave nothing.
 * @throws {KernelError} `cancelled` alone.
 * Spec: contracts.md 3.2.5, 5.5.1.
 */
export const registrySourceLoad = defineContract<{ projectPath: string; sources: unknown[] }>({
  id: ID,
  summary: 'Loads the lines of registry sources.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      projectPath: { ...folderInput, description: 'Folder that relative paths start at' },
      sources: {
        type: 'array',
        default: [],
        'x-lenient': true,
        description: 'id with type path, jsonl or inline; optional priority and defaults',
      },
    },
  },
  output: {
    type: 'object',
    required: ['sources', 'warnings'],
    properties: {
      sources: { type: 'array', description: 'registryId with jsonl, lines or both; priority and defaults if known' },
      warnings: { type: 'array', description: 'Sources that gave no lines, and files that cannot be read' },
    },
  },
  run: ({ projectPath, sources }, call) =>
    loadRegistrySources(sources, { folder: call.resolvePath(projectPath), call, id: ID }),
})
