import { joinPath } from '../../../paths/join-path.ts'
import type { Call } from '../../../run/call.ts'
import { defineContract } from '../../define-contract.ts'

export interface SourceFolders {
  readonly projectRoot: string
  readonly cacheDir: string
  readonly downloadsRoot: string
}

export interface FolderInput {
  readonly projectPath?: string | undefined
  readonly cacheDir?: string | undefined
  readonly cwd?: string | undefined
}

/**
 * The folders that looking up sources works with, absolute: the project, its cache (`.lcod/cache` when none is named) and
 * `catalogues` in that.
 *
 * Spec: contracts.md 5.4 step 1.
 */
export function prepareEnv({ projectPath, cacheDir, cwd }: FolderInput, call: Call): SourceFolders {
  const projectRoot = joinPath(call.resolvePath(cwd ?? '.'), projectPath ?? '.')
  const cache = joinPath(projectRoot, cacheDir ?? '.lcod/cache')
  return { projectRoot, cacheDir: cache, downloadsRoot: joinPath(cache, 'catalogues') }
}

/** What `prepareEnv` takes, for the components that call it. */
export const folderInputs = {
  projectPath: { type: 'string', minLength: 1, 'x-lenient': true, description: 'Folder of the project' },
  cacheDir: { type: 'string', minLength: 1, 'x-lenient': true, description: 'Cache, relative to the project' },
  cwd: { type: 'string', minLength: 1, 'x-lenient': true, description: 'Folder that a relative project starts at' },
}

/** What it gives. */
export const folderOutputs = {
  projectRoot: { type: 'string', description: 'Folder of the project' },
  cacheDir: { type: 'string', description: 'Its cache' },
  downloadsRoot: { type: 'string', description: 'Folder for what is fetched' },
}

/** `prepareEnv` as a component. Spec: contracts.md 3.2.6. */
export const registrySourcesPrepareEnv = defineContract<FolderInput>({
  id: 'lcod://tooling/registry_sources/prepare_env@0.1.0',
  summary: 'Finds the folders that looking up sources works with.',
  input: { type: 'object', properties: folderInputs },
  output: { type: 'object', required: ['projectRoot', 'cacheDir', 'downloadsRoot'], properties: folderOutputs },
  example: {
    input: { projectPath: '/app' },
    output: { projectRoot: '/app', cacheDir: '/app/.lcod/cache', downloadsRoot: '/app/.lcod/cache/catalogues' },
  },
  run: (input, call) => prepareEnv(input, call),
})
