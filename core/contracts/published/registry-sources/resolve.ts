import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { collectEntries } from './collect-entries.ts'
import { configInputs, loadConfig } from './load-config.ts'
import { type FolderInput, folderInputs, folderOutputs, prepareEnv } from './prepare-env.ts'

const ID = 'lcod://tooling/registry_sources/resolve@0.1.0'

interface ResolveInput extends FolderInput {
  readonly sourcesPath?: string
  readonly sourcesText?: string
  readonly defaultSourcesSpec: Dict
}

/**
 * Finds the sources of a project and reads everything they lead to: folders, document, lists, and the lists those name.
 *
 * @returns `registrySources` for `registry/source/load`, one for each registry, the document and folders they come from,
 * and `warnings` for what was left out.
 * @throws {KernelError} `cancelled` alone.
 * Spec: contracts.md 3.2.6, 5.4.
 */
export const registrySourcesResolve = defineContract<ResolveInput>({
  id: ID,
  summary: 'Reads everything that the sources of a project lead to.',
  needs: ['files'],
  input: { type: 'object', properties: { ...folderInputs, ...configInputs } },
  output: {
    type: 'object',
    required: [
      'registrySources',
      'warnings',
      'sourcesPath',
      'projectRoot',
      'cacheDir',
      'downloadsRoot',
      'sourcesConfig',
    ],
    properties: {
      registrySources: { type: 'array', description: 'Sources for `registry/source/load`' },
      warnings: { type: 'array', description: 'What was left out' },
      sourcesPath: { type: 'string', description: 'Where the document was, or `builtin:default`' },
      ...folderOutputs,
      sourcesConfig: { type: 'object', description: 'The document' },
    },
  },
  async run({ projectPath, cacheDir, cwd, ...config }, call) {
    const folders = prepareEnv({ projectPath, cacheDir, cwd }, call)
    const { sourcesConfig, sourcesPath, sourcesBaseDir, warnings } = await loadConfig(
      { ...config, projectRoot: folders.projectRoot },
      call,
    )
    const context = { call, id: ID, downloadsRoot: folders.downloadsRoot }
    const collected = await collectEntries(sourcesConfig, sourcesBaseDir, context)
    return {
      registrySources: collected.registrySources,
      warnings: [...warnings, ...collected.warnings],
      sourcesPath,
      ...folders,
      sourcesConfig,
    }
  },
})
