import { type FilesDriver, filesPortSuite } from '../../../conformance/ports/files.ts'
import type { FilesUnderTest } from '../../../conformance/ports/files-under-test.ts'
import { type GroupReport, runGroup } from '../../../conformance/ports/run-cases.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import { chooseFiles } from '../files/choose-files.ts'
import { createLightningFiles } from '../files/lightning-fs.ts'
import { createOpfsFiles } from '../files/opfs.ts'
import { limitStorage } from './small-storage.ts'

type ClosableFiles = FilesPort & { close(): Promise<void> }

/** The portable suite on every storage that this browser has, and the ones it has not, with the reason. */
export async function runFilesGroups(): Promise<GroupReport[]> {
  return [
    await runOn('files: opfs, sync', (name) => createOpfsFiles({ name, writing: 'sync' })),
    await runOn('files: opfs, stream', (name) => createOpfsFiles({ name, writing: 'stream' })),
    await runOn('files: indexeddb', (name) => createLightningFiles({ name })),
  ]
}

async function runOn(group: string, open: (name: string) => Promise<ClosableFiles>): Promise<GroupReport> {
  try {
    const first = await open(crypto.randomUUID())
    await first.close()
  } catch (error) {
    return { group, passed: 0, failed: [], skipped: String(error) }
  }
  const make = async (): Promise<FilesUnderTest> => {
    const files = await open(crypto.randomUUID())
    return { files, root: '/', dispose: () => files.close() }
  }
  const driver: FilesDriver = {
    make,
    async makeSmall(bytes) {
      const subject = await make()
      const unlimit = limitStorage(bytes)
      return {
        ...subject,
        async dispose() {
          unlimit()
          await subject.dispose?.()
        },
      }
    },
  }
  return runGroup(group, filesPortSuite(driver))
}

/** Which storage `chooseFiles` takes here, and why. */
export async function reportChoice(memory: () => FilesPort) {
  const { kind, persistent, refused } = await chooseFiles({ name: crypto.randomUUID(), memory })
  return { kind, persistent, refused }
}
