import { cp, mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

/** Copies of the checkouts, which composes may write into. */
export interface Checkouts {
  /** lcod-team/lcod-spec. */
  readonly spec: string
  /** lcod-team/lcod-resolver. */
  readonly resolver: string
  /** An empty folder for everything else. */
  readonly scratch: string
  remove(): Promise<void>
}

const LEFT_OUT = new Set(['.git', '.lcod', 'node_modules'])

/**
 * Copies two checkouts to a temporary folder: several composes write beside themselves, and nobody's checkout is to
 * change.
 *
 * @throws {Error} when a folder is not what it should be.
 */
export async function copyCheckouts(named: { readonly spec: string; readonly resolver: string }): Promise<Checkouts> {
  await ensureFile(named.spec, 'tests/conformance/manifest.json', 'lcod-team/lcod-spec')
  await ensureFile(named.resolver, 'packages/resolver/compose.yaml', 'lcod-team/lcod-resolver')
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lcod-published-')))
  const copy = async (from: string, name: string) => {
    const to = join(folder, name)
    const filter = (path: string) => !LEFT_OUT.has(basename(path))
    await cp(resolve(from), to, { recursive: true, filter: (path) => path === resolve(from) || filter(path) })
    return to
  }
  return {
    spec: await copy(named.spec, 'lcod-spec'),
    resolver: await copy(named.resolver, 'lcod-resolver'),
    scratch: folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function ensureFile(folder: string, name: string, what: string): Promise<void> {
  const isThere = await stat(join(folder, name)).then(
    (info) => info.isFile(),
    () => false,
  )
  if (!isThere) throw new Error(`"${folder}" is no checkout of ${what}: it has no ${name}`)
}
