import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Host } from '../../core/host/index.ts'
import { guardHost } from '../../core/permissions/guard-host.ts'
import type { Permissions } from '../../core/permissions/permissions.ts'
import { createMemoryHost } from '../memory/memory-host.ts'
import { createNodeFiles } from './node-files.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

async function denied(operation: Promise<unknown>): Promise<unknown> {
  const error = await operation.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  expect(error).toMatchObject({ code: 'permission_denied' })
  return (error as { readonly data?: unknown }).data
}

describe('guardHost() files with links', () => {
  const roots: string[] = []
  afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))))

  async function linked(permissions: (root: string) => Permissions) {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'lcod-guard-')))
    roots.push(root)
    await mkdir(join(root, 'in'))
    await mkdir(join(root, 'out'))
    await writeFile(join(root, 'in/own'), 'own')
    await writeFile(join(root, 'out/secret'), 'secret')
    await symlink(join(root, 'out/secret'), join(root, 'in/file-link'))
    await symlink(join(root, 'out'), join(root, 'in/folder-link'))
    await symlink(join(root, 'out/not-there'), join(root, 'in/broken'))
    await symlink(join(root, 'in'), join(root, 'way-in'))
    const host: Host = { ...createMemoryHost(), files: createNodeFiles({ cwd: root }) }
    return { root, files: guardHost(host, permissions(root)).files! }
  }

  it('lets no link lead out', async () => {
    const { root, files } = await linked((path) => ({ read: [join(path, 'in')], write: [join(path, 'in')] }))
    await denied(files.read(`${root}/in/file-link`))
    await denied(files.read(`${root}/in/folder-link/secret`))
    await denied(files.list(`${root}/in/folder-link`))
    await denied(files.info(`${root}/in/file-link`))
    await denied(files.write(`${root}/in/file-link`, encode('x')))
    await denied(files.write(`${root}/in/folder-link/new`, encode('x')))
    await denied(files.write(`${root}/in/folder-link/a/b/new`, encode('x'), { createParents: true }))
    await denied(files.makeDirectory(`${root}/in/folder-link/new`))
    await denied(files.rename(`${root}/in/own`, `${root}/in/folder-link/own`))
    await denied(files.remove(`${root}/in/folder-link/secret`))
    expect(await readFile(join(root, 'out/secret'), 'utf8')).toBe('secret')
  })

  it('lets nothing be made through a link that leads nowhere', async () => {
    const { root, files } = await linked((path) => ({ read: [join(path, 'in')], write: [join(path, 'in')] }))
    await denied(files.write(`${root}/in/broken`, encode('x'), { append: true }))
    await denied(files.write(`${root}/in/broken/below`, encode('x'), { createParents: true }))
    await expect(stat(join(root, 'out/not-there'))).rejects.toThrow()
  })

  it('lets a link itself be looked at and removed', async () => {
    const { root, files } = await linked((path) => ({ read: [join(path, 'in')], write: [join(path, 'in')] }))
    expect((await files.info(`${root}/in/file-link`, { follow: false }))?.kind).toBe('symlink')
    await files.remove(`${root}/in/folder-link`)
    await files.remove(`${root}/in/broken`)
    expect(await readFile(join(root, 'out/secret'), 'utf8')).toBe('secret')
  })

  it('follows links that stay inside, and roots that are links', async () => {
    const { root, files } = await linked((path) => ({ read: [join(path, 'way-in')] }))
    expect(text(await files.read(`${root}/way-in/own`))).toBe('own')
    expect(text(await files.read(`${root}/in/own`))).toBe('own')
    expect(await denied(files.read(`${root}/way-in/file-link`))).toEqual({ kind: 'read', target: `${root}/out/secret` })
  })
})
