import { createCloudflareHost, serveHosts } from '../../adapters/cloudflare/index.ts'
import type { R2BucketLike } from '../../adapters/cloudflare/r2-bucket.ts'
import { createMemoryFiles } from '../../adapters/memory/index.ts'
import { createQuickJsScripts } from '../../adapters/quickjs/index.ts'
import { bundleFromText } from '../../core/bundle/bundle-text.ts'
import type { EmbeddedApp } from '../../core/bundle/embedded-app.ts'
import { hostsHttp } from '../../core/bundle/hosts-http.ts'
import { mountFiles } from '../../core/bundle/mount-files.ts'
import { openBundle } from '../../core/bundle/open-bundle.ts'
import type { Host } from '../../core/host/index.ts'
import type { ListenPort } from '../../core/host/listen.ts'
import { declaredOptions } from '../../core/manifest/declared-options.ts'
import quickJs from '../../dist/quickjs-metered.wasm'
import { lazyGit } from '../lazy-git.ts'
import { readInputRequest } from '../run-request.ts'
import { readSettings } from '../settings.ts'
import { createBundleApp } from './bundle-app.ts'
import { bundleKernel } from './bundle-kernel.ts'

/** Put before this text by `lcod ship` and `lcod build`. */
declare const LCOD_APP: EmbeddedApp

/** Where relative paths start, and where the files of the bundle are. */
const CWD = '/work'

/** What `wrangler.toml` binds; text bindings are settings (`readSettings`). */
interface Bindings {
  /** Keeps what runs write; without it, that is in memory and gone with the run. */
  readonly LCOD_FILES?: R2BucketLike
  /** Input of a bundle that answers with its routes, as JSON; such a one is started by no request. */
  readonly LCOD_INPUT?: string
}

const bundle = openBundle(LCOD_APP.name, bundleFromText(LCOD_APP.bundle ?? {}))

/** Makes hosts for the runs of an isolate, whose bindings never change. */
function hostMaker(bindings: Bindings): (listen?: ListenPort) => Host {
  const settings = readSettings(bindings)
  // Nothing is instantiated before the first script.
  const scripts = createQuickJsScripts({ module: quickJs, poolPages: settings.limits.scriptMemoryPages })
  return (listen) => {
    const memory = createMemoryFiles({ cwd: CWD, quota: settings.maxFileBytes })
    const host = createCloudflareHost({
      bindings,
      allowEnv: settings.env,
      bucket: bindings.LCOD_FILES,
      memory: () => memory,
      cwd: CWD,
      ports: { scripts, ...(listen === undefined ? {} : { listen }) },
    })
    const { http, random } = host
    const files = mountFiles(host.files ?? memory, CWD, bundle.visible)
    return { ...host, files, ...(http === undefined ? {} : { git: lazyGit({ files, http, random }) }) }
  }
}

function serveRuns() {
  let app: ReturnType<typeof createBundleApp> | undefined
  return {
    fetch(request: Request, bindings: Bindings, context: Parameters<NonNullable<typeof app>['fetch']>[2]) {
      app ??= createBundleApp({ settings: readSettings(bindings), bundle, makeHost: hostMaker(bindings) })
      return app.fetch(request, bindings, context)
    },
  }
}

/** The routes of the compose answer, and what they let in is theirs to say. */
function serveRoutes() {
  return serveHosts<Bindings>((listen, bindings) => {
    const settings = readSettings(bindings)
    const kernel = bundleKernel(bundle, { host: hostMaker(bindings)(listen), settings, listen: true })
    const { input } = readInputRequest(`{"input":${bindings.LCOD_INPUT || '{}'}}`)
    return kernel.run(bundle.composition, { ...declaredOptions(bundle.manifest), input, keepServers: () => {} })
  })
}

export default hostsHttp(bundle.composition.steps) ? serveRoutes() : serveRuns()
