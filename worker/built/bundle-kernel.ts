import type { Bundle } from '../../core/bundle/open-bundle.ts'
import type { Host } from '../../core/host/index.ts'
import { createKernel } from '../../core/kernel.ts'
import type { Kernel, Limits } from '../../core/kernel-api.ts'
import { atMost } from '../run-compose.ts'
import type { Settings } from '../settings.ts'

interface BundleKernelOptions {
  readonly host: Host
  readonly settings: Settings
  /** What the request asks for; no more than the settings allow. */
  readonly limits?: Partial<Limits>
  /** Whether it may be an HTTP host. */
  readonly listen?: boolean
}

/** A kernel that runs a bundle: with its components, and with what the operator grants. */
export function bundleKernel({ loader, bindings }: Bundle, options: BundleKernelOptions): Kernel {
  const { host, settings, limits = {}, listen = false } = options
  const cwd = host.files?.cwd ?? '/'
  const { net, git, env } = settings
  return createKernel({
    host,
    loader,
    bindings,
    limits: atMost(settings.limits, limits),
    permissions: { read: [cwd, '/tmp'], write: [cwd, '/tmp'], net, git, env, listen },
    globals: { projectPath: cwd },
  })
}
