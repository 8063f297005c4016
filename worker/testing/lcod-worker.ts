import { readFileSync } from 'node:fs'
import { bundleWorker } from '../../adapters/cloudflare/testing/bundle-worker.ts'
import { WORKERS_RUNTIME } from '../../adapters/cloudflare/testing/workers-runtime.ts'
import { meteredQuickJsFile } from '../../scripts/sandbox/metered-file.ts'

const WASM = '../dist/quickjs-metered.wasm'

/** The Worker of this repository as Miniflare takes it, on a free port: its code in one module, and QuickJS. */
export async function lcodWorker() {
  const contents = await bundleWorker(new URL('../index.ts', import.meta.url).pathname, [WASM])
  const root = '/lcod'
  return {
    ...WORKERS_RUNTIME,
    compatibilityFlags: ['enable_request_signal'],
    host: '127.0.0.1',
    port: 0,
    modulesRoot: root,
    modules: [
      { type: 'ESModule' as const, path: `${root}/worker/index.mjs`, contents },
      {
        type: 'CompiledWasm' as const,
        path: `${root}/dist/quickjs-metered.wasm`,
        contents: readFileSync(meteredQuickJsFile()),
      },
    ],
  }
}
