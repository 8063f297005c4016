import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { WorkFolders } from './work-folders.ts'

const [TWO, THREE] = ['me-2', 'me-3'].map((name) => `${name}.0123456789abcdef`) as [string, string]
const DAY = 24 * 60 * 60 * 1000
const worker = (gone: readonly string[]) => ({ name: 'me-1', isGone: (name: string) => gone.includes(name) })

/** A cache in which somebody was working at `left`, looked at at `now`. */
async function cache(now: number, gone: readonly string[], left: number) {
  let time = left
  const timers = createMemoryHost().clock
  const host = createMemoryHost({ seed: 1, clock: { ...timers, now: () => time } })
  for (const name of [TWO, THREE, 'notes.txt']) {
    await host.files.write(`/cache/.lcod-pending/${name}/clone/half`, new Uint8Array(1), { createParents: true })
  }
  time = now
  const work = new WorkFolders(host.files, { host, cacheRoot: '/cache', worker: worker(gone) })
  const names = async () => (await host.files.list('/cache/.lcod-pending')).map(({ name }) => name)
  return { work, names }
}

describe('WorkFolders', () => {
  test('sweep() removes what workers left that have ended, and keeps what others work on, or is not its own', async () => {
    const { work, names } = await cache(DAY, ['me-2'], DAY)
    await work.sweep()
    expect(await names()).toEqual([THREE, 'notes.txt'])
  })

  test('sweep() removes what nobody has touched for a day', async () => {
    const { work, names } = await cache(DAY + 1, [], 0)
    await work.sweep()
    expect(await names()).toEqual(['notes.txt'])
  })

  test('use() gives a folder of its own, and removes it whatever happens', async () => {
    const { work, names } = await cache(0, [], 0)
    const inside = await work.use(async (folder) => {
      expect(folder).toMatch(/^\/cache\/\.lcod-pending\/me-1\.[0-9a-f]{16}$/)
      return names()
    })
    expect(inside).toHaveLength(4)
    await expect(work.use(() => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off')
    expect(await names()).toEqual([TWO, THREE, 'notes.txt'])
  })
})
