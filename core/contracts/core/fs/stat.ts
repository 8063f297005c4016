import { requirePort } from '../../../host/require-port.ts'
import { defineContract } from '../../define-contract.ts'
import { pathInput } from './fs-inputs.ts'
import { isoTime } from './iso-time.ts'

const ID = 'lcod://contract/core/fs/stat@1'

interface StatInput {
  path: string
  followSymlinks: boolean
}

/**
 * Tells what is at a path.
 *
 * @returns `path` (absolute, `/` separators), `exists`, and when something is there `isFile`, `isDirectory`,
 * `isSymlink`, `size` in bytes, `mtime` and `ctime` (ISO-8601, UTC). `isSymlink` is true only with
 * `followSymlinks: false`. Nothing there is no error.
 * @throws {KernelError} `EACCES`, `EIO`, `permission_denied`, `invalid_input`.
 * Spec: contracts.md 1.8 `fs/stat`.
 */
export const fsStat = defineContract<StatInput>({
  id: ID,
  aliases: ['lcod://core/fs/stat@1'],
  summary: 'Tells what is at a path.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['path'],
    properties: {
      path: pathInput,
      followSymlinks: { type: 'boolean', default: true, description: 'Tell of what a link points to' },
    },
  },
  output: {
    type: 'object',
    required: ['path', 'exists'],
    properties: {
      path: { type: 'string', description: 'Absolute path' },
      exists: { type: 'boolean' },
      isFile: { type: 'boolean' },
      isDirectory: { type: 'boolean' },
      isSymlink: { type: 'boolean' },
      size: { type: 'integer', description: 'Bytes; 0 for folders' },
      mtime: { type: 'string', description: 'Time of the last change of the content, ISO-8601' },
      ctime: { type: 'string', description: 'Time of the last change of anything, ISO-8601' },
    },
  },
  async run({ path, followSymlinks }, call) {
    const files = requirePort(call.host, 'files', ID)
    const absolute = call.resolvePath(path)
    const info = await files.info(absolute, { follow: followSymlinks })
    if (info === null) return { path: absolute, exists: false }
    return {
      path: absolute,
      exists: true,
      isFile: info.kind === 'file',
      isDirectory: info.kind === 'directory',
      isSymlink: info.kind === 'symlink',
      size: info.size,
      mtime: isoTime(info.mtime),
      ctime: isoTime(info.ctime),
    }
  },
})
