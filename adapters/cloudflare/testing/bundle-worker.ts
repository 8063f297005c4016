import { build } from 'esbuild'

/**
 * A Worker as one module, bundled as for deployment.
 *
 * @param entry Absolute path.
 * @param external Imports that are left to workerd, such as WebAssembly modules.
 */
export async function bundleWorker(entry: string, external: string[] = []): Promise<string> {
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external,
    write: false,
    logLevel: 'error',
  })
  return bundle.outputFiles[0]?.text ?? ''
}
