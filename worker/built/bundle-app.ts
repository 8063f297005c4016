import type { Hono } from 'hono'
import type { Bundle } from '../../core/bundle/open-bundle.ts'
import type { Host } from '../../core/host/index.ts'
import type { RunOptions } from '../../core/kernel-api.ts'
import { declaredOptions } from '../../core/manifest/declared-options.ts'
import { createService } from '../app.ts'
import { Refusal } from '../fault.ts'
import { readBody } from '../read-body.ts'
import { healthRoute } from '../routes/health.ts'
import { runRoute } from '../routes/run.ts'
import { readInputRequest } from '../run-request.ts'
import type { Settings } from '../settings.ts'
import { bundleKernel } from './bundle-kernel.ts'

/** What the entry joins in. */
export interface BundleAppDeps {
  readonly settings: Settings
  readonly bundle: Bundle
  /** A host for one run, with the files of the bundle in its working directory. */
  makeHost(): Host
}

/**
 * The HTTP interface of a bundle: `POST /run` runs it on the `input` of the body, and nothing else; `GET /` says what it
 * is. All other rules are those of the Worker that runs any compose.
 */
export function createBundleApp({ settings, bundle, makeHost }: BundleAppDeps): Hono {
  const app = createService(settings, 'There are GET /, GET /health and POST /run')
  app.route('/health', healthRoute())
  app.get('/', (c) => c.json(describe(bundle)))
  const run = runRoute(settings, async (request) => {
    const type = (request.headers.get('content-type') ?? 'application/json').split(';')[0]?.trim().toLowerCase()
    if (type !== 'application/json') throw new Refusal(415, 'unsupported_type', 'The body must be application/json')
    const { input, limits } = readInputRequest(await readBody(request, settings.maxBodyBytes, settings.limits.wallMs))
    return (controls) => {
      const kernel = bundleKernel(bundle, { host: makeHost(), settings, limits })
      const options: RunOptions = { ...declaredOptions(bundle.manifest), input, ...controls }
      return kernel.run(bundle.composition, options)
    }
  })
  app.route('/run', run)
  return app
}

function describe({ id, manifest }: Bundle): object {
  const { summary, inputs, outputs, inputSchema, outputSchema } = manifest
  return { id, summary, inputs, outputs, inputSchema, outputSchema }
}
