import { KernelError } from '../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../core/host/files.ts'
import { inBatches } from '../../core/in-batches.ts'
import { ensureWanted, type Remote, type Workspace } from './workspace.ts'

/** Files up to this size are read whole. */
const WHOLE_BYTES = 1024 * 1024
const OID = /^[0-9a-f]{40}$/

/**
 * A repository among the host's files, bare or with its working tree. Its objects are copied as they are; its settings
 * are not read. Links are refused: what they lead to was not asked for.
 */
export async function createLocalRemote(workspace: Workspace, path: string): Promise<Remote> {
  const { files } = workspace
  const repository = await findRepository(files, path)
  return {
    async refs() {
      const oids = new Map([...(await packedRefs(files, repository)), ...(await looseRefs(files, repository, 'refs'))])
      const headText = await readText(files, `${repository}/HEAD`)
      const head = /^ref: (\S+)/.exec(headText)?.[1]
      const oid = head === undefined ? headText.trim() : oids.get(head)
      if (oid !== undefined && OID.test(oid)) oids.set('HEAD', oid)
      return { oids, head }
    },

    async fetch() {
      const objects = await listFiles(files, repository, 'objects')
      const { onProgress } = workspace.request
      let loaded = 0
      await inBatches(objects, async (object) => {
        ensureWanted(workspace)
        await copyFile(files, `${repository}/${object}`, `${workspace.gitdir}/${object}`)
        onProgress?.({ phase: 'Copying objects', loaded: ++loaded, total: objects.length })
      })
      if ((await files.info(`${repository}/shallow`)) !== null) {
        await copyFile(files, `${repository}/shallow`, `${workspace.gitdir}/shallow`)
      }
    },
  }
}

async function findRepository(files: FilesPort, path: string): Promise<string> {
  for (const candidate of [`${path}/.git`, path]) {
    const objects = await files.info(`${candidate}/objects`, { follow: false })
    const head = await files.info(`${candidate}/HEAD`, { follow: false })
    if (objects?.kind === 'directory' && head?.kind === 'file') return candidate
  }
  throw failed(path, 'it is not a Git repository')
}

/** Paths below `folder`, relative to the repository; nothing when it does not exist. */
async function listFiles(files: FilesPort, repository: string, folder: string): Promise<string[]> {
  const whole = `${repository}/${folder}`
  if ((await files.info(whole, { follow: false }))?.kind !== 'directory') return []
  const found: string[] = []
  for (const { name, kind } of await files.list(whole)) {
    const path = `${folder}/${name}`
    if (kind === 'symlink') throw failed(repository, `"${path}" is a link`)
    if (path === 'objects/info/alternates') throw failed(repository, 'it borrows objects of another repository')
    if (kind === 'directory') found.push(...(await listFiles(files, repository, path)))
    else found.push(path)
  }
  return found
}

async function looseRefs(files: FilesPort, repository: string, folder: string): Promise<Array<[string, string]>> {
  const refs: Array<[string, string]> = []
  for (const name of await listFiles(files, repository, folder)) {
    const oid = (await readText(files, `${repository}/${name}`)).trim()
    if (OID.test(oid)) refs.push([name, oid])
  }
  return refs
}

async function packedRefs(files: FilesPort, repository: string): Promise<Array<[string, string]>> {
  const text = await readText(files, `${repository}/packed-refs`)
  return text.split('\n').flatMap((line) => {
    const match = /^([0-9a-f]{40}) (\S+)$/.exec(line.trim())
    return match === null ? [] : [[match[2]!, match[1]!] as [string, string]]
  })
}

async function readText(files: FilesPort, path: string): Promise<string> {
  const info = await files.info(path, { follow: false })
  if (info === null) return ''
  if (info.kind !== 'file') throw failed(path, 'it is no file')
  return new TextDecoder().decode(await files.read(path))
}

/** Objects are small, and packs are not: those go in pieces. */
async function copyFile(files: FilesPort, from: string, to: string): Promise<void> {
  const size = (await files.info(from))?.size ?? 0
  if (size <= WHOLE_BYTES) return files.write(to, await files.read(from), { createParents: true, draft: true })
  const sink = await files.sink(to, { createParents: true })
  try {
    for await (const chunk of files.stream(from)) await sink.write(chunk)
    await sink.commit()
  } catch (error) {
    await sink.abort()
    throw error
  }
}

function failed(path: string, why: string): KernelError {
  return new KernelError('git_remote_failed', `Cloning "${path}" failed: ${why}`, { data: { url: path } })
}
