import { bytesToHex } from '../../core/bytes/hex.ts'
import { fileError } from '../../core/errors/file-error.ts'
import { KernelError } from '../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../core/host/files.ts'
import type { GitCloneRequest, GitCloneResult, GitLookUpRequest, GitPort } from '../../core/host/git.ts'
import type { HttpPort } from '../../core/host/http.ts'
import { localRemotePath } from '../../core/host/local-remote.ts'
import type { RandomPort } from '../../core/host/random.ts'
import { checkOut } from './check-out.ts'
import { chooseRef, type RemoteRefs, refNotFound, type Target } from './choose-ref.ts'
import { toGitError } from './git-error.ts'
import { createGitFiles } from './git-files.ts'
import { createHttpRemote } from './http-remote.ts'
import { createLocalRemote } from './local-remote.ts'
import { settledGitFiles } from './settled-git-files.ts'
import { ensureWanted, type Remote, type Workspace } from './workspace.ts'

const MAX_BYTES = 512 * 1024 * 1024

export interface CreateGitOptions {
  /** Where clones are written, and local remotes are. */
  readonly files: FilesPort
  /** For clones that bring no port of their own. */
  readonly http: HttpPort
  readonly random: RandomPort
  /** Bytes a remote may send for one clone, held in memory. Default 512 MiB. */
  readonly maxBytes?: number
}

/**
 * Git by isomorphic-git, which is loaded by the first clone.
 *
 * A clone is made in a folder beside its destination and moved there when it is whole. Only the history of what was
 * asked for is fetched.
 */
export function createGit(options: CreateGitOptions): Required<GitPort> {
  const { files, random } = options
  return {
    async clone(request) {
      await ensureFree(files, request)
      const staging = `${parentOf(request.dest)}/.lcod-${bytesToHex(random.bytes(8))}.clone`
      try {
        const result = await cloneInto(staging, request, options)
        await files.settle?.(staging)
        await moveTo(request.dest, staging, files)
        return result
      } catch (thrown) {
        await files.remove(staging)
        throw toGitError(thrown, request.url)
      }
    },

    async lookUp(request) {
      try {
        const remote = await openRemote(
          await workspaceAt('/', { ...request, dest: '/' }, files),
          remoteOptions(options, request),
        )
        const { name, oid } = chooseRef(await remote.refs(), request.ref)
        return { commit: oid, ...(name === undefined ? {} : { ref: name }) }
      } catch (thrown) {
        throw toGitError(thrown, request.url)
      }
    },
  }
}

/** Nothing is written before a remote is asked to fetch. */
async function workspaceAt(dir: string, request: GitCloneRequest, files: FilesPort): Promise<Workspace> {
  const git = await import('isomorphic-git')
  return { git, files, fs: createGitFiles(files, dir), dir, gitdir: `${dir}/.git`, cache: {}, request }
}

function remoteOptions(
  { http, maxBytes = MAX_BYTES }: CreateGitOptions,
  { http: given, observeHttp = (port) => port }: GitLookUpRequest,
): { readonly http: HttpPort; readonly maxBytes: number } {
  return { http: observeHttp(given ?? http), maxBytes }
}

async function cloneInto(dir: string, request: GitCloneRequest, options: CreateGitOptions): Promise<GitCloneResult> {
  const workspace = await workspaceAt(dir, request, options.files)
  const { git, fs, gitdir } = workspace
  const remote = await openRemote(workspace, remoteOptions(options, request))
  const refs = await remote.refs()
  ensureWanted(workspace)
  const target = chooseRef(refs, request.ref)
  await git.init({ fs, dir, defaultBranch: branchOf(target) ?? 'main' })
  await git.addRemote({ fs, gitdir, remote: 'origin', url: request.url })
  await remote.fetch(target)
  ensureWanted(workspace)
  const commit = await commitOf(workspace, target, refs)
  await checkOut({ ...workspace, fs: settledGitFiles(fs) }, commit)
  await writeRefs(workspace, target, commit)
  ensureWanted(workspace)
  return { commit, ...(target.name === undefined ? {} : { ref: target.name }) }
}

function openRemote(workspace: Workspace, options: { http: HttpPort; maxBytes: number }): Remote | Promise<Remote> {
  const { url } = workspace.request
  const path = localRemotePath(url)
  if (path !== undefined) return createLocalRemote(workspace, path)
  if (/^https?:\/\//.test(url)) return createHttpRemote(workspace, options)
  throw new KernelError(
    'git_invalid_url',
    `Only http, https and file URLs can be cloned, found "${url.split(':')[0]}:"`,
  )
}

/** The commit that a target leads to, through annotated tags. */
async function commitOf(
  { git, fs, gitdir, cache, request }: Workspace,
  { oid }: Target,
  { oids }: RemoteRefs,
): Promise<string> {
  try {
    return (await git.readCommit({ fs, gitdir, cache, oid })).oid
  } catch (cause) {
    if (cause instanceof git.Errors.NotFoundError || cause instanceof git.Errors.ObjectTypeError) {
      throw refNotFound(request.ref ?? 'HEAD', oids)
    }
    throw cause
  }
}

async function writeRefs({ git, fs, gitdir }: Workspace, target: Target, commit: string): Promise<void> {
  const { name, oid } = target
  if (name !== undefined) await git.writeRef({ fs, gitdir, ref: name, value: oid, force: true })
  const branch = branchOf(target)
  if (branch === undefined) {
    await git.writeRef({ fs, gitdir, ref: 'HEAD', value: commit, force: true })
    return
  }
  await git.writeRef({ fs, gitdir, ref: 'HEAD', value: `refs/heads/${branch}`, symbolic: true, force: true })
  await git.setConfig({ fs, gitdir, path: `branch.${branch}.remote`, value: 'origin' })
  await git.setConfig({ fs, gitdir, path: `branch.${branch}.merge`, value: `refs/heads/${branch}` })
}

function branchOf({ name }: Target): string | undefined {
  return name?.startsWith('refs/heads/') ? name.slice('refs/heads/'.length) : undefined
}

async function ensureFree(files: FilesPort, { dest, replace = false }: GitCloneRequest): Promise<void> {
  const info = await files.info(dest)
  if (info === null || replace) return
  if (info.kind !== 'directory') throw fileError('EEXIST', dest)
  if ((await files.list(dest)).length > 0) {
    throw new KernelError('git_dest_not_empty', `"${dest}" is not empty`, { data: { path: dest } })
  }
}

async function moveTo(dest: string, staging: string, files: FilesPort): Promise<void> {
  await files.remove(dest)
  await files.rename(staging, dest)
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
