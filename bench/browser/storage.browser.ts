import { createLightningFiles, createOpfsFiles } from '../../adapters/browser/index.ts'
import type { FilesPort } from '../../core/host/files.ts'
import { inBatches } from '../../core/in-batches.ts'

const SMALL = { count: 1_000, bytes: 4 * 1024 }
/** Writes that are begun before the first has ended. */
const AT_ONCE = 16
const LARGE = 64 * 1024 * 1024

/** Times in ms; a text when the storage refused. */
interface StorageTimes {
  readonly writeSmall: number
  readonly writeTogether: number
  readonly writeDrafts: number
  readonly readSmall: number
  readonly writeLarge: number
  readonly readLarge: number
}

const STORAGES: Readonly<Record<string, () => Promise<FilesPort & { close(): Promise<void> }>>> = {
  opfs: () => createOpfsFiles({ name: crypto.randomUUID() }),
  indexeddb: () => createLightningFiles({ name: crypto.randomUUID() }),
}

async function time(action: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await action()
  return performance.now() - start
}

async function measure(files: FilesPort): Promise<StorageTimes> {
  const small = crypto.getRandomValues(new Uint8Array(SMALL.bytes))
  const large = new Uint8Array(LARGE).map((_, index) => index % 251)
  const names = Array.from({ length: SMALL.count }, (_, index) => `/small/${index}.bin`)
  await files.makeDirectory('/small')
  return {
    writeSmall: await time(async () => {
      for (const name of names) await files.write(name, small)
    }),
    writeTogether: await time(async () => {
      const write = (name: string) => files.write(`/together${name}`, small, { createParents: true })
      await inBatches(names, write, AT_ONCE)
    }),
    writeDrafts: await time(async () => {
      const write = (name: string) => files.write(`/new${name}`, small, { createParents: true, draft: true })
      await inBatches(names, write, AT_ONCE)
      await files.settle?.('/new')
      await files.rename('/new', '/place')
    }),
    readSmall: await time(async () => {
      for (const name of names) ensure((await files.read(name)).length === small.length)
    }),
    writeLarge: await time(() => files.write('/large.bin', large)),
    readLarge: await time(async () => ensure((await files.read('/large.bin')).at(-1) === large.at(-1))),
  }
}

function ensure(condition: boolean): void {
  if (!condition) throw new Error('What was read is not what was written')
}

async function report(): Promise<Record<string, StorageTimes>> {
  const times: Record<string, StorageTimes> = {}
  for (const [name, open] of Object.entries(STORAGES)) {
    const files = await open()
    times[name] = await measure(files)
    await files.close()
  }
  return times
}

report().then(
  (result) => postMessage(result),
  (error) => {
    // Outside the promise, so that the page hears of it as an error of the worker.
    setTimeout(() => {
      throw error
    })
  },
)
