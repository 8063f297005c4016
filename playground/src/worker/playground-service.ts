import { createBrowserHost } from '../../../adapters/browser/browser-host.ts'
import { webLocks } from '../../../adapters/browser/files/tab-lock.ts'
import type { KernelService } from '../../../adapters/browser/kernel/serve-kernel.ts'
import type { OpenRequest } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import { gitOnDemand } from './git-on-demand.ts'
import { importRepository } from './import-repository.ts'
import { removeAbandoned } from './import-staging.ts'
import { LargeValues } from './large-values.ts'
import type { TraceLine } from './trace-line.ts'
import { TRANSIENT } from './transient.ts'

export interface PlaygroundServiceOptions {
  /** Loads the kernel; asked again for each run. */
  readonly kernel: () => Promise<PlaygroundKernel>
  /** Made for each run that is watched. */
  readonly createTrace: () => TraceLine
}

/** What is needed once something runs. */
export type PlaygroundKernel = typeof import('./playground-kernel.ts')

/** The files of a workspace, at once, and runs of its composes, once the kernel is there. */
export async function openPlayground(request: OpenRequest, options: PlaygroundServiceOptions): Promise<KernelService> {
  const drivers = request.workspace === TRANSIENT ? { drivers: [] } : {}
  const ports = { log: { write: () => {} } }
  // The user may change it while the workspace is open.
  let { corsProxy } = request
  const proxy = { corsProxy: () => corsProxy }
  const memory = () => createMemoryFiles({ cwd: '/' })
  const host = await createBrowserHost({ ...request, ...drivers, ...proxy, memory, ports, git: gitOnDemand })
  const { files, git } = host
  const locks = webLocks()
  // What cannot be removed now is removed the next time.
  removeAbandoned(files, locks).catch(() => undefined)
  const largeValues = new LargeValues()
  return {
    storage: host.storage,
    files,
    async run(run, controls) {
      corsProxy = run.corsProxy
      const { runCompose, scripts, parts } = await options.kernel()
      largeValues.clear()
      return runCompose({ ...host, scripts }, run, { controls, createTrace: options.createTrace, largeValues, parts })
    },
    readValue: (ref) => largeValues.read(ref),
    ...(git === undefined
      ? {}
      : {
          importRepository(asked, controls) {
            corsProxy = asked.corsProxy
            return importRepository(asked, { files, git, locks, now: () => performance.now() }, controls)
          },
        }),
  }
}
