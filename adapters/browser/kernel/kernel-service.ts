import { invalidCompose } from '../../../core/compose/invalid-compose.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import type { Host } from '../../../core/host/index.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { KernelOptions, RunOptions } from '../../../core/kernel-api.ts'
import { type BrowserHostOptions, createBrowserHost } from '../browser-host.ts'
import type { FilesDriver } from '../files/choose-files.ts'
import { type KernelService, type RunControls, serveKernel } from './serve-kernel.ts'
import type { MessageLine, OpenRequest, RunRequest } from './worker-protocol.ts'

export interface KernelWorkerOptions {
  /** Files of the last resort. */
  readonly memory: () => FilesPort
  /** Ports that the worker's entry adds: `scripts`, `store`. */
  readonly ports?: Partial<Host>
  /** Makes the `git` port. */
  readonly git?: BrowserHostOptions['git']
  /** Replaces the standard components. */
  readonly components?: KernelOptions['components']
  readonly drivers?: readonly FilesDriver[]
}

/**
 * Makes the running worker a kernel worker: its entry module calls this once, with `self` and what it joins in.
 *
 * @returns stops answering.
 */
export function startKernelWorker(line: MessageLine, options: KernelWorkerOptions): () => void {
  return serveKernel(line, { open: (request) => openService(request, options) })
}

/** A service on the host of this worker. */
async function openService(request: OpenRequest, options: KernelWorkerOptions): Promise<KernelService> {
  const { components, git, ...hostOptions } = options
  const host = await createBrowserHost({ ...hostOptions, ...request, ...(git === undefined ? {} : { git }) })
  return {
    storage: host.storage,
    files: host.files,
    async run(run, controls) {
      const { composition, problems } = parseCompose(run.text, parseOptions(run))
      if (composition === undefined) throw invalidCompose(problems, run.file)
      const kernel = createKernel({ host, ...kernelOptions(run, components) })
      return kernel.run(composition, runOptions(run, controls))
    },
  }
}

function parseOptions({ file, format }: RunRequest) {
  return format === undefined ? { file } : { file, format }
}

function kernelOptions(
  { permissions, limits }: RunRequest,
  components: KernelOptions['components'],
): Omit<KernelOptions, 'host'> {
  return {
    ...(components === undefined ? {} : { components }),
    ...(permissions === undefined ? {} : { permissions }),
    ...(limits === undefined ? {} : { limits }),
  }
}

function runOptions({ input, inputs, outputs, bindings, timeoutMs }: RunRequest, controls: RunControls): RunOptions {
  return {
    signal: controls.signal,
    ...(controls.observer === undefined ? {} : { observer: controls.observer }),
    ...(input === undefined ? {} : { input }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(bindings === undefined ? {} : { bindings }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  }
}
