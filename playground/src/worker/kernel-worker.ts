/** The kernel of the playground, in a worker of its own: it can be stopped whatever it does. */
import { serveKernel } from '../../../adapters/browser/kernel/serve-kernel.ts'
import { openPlayground } from './playground-service.ts'
import { createTraceLine } from './trace-line.ts'

const createTrace = () => createTraceLine((message, transfer) => self.postMessage(message, { transfer }))

/** The page has its files before the kernel is loaded. */
const kernel = () => import('./playground-kernel.ts')

serveKernel(self, {
  open: async (request) => {
    const service = await openPlayground(request, { kernel, createTrace })
    // The first run should wait for neither kernel nor sandbox. When they cannot be loaded, that run says so.
    kernel()
      .then(({ scripts }) => scripts.warm())
      .catch(() => undefined)
    return service
  },
})
