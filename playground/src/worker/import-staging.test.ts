import { expect, test } from 'vitest'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import { removeAbandoned, withStaging } from './import-staging.ts'

/** Locks of one page: what a callback waits for is held. */
function memoryLocks(): LockManager {
  const held = new Set<string>()
  return {
    async request<T>(name: string, options: LockOptions | LockGrantedCallback<T>, callback?: LockGrantedCallback<T>) {
      const granted = callback ?? (typeof options === 'function' ? options : undefined)
      if (granted === undefined) throw new TypeError('A lock wants a callback')
      if (held.has(name)) return granted(null)
      held.add(name)
      try {
        return await granted({ name, mode: 'exclusive' })
      } finally {
        held.delete(name)
      }
    },
    query: async () => ({ held: [], pending: [] }),
  }
}

const write = (files: ReturnType<typeof createMemoryFiles>, path: string) =>
  files.write(path, new Uint8Array(1), { createParents: true })

test('withStaging() gives a folder and removes it, also after a failure', async () => {
  const files = createMemoryFiles({ cwd: '/' })
  const failing = withStaging(files, memoryLocks(), async (folder) => {
    await write(files, `${folder}/a`)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect([...files.snapshot().keys()]).toEqual([])
})

test('removeAbandoned() removes what nobody works on any more, and nothing else', async () => {
  const files = createMemoryFiles({ cwd: '/' })
  const locks = memoryLocks()
  await write(files, '/tmp/imports/dead/a')
  await write(files, '/mine')
  await withStaging(files, locks, async (folder) => {
    await write(files, `${folder}/alive`)
    await removeAbandoned(files, locks)
    expect([...files.snapshot().keys()].sort()).toEqual(['/mine', `${folder}/alive`])
  })
})

test('removeAbandoned() touches nothing where locks cannot tell', async () => {
  const files = createMemoryFiles({ cwd: '/' })
  await write(files, '/tmp/imports/perhaps/a')
  await removeAbandoned(files, undefined)
  expect([...files.snapshot().keys()]).toEqual(['/tmp/imports/perhaps/a'])
})
