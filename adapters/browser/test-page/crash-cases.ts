import { expectFailure, expectSame, expectThat, type PortCase } from '../../../conformance/ports/port-case.ts'
import type { FilesPort, WriteOptions } from '../../../core/host/files.ts'
import { createLightningFiles } from '../files/lightning-fs.ts'
import { createOpfsFiles } from '../files/opfs.ts'

const SIZE = 400_000
const TURNS = [1, 2, 3, 5, 8]

/** A worker that dies while it writes must leave whole files and, after the next opening, no leftovers. */
export function opfsCrashCases(): PortCase[] {
  const cases = TURNS.map((turns) => ({
    name: `opfs: nothing half-written is read back after a crash in write ${turns}`,
    async run() {
      const name = crypto.randomUUID()
      await crash('opfs', name, turns)
      const files = await createOpfsFiles({ name })
      await expectWhole(files)
      expectSame(await countUnfinished(name), 0, 'the number of sessions with unfinished files')
      await files.close()
    },
  }))
  return [...cases, ...opfsTabCases(), opfsForeignChange()]
}

export function lightningCrashCases(): PortCase[] {
  const cases = TURNS.map((turns) => ({
    name: `indexeddb: nothing half-written is read back after a crash in write ${turns}`,
    async run() {
      const name = crypto.randomUUID()
      await crash('indexeddb', name, turns)
      const files = await createLightningFiles({ name })
      await expectWhole(files)
      await files.close()
    },
  }))
  return [...cases, ...lightningTabCases()]
}

function opfsTabCases(): PortCase[] {
  return [
    {
      name: 'opfs: two tabs on one workspace lose nothing',
      async run() {
        const name = crypto.randomUUID()
        const first = await createOpfsFiles({ name })
        const sink = await first.sink('/sink')
        await sink.write(new TextEncoder().encode('from the first'))
        const second = await createOpfsFiles({ name })
        const line = (text: string) => new TextEncoder().encode(`${text}\n`)
        await Promise.all(
          Array.from({ length: 10 }, (_, index) => [
            first.write('/log', line(`a${index}`), { append: true }),
            second.write('/log', line(`b${index}`), { append: true }),
          ]).flat(),
        )
        await sink.commit()
        expectSame(new TextDecoder().decode(await second.read('/sink')), 'from the first')
        expectSame(
          new TextDecoder()
            .decode(await second.read('/log'))
            .trim()
            .split('\n').length,
          20,
          'the number of lines',
        )
        await first.close()
        await second.close()
      },
    },
  ]
}

/** One tab remembers the folders that it worked in; another may have removed them since. */
function opfsForeignChange(): PortCase {
  return {
    name: 'opfs: a tab sees that another removed a folder, or put a file there',
    async run() {
      const name = crypto.randomUUID()
      const first = await createOpfsFiles({ name })
      const second = await createOpfsFiles({ name })
      const bytes = (text: string) => new TextEncoder().encode(text)
      const write = (text: string, options: WriteOptions) => first.write('/a/b/file', bytes(text), options)
      await write('1', { createParents: true })
      for (const draft of [false, true]) {
        await second.remove('/a')
        expectSame(await first.info('/a/b/file'), null)
        await expectFailure(first.read('/a/b/file'), 'ENOENT')
        await write('2', { createParents: true, draft })
        await second.remove('/a')
        await expectFailure(write('3', { draft }), 'ENOENT')
        await second.write('/a/b', bytes('a file'), { createParents: true })
        await expectFailure(write('4', { createParents: true, draft }), 'ENOTDIR')
        await second.remove('/a')
        await write('5', { createParents: true, draft })
        expectSame(new TextDecoder().decode(await second.read('/a/b/file')), '5')
      }
      await first.close()
      await second.close()
    },
  }
}

function lightningTabCases(): PortCase[] {
  return [
    {
      name: 'indexeddb: a second tab is refused with EBUSY until the first lets go',
      async run() {
        const name = crypto.randomUUID()
        const first = await createLightningFiles({ name })
        await first.write('/a', new Uint8Array(3))
        const refused = await createLightningFiles({ name }).catch((error: unknown) => error)
        expectThat(refused instanceof Error && 'code' in refused && refused.code === 'EBUSY', 'EBUSY')
        await first.close()
        const second = await createLightningFiles({ name })
        expectSame((await second.info('/a'))?.size, 3)
        await second.close()
      },
    },
  ]
}

/** Terminates a writing worker after it began its `turns`-th write. */
async function crash(kind: string, name: string, turns: number): Promise<void> {
  const worker = new Worker('/crash-worker.js', { type: 'module' })
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    worker.addEventListener('message', (event: MessageEvent<number>) => {
      if (event.data < turns) return
      worker.terminate()
      resolve()
    })
    worker.postMessage({ kind, name })
  })
  await waitForLocks(name)
}

/** The end of a worker frees its locks a little later. */
async function waitForLocks(name: string): Promise<void> {
  for (;;) {
    const { held = [] } = await navigator.locks.query()
    if (!held.some((lock) => lock.name?.includes(name))) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function expectWhole(files: FilesPort): Promise<void> {
  expectSame(new TextDecoder().decode(await files.read('/kept')), 'old')
  const info = await files.info('/changing')
  if (info === null) return
  const content = await files.read('/changing')
  expectSame([content.length, info.size], [SIZE, SIZE])
  expectThat(
    content.every((byte) => byte === content[0]),
    'one content, not a mixture',
  )
}

async function countUnfinished(name: string): Promise<number> {
  const root = await navigator.storage.getDirectory()
  const workspace = await (await root.getDirectoryHandle('lcod')).getDirectoryHandle(name)
  let count = 0
  for await (const _ of (await workspace.getDirectoryHandle('unfinished')).keys()) count++
  return count
}
