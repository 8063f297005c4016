import { build } from 'esbuild'

/**
 * A Worker as one module, bundled as for deployment.
 *
 * @param entry Absolute path.
 */
export async function bundleWorker(entry: string): Promise<string> {
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['./quickjs.wasm'],
    write: false,
  })
  return bundle.outputFiles[0]?.text ?? ''
}
