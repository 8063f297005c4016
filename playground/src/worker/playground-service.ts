import { createBrowserHost } from '../../../adapters/browser/browser-host.ts'
import type { KernelService, RunControls } from '../../../adapters/browser/kernel/serve-kernel.ts'
import type { OpenRequest, RunRequest } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import { invalidCompose } from '../../../core/compose/invalid-compose.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import type { Host } from '../../../core/host/index.ts'
import type { ScriptsPort } from '../../../core/host/scripts.ts'
import { createKernel } from '../../../core/kernel.ts'
import { createFolderLoader } from '../../../core/manifest/folder-loader.ts'
import { type Manifest, readManifest } from '../../../core/manifest/read-manifest.ts'
import { ALL_PERMISSIONS } from '../../../core/permissions/permissions.ts'
import type { Dict } from '../../../core/values.ts'
import { createAskingHost, type Wish } from './asking-host.ts'
import { gitOnDemand } from './git-on-demand.ts'
import { importRepository } from './import-repository.ts'
import { RunningSteps } from './running-steps.ts'
import type { TraceLine } from './trace-line.ts'
import { TRANSIENT } from './transient.ts'

export interface PlaygroundServiceOptions {
  readonly scripts: ScriptsPort
  /** Made for each run that is watched. */
  readonly createTrace: () => TraceLine
}

/** Runs composes of a workspace, with the components in the folder of the compose and what its manifest declares. */
export async function openPlayground(request: OpenRequest, options: PlaygroundServiceOptions): Promise<KernelService> {
  const drivers = request.workspace === TRANSIENT ? { drivers: [] } : {}
  const ports: Partial<Host> = { scripts: options.scripts, log: { write: () => {} } }
  // The user may change it while the workspace is open.
  let { corsProxy } = request
  const proxy = { corsProxy: () => corsProxy }
  const memory = () => createMemoryFiles()
  const host = await createBrowserHost({ ...request, ...drivers, ...proxy, memory, ports, git: gitOnDemand })
  const { files, git } = host
  return {
    storage: host.storage,
    files,
    run(run, controls) {
      corsProxy = run.corsProxy
      return runCompose(host, run, { controls, options })
    },
    ...(git === undefined
      ? {}
      : {
          importRepository(asked, controls) {
            corsProxy = asked.corsProxy
            return importRepository(asked, { files, git, now: () => performance.now() }, controls)
          },
        }),
  }
}

async function runCompose(
  host: Host & { readonly files: FilesPort },
  request: RunRequest,
  { controls, options }: { controls: RunControls; options: PlaygroundServiceOptions },
): Promise<Dict> {
  const { text, file, input, permissions = {}, limits, timeoutMs } = request
  const { composition, problems } = parseCompose(text, { file })
  if (composition === undefined) throw invalidCompose(problems, file)
  const folder = file.slice(0, file.lastIndexOf('/'))
  const manifest = await manifestIn(host.files, folder)
  const running = new RunningSteps()
  const trace = controls.observer === undefined ? undefined : options.createTrace()
  const ask = (wish: Wish) => {
    const [path] = running.innermost()
    return controls.ask({ kind: wish.kind, value: wish.target, ...(path === undefined ? {} : { path }) })
  }
  const kernel = createKernel({
    host: createAskingHost(host, permissions, ask),
    // The asking host judges by what was granted; the kernel's own guard would refuse before anybody is asked.
    permissions: { ...ALL_PERMISSIONS, env: permissions.env ?? false, listen: false },
    loader: createFolderLoader({ files: host.files, folders: [folder] }),
    globals: { projectPath: folder },
    ...(limits === undefined ? {} : { limits }),
  })
  try {
    return await kernel.run(composition, {
      signal: controls.signal,
      ...(trace === undefined
        ? {}
        : {
            observer: (event) => {
              running.take(event)
              trace.observer(event)
            },
          }),
      ...(input === undefined ? {} : { input }),
      ...(manifest === undefined ? {} : { inputs: manifest.inputs, outputs: manifest.outputs }),
      ...(manifest?.context === undefined ? {} : { context: manifest.context }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    })
  } finally {
    trace?.flush()
  }
}

async function manifestIn(files: FilesPort, folder: string): Promise<Manifest | undefined> {
  const path = `${folder}/lcp.toml`
  if ((await files.info(path)) === null) return undefined
  return readManifest(new TextDecoder().decode(await files.read(path)), path)
}
