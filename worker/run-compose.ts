import type { FilesPort } from '../core/host/files.ts'
import type { Host } from '../core/host/index.ts'
import { createKernel } from '../core/kernel.ts'
import type { Limits } from '../core/kernel-api.ts'
import type { TraceObserver } from '../core/trace/events.ts'
import type { RunRequest } from './run-request.ts'
import type { Settings } from './settings.ts'

/** What the Worker's entry joins in. */
export interface RunDeps {
  readonly settings: Settings
  /**
   * A host for one run.
   *
   * @param files texts by path, for a workspace in memory; absent for the Worker's own.
   * @throws {KernelError} ENOSPC when they are more than the settings allow.
   */
  makeHost(files: Readonly<Record<string, string>> | undefined): Host & { readonly files: FilesPort }
}

export interface RunControls {
  readonly signal: AbortSignal
  readonly observer?: TraceObserver
}

/**
 * Runs what was asked for, within the Worker's limits.
 *
 * @returns the final state, or the output of the component.
 * @throws {KernelError} what ended the run.
 */
export async function runCompose(request: RunRequest, deps: RunDeps, controls: RunControls): Promise<unknown> {
  const { settings } = deps
  const host = deps.makeHost(request.files)
  const { cwd } = host.files
  const kernel = createKernel({
    host,
    limits: atMost(settings.limits, request.limits),
    permissions: { read: [cwd, '/tmp'], write: [cwd, '/tmp'], net: settings.net, git: settings.git, env: settings.env },
    globals: { projectPath: cwd },
  })
  const { composition, input, inputs, outputs, bindings, component } = request
  const result = await kernel.run(composition, {
    input,
    bindings,
    ...controls,
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
  })
  return component === undefined ? result : (result['output'] ?? null)
}

/** Of each limit the smaller one: a request may ask for less and not for more. */
export function atMost(limits: Limits, wanted: Partial<Limits>): Limits {
  const { steps = limits.steps, wallMs = limits.wallMs } = wanted
  return { ...limits, steps: Math.min(limits.steps, steps), wallMs: Math.min(limits.wallMs, wallMs) }
}
