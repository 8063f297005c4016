import type { RunControls } from '../../../adapters/browser/kernel/serve-kernel.ts'
import type { RunRequest } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { createBareKernel } from '../../../core/bare-kernel.ts'
import { invalidCompose } from '../../../core/compose/invalid-compose.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import type { Host } from '../../../core/host/index.ts'
import type { ReadableFiles } from '../../../core/manifest/find-components.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { ALL_PERMISSIONS } from '../../../core/permissions/permissions.ts'
import type { Dict } from '../../../core/values.ts'
import { createAskingHost } from './asking-host.ts'
import type { LargeValues } from './large-values.ts'
import type { PartsOnDemand } from './parts/parts-on-demand.ts'
import { projectFolders } from './project-folders.ts'
import { projectLoader } from './project-loader.ts'
import type { TraceLine } from './trace-line.ts'

export interface RunOptions {
  readonly controls: RunControls
  /** Made for each run that is watched. */
  readonly createTrace: () => TraceLine
  /** Takes what the trace shows only the beginning of. */
  readonly largeValues: LargeValues
  readonly parts: Pick<PartsOnDemand, 'components' | 'loadFor'>
}

/** Runs a compose of the workspace, with the components of its project and what its manifest declares. */
export async function runCompose(
  host: Host & { readonly files: FilesPort },
  request: RunRequest,
  { controls, createTrace, largeValues, parts }: RunOptions,
): Promise<Dict> {
  const { text, file, input, permissions = {}, limits, timeoutMs } = request
  const { composition, problems } = parseCompose(text, { file })
  if (composition === undefined) throw invalidCompose(problems, file)
  const folder = file.slice(0, file.lastIndexOf('/'))
  const [manifest] = await Promise.all([manifestIn(host.files, folder), parts.loadFor(text)])
  const trace = controls.observer === undefined ? undefined : createTrace()
  const asking = createAskingHost(host, permissions, ({ kind, target }, place, withdrawn) =>
    controls.ask({ kind, value: target, ...(place === undefined ? {} : { path: place.path }) }, withdrawn),
  )
  const kernel = createBareKernel({
    host: asking.host,
    components: parts.components,
    // The asking host judges by what was granted; the kernel's own guard would refuse before anybody is asked.
    permissions: { ...ALL_PERMISSIONS, env: permissions.env ?? false, listen: false },
    loader: projectLoader({
      files: withParts(host.files, parts),
      folders: () => projectFolders(host.files, folder),
    }),
    globals: { projectPath: folder },
    ...(limits === undefined ? {} : { limits }),
  })
  try {
    return await kernel.run(composition, {
      signal: controls.signal,
      hostFor: (seen, place) => ({ ...seen, ...asking.portsFor(place) }),
      ...(trace === undefined
        ? {}
        : {
            observer: trace.observer,
            recording: { ...request.recording, keepLarge: (value: unknown) => largeValues.keep(value) },
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
  const { readManifest } = await import('../../../core/manifest/read-manifest.ts')
  return readManifest(new TextDecoder().decode(await files.read(path)), path)
}

/** Reading a compose of a component loads what it mentions. */
function withParts(files: FilesPort, parts: RunOptions['parts']): ReadableFiles {
  return {
    // Ports may be objects of classes, whose methods are not their own and need them.
    list: (path) => files.list(path),
    info: (path, options) => files.info(path, options),
    async read(path, options) {
      const bytes = await files.read(path, options)
      await parts.loadFor(new TextDecoder().decode(bytes))
      return bytes
    },
  }
}
