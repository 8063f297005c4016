import { describe, expect, it } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/memory-host.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { Host } from '../host/index.ts'
import type { Decision } from './decision.ts'
import { guardHost } from './guard-host.ts'
import { ALL_PERMISSIONS, type Permissions } from './permissions.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

async function denied(operation: Promise<unknown>): Promise<unknown> {
  const error = await operation.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(KernelError)
  expect(error).toMatchObject({ code: 'permission_denied' })
  return error instanceof KernelError ? error.data : undefined
}

function memory(permissions: Permissions) {
  const host = createMemoryHost({
    files: { 'in/a': 'A', 'in/deep/b': 'B', inner: 'I', 'out/c': 'C' },
    env: { LCOD_HOME: 'h', LCOD_X: 'x', SECRET: 's' },
    http: [{ url: 'https://example.com/' }],
  })
  const guarded = guardHost(host, permissions)
  return { host, guarded, files: guarded.files! }
}

describe('guardHost() in general', () => {
  it('returns the host itself when everything is granted', () => {
    const host = createMemoryHost()
    expect(guardHost(host, ALL_PERMISSIONS)).toBe(host)
  })

  it('grants nothing by default', async () => {
    const { guarded, files } = memory({})
    await denied(files.read('/work/in/a'))
    await denied(files.write('/work/in/a', encode('x')))
    await denied(guarded.http!.send({ url: 'https://example.com/', method: 'GET', headers: [] }))
    expect(guarded.env.names()).toEqual([])
    expect(guarded.env.get('SECRET')).toBeUndefined()
  })

  it('keeps the ports that are granted whole, and those without rules', () => {
    const { host, guarded } = memory({ read: true, write: true, net: ['example.com'] })
    expect(guarded.files).toBe(host.files)
    expect(guarded.http).not.toBe(host.http)
    expect(guarded.clock).toBe(host.clock)
    expect(guarded.git).toBeUndefined()
  })

  it('tells every decision', async () => {
    const decisions: Decision[] = []
    const host = createMemoryHost({ files: { a: 'A' }, env: { X: '1' } })
    const guarded = guardHost(host, { read: true, env: ['X'] }, { onDecision: (decision) => decisions.push(decision) })
    await guarded.files!.read('/work/a')
    await denied(guarded.files!.remove('/work/a'))
    guarded.env.get('X')
    expect(decisions).toEqual([
      { kind: 'read', target: '/work/a', granted: true },
      { kind: 'write', target: '/work/a', granted: false },
      { kind: 'env', target: 'X', granted: true },
    ])
  })
})

describe('guardHost() files', () => {
  it('lets read what is below a root, and no path that only begins like it', async () => {
    const { files } = memory({ read: ['/work/in'] })
    expect(text(await files.read('/work/in/a'))).toBe('A')
    expect((await files.list('/work/in')).length).toBe(2)
    expect(await files.info('/work/in/none')).toBeNull()
    for await (const part of files.stream('/work/in/deep/b')) expect(text(part)).toBe('B')
    expect(await denied(files.read('/work/inner'))).toEqual({ kind: 'read', target: '/work/inner' })
    await denied(files.list('/work'))
    await denied(files.info('/work/out/none'))
    await denied(files.stream('/work/out/c')[Symbol.asyncIterator]().next())
    await denied(files.realPath('/work/out/c'))
  })

  it('lets nobody climb out', async () => {
    const { files } = memory({ read: ['/work/in'] })
    for (const path of ['/work/in/../out/c', 'in/../../work/out/c', '/work/in/deep/../../out/c', '//work/out/c']) {
      expect(await denied(files.read(path))).toEqual({ kind: 'read', target: '/work/out/c' })
    }
    expect(text(await files.read('/work/out/../in/./a'))).toBe('A')
  })

  it('takes roots that are relative, end with a slash, or do not exist yet', async () => {
    const { files } = memory({ read: ['in/'], write: ['new/here'] })
    expect(text(await files.read('/work/in/a'))).toBe('A')
    await files.write('/work/new/here/x', encode('x'), { createParents: true })
    await files.write('/work/new/here/y', encode('y'))
    await denied(files.write('/work/new/z', encode('z')))
    await denied(files.read('/work/new/here/x'))
    expect((await files.info('/work/new/here/x'))?.size).toBe(1)
  })

  it('takes "/" for everything and an empty root for nothing', async () => {
    expect(text(await memory({ read: ['/'] }).files.read('/work/out/c'))).toBe('C')
    await denied(memory({ read: ['', ' '] }).files.read('/work/out/c'))
    await denied(memory({ read: false }).files.read('/work/out/c'))
  })

  it('tells reading from writing', async () => {
    const { files, host } = memory({ read: ['/work/in'], write: ['/work/out'] })
    await denied(files.write('/work/in/a', encode('x')))
    await denied(files.sink('/work/in/a'))
    await denied(files.makeDirectory('/work/in/new'))
    await denied(files.remove('/work/in/a'))
    await denied(files.rename('/work/in/a', '/work/out/a'))
    await denied(files.rename('/work/out/c', '/work/in/c'))
    await denied(files.rename('/work/out/c', '/work/out/d'))
    const sink = await files.sink('/work/out/e')
    await sink.write(encode('e'))
    await sink.commit()
    expect([...host.files.snapshot().keys()]).toEqual([
      '/work/in/a',
      '/work/in/deep/b',
      '/work/inner',
      '/work/out/c',
      '/work/out/e',
    ])
  })

  it('names the flag that would grant it', async () => {
    const { files } = memory({})
    await expect(files.write('/work/x', encode(''))).rejects.toMatchObject({
      message: 'Writing "/work/x" was not granted to this run',
      hint: 'Allow it with --allow-write=/work/x',
      data: { kind: 'write', target: '/work/x' },
    })
  })
})

describe('guardHost() environment', () => {
  it('shows granted names and prefixes only', () => {
    const { guarded } = memory({ env: ['LCOD_*', 'NOTHING'] })
    expect(guarded.env.names()).toEqual(['LCOD_HOME', 'LCOD_X'])
    expect([guarded.env.get('LCOD_X'), guarded.env.get('SECRET')]).toEqual(['x', undefined])
    expect(() => guarded.env.ensureGranted?.('LCOD_ANY')).not.toThrow()
    expect(() => guarded.env.ensureGranted?.('SECRET')).toThrow('The environment variable "SECRET" was not granted')
  })
})

describe('guardHost() network', () => {
  const send = (host: Host, url: string) => host.http!.send({ url, method: 'GET', headers: [] })

  it('reaches granted hosts only', async () => {
    const { guarded } = memory({ net: ['example.com:443'] })
    expect((await send(guarded, 'https://example.com/')).status).toBe(200)
    expect(await denied(send(guarded, 'http://example.com/'))).toEqual({ kind: 'net', target: 'example.com:80' })
    await denied(send(guarded, 'https://example.com:8443/'))
    await denied(send(guarded, 'https://example.com@evil.net/'))
  })

  it('refuses private addresses that no pattern names, in every spelling', async () => {
    const { guarded } = memory({ net: ['*'] })
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0177.1',
      '[::1]',
      '[::ffff:10.0.0.1]',
      '169.254.169.254',
      'localhost',
    ]) {
      await denied(send(guarded, `http://${host}/`))
    }
  })

  it('refuses what is no web address', async () => {
    const { guarded } = memory({ net: ['*'] })
    for (const url of ['file:///etc/passwd', 'nonsense', 'ftp://example.com/']) {
      await expect(send(guarded, url)).rejects.toMatchObject({ code: 'invalid_input' })
    }
  })

  it('guards cloning by host and by folder, and listening by address', async () => {
    const cloned: string[] = []
    const host: Host = {
      ...createMemoryHost(),
      git: {
        clone: async ({ dest }) => {
          cloned.push(dest)
          return { commit: '0'.repeat(40) }
        },
      },
      listen: { listen: async ({ host: name, port }) => ({ host: name, port, close: async () => {} }) },
    }
    const guarded = guardHost(host, { git: ['git.example'], write: ['/work/repos'], listen: ['127.0.0.1:8080'] })
    await guarded.git!.clone({ url: 'https://git.example/a.git', dest: '/work/repos/a' })
    await denied(guarded.git!.clone({ url: 'https://other.example/a.git', dest: '/work/repos/a' }))
    await denied(guarded.git!.clone({ url: 'https://git.example/a.git', dest: '/work/else' }))
    await expect(guarded.git!.clone({ url: '/local', dest: '/work/repos/b' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect(cloned).toEqual(['/work/repos/a'])
    const handle = async () => ({ status: 200, headers: [], body: new Uint8Array(0) })
    await guarded.listen!.listen({ host: '127.0.0.1', port: 8080, handle })
    expect(await denied(guarded.listen!.listen({ host: '0.0.0.0', port: 8080, handle }))).toEqual({
      kind: 'listen',
      target: '0.0.0.0:8080',
    })
    const anywhere = guardHost(host, { listen: ['*:8080'] })
    await anywhere.listen!.listen({ host: '0.0.0.0', port: 8080, handle })
    await anywhere.listen!.listen({ host: '127.0.0.1', port: 8080, handle })
    await denied(anywhere.listen!.listen({ host: '127.0.0.1', port: 8081, handle }))
  })
})
