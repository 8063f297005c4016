import { KernelError } from '../../core/errors/kernel-error.ts'
import { inBatches } from '../../core/in-batches.ts'
import { indexBytes } from './git-index.ts'
import { isSafeLink, isSafeName } from './safe-path.ts'
import { ensureWanted, type Workspace } from './workspace.ts'

/** More than the largest repositories have; a small pack can name endlessly many. */
const MAX_FILES = 1_000_000
const MAX_BYTES = 8 * 1024 ** 3
const EXECUTABLE = 0o100755
const LINK = 0o120000
const SUBMODULE = 0o160000

interface TreeFile {
  readonly path: string
  readonly oid: string
  readonly mode: number
}

/**
 * Writes the files of a commit into the clone, and the index that goes with them.
 *
 * The whole tree is checked before anything is written. Links become small files that hold their target, as Git does
 * where there are none; submodules become empty folders.
 *
 * @throws {KernelError} `git_unsafe_path`, `git_subdir_not_found`, `git_too_large`.
 */
export async function checkOut(workspace: Workspace, commit: string): Promise<void> {
  const { files, dir, gitdir, request } = workspace
  const list: TreeFile[] = []
  const folders = new Set<string>()
  await listTree(workspace, { oid: commit, prefix: '' }, { list, folders })
  const { subdir, onProgress } = request
  if (subdir !== undefined && !folders.has(subdir)) {
    throw new KernelError('git_subdir_not_found', `The commit has no folder "${subdir}"`, { data: { subdir, commit } })
  }
  await checkLinks(workspace, list)
  let loaded = 0
  let bytes = 0
  await inBatches(list, async (file) => {
    ensureWanted(workspace)
    const path = `${dir}/${file.path}`
    if (file.mode === SUBMODULE) await files.makeDirectory(path)
    else {
      const blob = await readBlob(workspace, file)
      bytes += blob.length
      if (bytes > MAX_BYTES) throw tooLarge(`more than ${MAX_BYTES} bytes of files`)
      const bits = file.mode === EXECUTABLE ? { mode: 0o755 } : {}
      await files.write(path, blob, { createParents: true, draft: true, ...bits })
    }
    onProgress?.({ phase: 'Writing files', loaded: ++loaded, total: list.length })
  })
  await files.write(`${gitdir}/index`, indexBytes(list), { draft: true })
}

interface TreeListing {
  readonly list: TreeFile[]
  readonly folders: Set<string>
}

async function listTree(
  workspace: Workspace,
  { oid, prefix }: { readonly oid: string; readonly prefix: string },
  listing: TreeListing,
): Promise<void> {
  ensureWanted(workspace)
  const { git, fs, gitdir, cache } = workspace
  const { tree } = await git.readTree({ fs, gitdir, cache, oid })
  const names = new Set<string>()
  for (const { path: name, oid: entry, mode } of tree) {
    const path = prefix + name
    if (!isSafeName(name) || names.has(name)) throw unsafe(path)
    names.add(name)
    const bits = Number.parseInt(mode, 8)
    if (listing.list.length + listing.folders.size >= MAX_FILES) throw tooLarge(`more than ${MAX_FILES} files`)
    if ((bits & 0o170000) !== 0o040000) listing.list.push({ path, oid: entry, mode: fileMode(bits) })
    else {
      listing.folders.add(path)
      await listTree(workspace, { oid: entry, prefix: `${path}/` }, listing)
    }
  }
}

/** Old commits have other permission bits; Git keeps only whether a file can be executed. */
function fileMode(bits: number): number {
  const kind = bits & 0o170000
  if (kind === LINK || kind === SUBMODULE) return kind
  return (bits & 0o111) === 0 ? 0o100644 : EXECUTABLE
}

async function checkLinks(workspace: Workspace, list: readonly TreeFile[]): Promise<void> {
  const links = list.filter(({ mode }) => mode === LINK)
  await inBatches(links, async (link) => {
    const target = new TextDecoder().decode(await readBlob(workspace, link))
    if (!isSafeLink(link.path, target)) throw unsafe(link.path)
  })
}

async function readBlob({ git, fs, gitdir, cache }: Workspace, { oid }: TreeFile): Promise<Uint8Array> {
  return (await git.readBlob({ fs, gitdir, cache, oid })).blob
}

function unsafe(path: string): KernelError {
  return new KernelError('git_unsafe_path', `The commit has an unsafe path or link: ${JSON.stringify(path)}`, {
    data: { path },
  })
}

function tooLarge(what: string): KernelError {
  return new KernelError('git_too_large', `The commit has ${what}`)
}
