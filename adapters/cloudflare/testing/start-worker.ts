import { Miniflare, type WorkerOptions } from 'miniflare'
import { bundleWorker } from './bundle-worker.ts'
import { WORKERS_RUNTIME } from './workers-runtime.ts'

/** Starts a Worker of this repository in workerd, on a free port. Whoever starts it disposes of it. */
export async function startWorker(
  entry: URL,
  bound: Pick<WorkerOptions, 'bindings' | 'r2Buckets' | 'durableObjects'>,
): Promise<Miniflare> {
  return new Miniflare({
    ...WORKERS_RUNTIME,
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: await bundleWorker(entry.pathname) }],
    host: '127.0.0.1',
    port: 0,
    ...bound,
  })
}
