import { createCloudflareHost } from '../../../adapters/cloudflare/index.ts'
import type { R2BucketLike } from '../../../adapters/cloudflare/r2-bucket.ts'
import { createMemoryNetwork } from '../../../adapters/memory/index.ts'
import { createQuickJsScripts } from '../../../adapters/quickjs/index.ts'
import type { WasmModule } from '../../../adapters/quickjs/wasm-api.ts'
import { casesFromJson, runSuite } from '../../suite.ts'
import { withWebGit } from '../web-git.ts'
// Resolved by workerd itself: code may not compile modules there.
import quickJs from './quickjs.wasm'

const CWD = '/conformance'

interface Bindings {
  readonly BUCKET: R2BucketLike
}

/** Runs the cases of the request's body, each on files of its own in the bucket. */
async function report(cases: string, { BUCKET }: Bindings) {
  const module: WasmModule = quickJs
  const scripts = createQuickJsScripts({ module })
  return runSuite({
    host: 'workerd',
    cases: casesFromJson(cases),
    makeHost: async ({ env = {}, http = [] }) => {
      const host = createCloudflareHost({
        bindings: env,
        allowEnv: Object.keys(env),
        bucket: BUCKET,
        prefix: crypto.randomUUID(),
        cwd: CWD,
        ports: { scripts, ...createMemoryNetwork(http) },
      })
      await host.files?.makeDirectory(CWD)
      return withWebGit(host)
    },
  })
}

export default {
  async fetch(request: Request, bindings: Bindings): Promise<Response> {
    return Response.json(await report(await request.text(), bindings))
  },
}
