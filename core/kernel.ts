import { createBareKernel } from './bare-kernel.ts'
import type { Kernel, KernelOptions } from './kernel-api.ts'
import { standardComponents } from './standard-components.ts'

export { RunTimeout } from './bare-kernel.ts'

/**
 * Makes a kernel: a host, the components it knows (the standard ones unless others are given), and what its runs may
 * reach.
 *
 * @example
 * ```ts
 * import { composeFromValue, createKernel } from 'lcod-universal'
 * import { createMemoryHost } from 'lcod-universal/memory'
 *
 * const kernel = createKernel({ host: createMemoryHost() })
 * const composition = composeFromValue([{ call: 'lcod://impl/set@1', in: { hi: 1 }, out: { hi: 'hi' } }])
 * console.log(await kernel.run(composition)) // { hi: 1 }
 * ```
 */
export function createKernel(options: KernelOptions): Kernel {
  return createBareKernel({ ...options, components: options.components ?? standardComponents })
}
