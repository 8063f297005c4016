import { createCloudflareHost } from '../adapters/cloudflare/index.ts'
import type { R2BucketLike } from '../adapters/cloudflare/r2-bucket.ts'
import { createMemoryFiles } from '../adapters/memory/index.ts'
import { createQuickJsScripts } from '../adapters/quickjs/index.ts'
// Workers compile no module while they run: the platform does, when the Worker is uploaded.
import quickJs from '../dist/quickjs-metered.wasm'
import { createApp } from './app.ts'
import { lazyGit } from './lazy-git.ts'
import type { RunDeps } from './run-compose.ts'
import { readSettings } from './settings.ts'

/** Where relative paths start. */
const CWD = '/work'

/** What `wrangler.toml` binds; text bindings are settings (`readSettings`). */
interface Bindings {
  /** Keeps the files of runs that bring none; without it, those are in memory and gone with the run. */
  readonly LCOD_FILES?: R2BucketLike
}

type App = ReturnType<typeof createApp>

let app: App | undefined

/** The bindings of an isolate never change, so its first request makes the app. */
function appOf(bindings: Bindings): App {
  app ??= createApp(depsOf(bindings))
  return app
}

function depsOf(bindings: Bindings): RunDeps {
  const settings = readSettings(bindings)
  // Nothing is instantiated before the first script.
  const scripts = createQuickJsScripts({ module: quickJs, poolPages: settings.limits.scriptMemoryPages })
  return {
    settings,
    makeHost(given) {
      const memory = createMemoryFiles({ cwd: CWD, quota: settings.maxFileBytes, files: given ?? {} })
      const host = createCloudflareHost({
        bindings,
        allowEnv: settings.env,
        bucket: given === undefined ? bindings.LCOD_FILES : undefined,
        memory: () => memory,
        cwd: CWD,
        ports: { scripts },
      })
      const { http, random, files = memory } = host
      return { ...host, files, ...(http === undefined ? {} : { git: lazyGit({ files, http, random }) }) }
    },
  }
}

export default {
  fetch(request: Request, bindings: Bindings, context: Parameters<App['fetch']>[2]): Response | Promise<Response> {
    return appOf(bindings).fetch(request, bindings, context)
  },
}
