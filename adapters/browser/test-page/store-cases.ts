import { type GroupReport, runGroup } from '../../../conformance/ports/run-cases.ts'
import { storePortSuite } from '../../../conformance/ports/store.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import { createBrowserStore } from '../browser-store.ts'
import { chooseFiles } from '../files/choose-files.ts'

/** The portable suite on the storage that this browser takes first. */
export async function runStoreGroup(memory: () => FilesPort): Promise<GroupReport> {
  const make = async () => {
    const workspace = crypto.randomUUID()
    const { files, close } = await chooseFiles({ name: workspace, memory })
    return {
      open: () => createBrowserStore({ files, workspace }),
      async dispose() {
        await close()
      },
    }
  }
  return runGroup('store', storePortSuite(make))
}
