import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { meteredQuickJsFile } from '../../scripts/sandbox/metered-file.ts'

const WASM = '../dist/quickjs-metered.wasm'

/** The Worker as Miniflare takes it: its code in one module, and QuickJS. */
export async function bundleWorker() {
  const bundle = await build({
    entryPoints: [new URL('../index.ts', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: [WASM],
    write: false,
    logLevel: 'error',
  })
  const root = '/lcod'
  return {
    modulesRoot: root,
    modules: [
      { type: 'ESModule' as const, path: `${root}/worker/index.mjs`, contents: bundle.outputFiles[0]?.text ?? '' },
      {
        type: 'CompiledWasm' as const,
        path: `${root}/dist/quickjs-metered.wasm`,
        contents: readFileSync(meteredQuickJsFile()),
      },
    ],
  }
}
