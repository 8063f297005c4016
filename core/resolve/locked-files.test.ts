import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { integrityOf } from './integrity.ts'
import { lockFiles, verifyFiles, verifyNamed } from './locked-files.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const place = { folder: '/c', descriptorPath: '/c/lcp.toml', composePath: '/c/compose.yaml' }
const content = {
  '/c/lcp.toml': 'id',
  '/c/compose.yaml': 'compose: []',
  '/c/scripts/sum.js': 'x => x',
  '/c/schemas/in.json': '{}',
  '/c/parts/inner/compose.yaml': 'compose: []',
  '/c/parts/inner/lcp.toml': 'id',
  '/c/README.md': 'words',
  '/c/lcp.lock': 'lock',
  '/c/.lcod/cache/x': 'hidden',
  '/c/node_modules/y/index.js': 'installed',
}
const files = () => createMemoryHost({ files: content }).files

describe('lockFiles()', () => {
  test('has a digest of every other file of the component, sorted, and of nothing that is generated or hidden', async () => {
    const locked = await lockFiles(files(), place)
    expect(Object.keys(locked)).toEqual([
      'parts/inner/compose.yaml',
      'parts/inner/lcp.toml',
      'schemas/in.json',
      'scripts/sum.js',
    ])
    expect(locked['scripts/sum.js']).toBe(integrityOf(bytes('x => x')))
  })

  test('is empty for a descriptor and a compose alone', async () => {
    const host = createMemoryHost({ files: { '/c/lcp.toml': '', '/c/compose.yaml': '' } })
    expect(await lockFiles(host.files, place)).toEqual({})
  })
})

describe('verifyFiles()', () => {
  test.each(['scripts/sum.js', 'schemas/in.json', 'parts/inner/compose.yaml', 'parts/inner/lcp.toml'])(
    'refuses a changed and a missing %s, and names it',
    async (path) => {
      const changed = files()
      const locked = await lockFiles(changed, place)
      await verifyFiles(changed, place, locked)
      await changed.write(`/c/${path}`, bytes('changed'))
      const refusal = { code: 'integrity_mismatch', data: { file: `/c/${path}` } }
      await expect(verifyFiles(changed, place, locked)).rejects.toMatchObject(refusal)
      await changed.remove(`/c/${path}`)
      await expect(verifyFiles(changed, place, locked)).rejects.toMatchObject(refusal)
    },
  )

  test('refuses a file that is not in the lock, but for generated and hidden ones', async () => {
    const more = files()
    const locked = await lockFiles(more, place)
    await more.write('/c/README.md', bytes('more words'))
    await more.write('/c/.note', bytes('hidden'))
    await verifyFiles(more, place, locked)
    await more.write('/c/scripts/more.js', bytes('() => 1'))
    await expect(verifyFiles(more, place, locked)).rejects.toMatchObject({
      code: 'integrity_mismatch',
      message: '"/c/scripts/more.js" is not in the lock',
    })
  })

  test.each(['../outside', '/etc/passwd', 'a/../../outside', 'C:/x', 'a\0b'])(
    'refuses a lock with the path %j',
    async (path) => {
      const locked = { [path]: integrityOf(bytes('')) }
      await expect(verifyNamed(files(), '/c', locked)).rejects.toMatchObject({ code: 'integrity_mismatch' })
    },
  )
})
