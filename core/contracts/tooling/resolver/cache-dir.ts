import { requirePort } from '../../../host/require-port.ts'
import { openCacheFolder } from '../../../resolve/cache-folder.ts'
import { folderInput } from '../../core/fs/fs-inputs.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://tooling/resolver/cache-dir@1'

/**
 * Finds the folder for what the resolver downloads, and makes it.
 *
 * @returns `path`, absolute: the first of `.lcod/cache` in the project, `LCOD_CACHE_DIR` and `~/.cache/lcod` that can be
 * made.
 * @throws {KernelError} why the first could not be made, when none can.
 * Spec: contracts.md 2.1 `tooling/resolver/cache-dir`.
 */
export const resolverCacheDir = defineContract<{ projectPath: string }>({
  id: ID,
  summary: 'Finds and makes the cache folder of the resolver.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      projectPath: { ...folderInput, description: 'Folder of the project' },
    },
  },
  output: {
    type: 'object',
    required: ['path'],
    properties: { path: { type: 'string', description: 'Absolute path of the folder' } },
  },
  async run({ projectPath }, call) {
    const files = requirePort(call.host, 'files', ID)
    return { path: await openCacheFolder(files, call.host.env, call.resolvePath(projectPath)) }
  },
})
