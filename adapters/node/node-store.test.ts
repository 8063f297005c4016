import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storePortSuite } from '../../conformance/ports/store.ts'
import { createNodeStore } from './node-store.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lcod-store-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** A journal of two appends, closed. */
async function twoLines(): Promise<string> {
  const journal = await createNodeStore(folder).open('job')
  await journal.append(['1'])
  await journal.append(['2', '"é"'])
  await journal.close()
  return join(folder, 'job.journal')
}

describe('createNodeStore()', () => {
  const cases = storePortSuite(async () => {
    const own = await mkdtemp(join(tmpdir(), 'lcod-store-'))
    return { open: () => createNodeStore(join(own, 'deep/runs')), dispose: () => rm(own, { recursive: true }) }
  })
  it.each(cases)('$name', ({ run }) => run())

  it('cuts off a last line that is torn anywhere, and goes on after the one before', async () => {
    const path = await twoLines()
    const whole = await readFile(path)
    const first = whole.indexOf(10) + 1
    for (let length = first; length < whole.length; length++) {
      await writeFile(path, whole.subarray(0, length))
      expect(await createNodeStore(folder).read('job')).toEqual(['1'])
      const journal = await createNodeStore(folder).open('job')
      expect(journal.entries).toEqual(['1'])
      await journal.append(['3'])
      await journal.close()
      expect(await createNodeStore(folder).read('job')).toEqual(['1', '3'])
    }
  })

  it('takes a last line of other bytes as torn, and any other as damage', async () => {
    const path = await twoLines()
    const whole = await readFile(path)
    await writeFile(path, Buffer.concat([whole, Buffer.alloc(40), Buffer.from('\n')]))
    expect(await createNodeStore(folder).read('job')).toEqual(['1', '2', '"é"'])
    whole[9]! ^= 1
    await writeFile(path, whole)
    const store = createNodeStore(folder)
    await expect(store.read('job')).rejects.toMatchObject({ code: 'durable_journal_damaged' })
    await expect(store.open('job')).rejects.toMatchObject({ code: 'durable_journal_damaged' })
    const fresh = await store.open('job', { fresh: true })
    await fresh.append(['4'])
    await fresh.close()
    expect(await store.read('job')).toEqual(['4'])
  })

  it('keeps journals and locks from other users, and leaves no lock behind', async () => {
    const journal = await createNodeStore(folder).open('job')
    const [name, lock] = (await readdir(folder)).sort((left, right) => Number(left < right) - Number(left > right))
    for (const file of [name!, lock!]) expect((await stat(join(folder, file))).mode & 0o077).toBe(0)
    await journal.close()
    expect(await readdir(folder)).toEqual(['job.journal'])
  })

  it('refuses a run that another process has open, until that process is dead', async () => {
    const source = `
      import { createNodeStore } from ${JSON.stringify(join(import.meta.dirname, 'node-store.ts'))}
      const journal = await createNodeStore(process.argv[1]).open('job')
      await journal.append(['1'])
      console.log('open')
      setInterval(() => {}, 1000)`
    const file = join(folder, 'holder.ts')
    await writeFile(file, source.replace('process.argv[1]', JSON.stringify(folder)))
    const runner = join(import.meta.dirname, '../../scripts/run-ts.js')
    const child = spawn(process.execPath, [runner, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      await once(child.stdout, 'data')
      const store = createNodeStore(folder)
      const busy = await store.open('job').catch((error: unknown) => error)
      expect(busy).toMatchObject({ code: 'durable_run_busy' })
      expect(String((busy as { hint: string }).hint)).toMatch(/Wait until process \d+ is over/)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const journal = await store.open('job')
      expect(journal.entries).toEqual(['1'])
      await journal.close()
    } finally {
      child.kill('SIGKILL')
    }
  })

  it('does not take a lock of another machine, and says which file it is', async () => {
    const foreign = join(folder, 'job.00000000-1-5-0123456789abcdef.lock')
    await appendFile(foreign, '')
    const busy = await createNodeStore(folder)
      .open('job')
      .catch((error: unknown) => error)
    expect(busy).toMatchObject({ code: 'durable_run_busy', hint: expect.stringContaining(foreign) })
    expect((await readdir(folder)).filter((name) => name.endsWith('.lock'))).toHaveLength(1)
  })
})
