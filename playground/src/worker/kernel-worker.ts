/** The kernel of the playground, in a worker of its own: it can be stopped whatever it does. */
import wasmUrl from 'quickjs-metered.wasm?url'
import { serveKernel } from '../../../adapters/browser/kernel/serve-kernel.ts'
import { createQuickJsScripts } from '../../../adapters/quickjs/index.ts'
import { openPlayground } from './playground-service.ts'
import { createTraceLine } from './trace-line.ts'

const scripts = createQuickJsScripts({ module: () => WebAssembly.compileStreaming(fetch(wasmUrl)) })

const createTrace = () => createTraceLine((message, transfer) => self.postMessage(message, { transfer }))

serveKernel(self, {
  open: async (request) => {
    const service = await openPlayground(request, { scripts, createTrace })
    // The first script of the first run should not wait for the sandbox. When it cannot be loaded, that run says so.
    scripts.warm().catch(() => undefined)
    return service
  },
})
