import type { FileKind, FilesPort } from '../../../host/files.ts'
import { requirePort } from '../../../host/require-port.ts'
import { defineContract } from '../../define-contract.ts'
import { pathInput } from './fs-inputs.ts'
import { isoTime } from './iso-time.ts'
import { compilePathPattern } from './path-pattern.ts'

const ID = 'lcod://contract/core/fs/list-dir@1'

interface ListDirInput {
  path: string
  recursive: boolean
  maxDepth?: number
  includeStats: boolean
  includeHidden: boolean
  pattern?: string
}

interface ListedEntry {
  readonly name: string
  readonly path: string
  readonly type: FileKind
  readonly size?: number
  readonly mtime?: string
}

/**
 * Lists a folder: sorted by name, a folder before what it holds.
 *
 * Names that begin with a dot are left out, with all below them, unless `includeHidden` is set. Links to folders are
 * listed and not entered. `pattern` decides what is listed, not what is entered; it is compared with the path below the
 * folder: `*` and `?` within a name, `**` over folders, `[a-z]`, `{a,b}`.
 *
 * @returns `entries`: each with `name`, `path` (the given path joined with the way down, so that relative stays
 * relative), `type`, and with `includeStats` also `size` in bytes and `mtime` (ISO-8601, UTC). Empty for an empty folder.
 * @throws {KernelError} `ENOENT`, `ENOTDIR`, `EACCES`, `permission_denied`, `invalid_input`.
 * Spec: contracts.md 1.8 `fs/list-dir`; the pattern language is ours, a subset of what minimatch knows.
 */
export const fsListDir = defineContract<ListDirInput>({
  id: ID,
  aliases: ['lcod://contract/core/fs/list_dir@1', 'lcod://axiom/fs/list-dir@1', 'lcod://core/fs/list-dir@1'],
  summary: 'Lists a folder, with all below it when asked to.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['path'],
    properties: {
      path: pathInput,
      recursive: { type: 'boolean', default: false, description: 'Enter folders' },
      maxDepth: {
        type: 'integer',
        minimum: 0,
        description: 'How many levels of folders to enter; no limit when absent',
      },
      includeStats: { type: 'boolean', default: false, description: 'Add `size` and `mtime`' },
      includeHidden: { type: 'boolean', default: false, description: 'List names that begin with a dot' },
      pattern: { type: 'string', minLength: 1, description: 'List only what fits: `**/*.yaml`' },
    },
  },
  output: {
    type: 'object',
    required: ['entries'],
    properties: {
      entries: { type: 'array', description: 'Objects with `name`, `path`, `type` and maybe `size` and `mtime`' },
    },
  },
  async run({ path, recursive, maxDepth = Number.POSITIVE_INFINITY, includeStats, includeHidden, pattern }, call) {
    const files = requirePort(call.host, 'files', ID)
    const root = call.resolvePath(path)
    const fits = pattern === undefined ? () => true : compilePathPattern(pattern)
    const entries: ListedEntry[] = []

    const visit = async (below: string, depth: number): Promise<void> => {
      call.ensureNotCancelled()
      for (const { name, kind } of await files.list(joined(root, below))) {
        if (name.startsWith('.') && !includeHidden) continue
        const relative = below === '' ? name : `${below}/${name}`
        if (fits(relative)) {
          const stats = includeStats ? await statsOf(files, joined(root, relative)) : {}
          entries.push({ name, path: joined(withSlashes(path), relative), type: kind, ...stats })
        }
        if (recursive && kind === 'directory' && depth < maxDepth) await visit(relative, depth + 1)
      }
    }
    await visit('', 0)
    return { entries }
  },
})

/** Facts of the entry itself: a link is not followed. Nothing when it has gone meanwhile. */
async function statsOf(files: FilesPort, path: string): Promise<{ size?: number; mtime?: string }> {
  const info = await files.info(path, { follow: false })
  return info === null ? {} : { size: info.size, mtime: isoTime(info.mtime) }
}

function joined(folder: string, relative: string): string {
  if (relative === '') return folder
  return folder.endsWith('/') ? `${folder}${relative}` : `${folder}/${relative}`
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/')
}
