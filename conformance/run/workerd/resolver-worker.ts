import { createCloudflareHost } from '../../../adapters/cloudflare/index.ts'
import type { R2BucketLike } from '../../../adapters/cloudflare/r2-bucket.ts'
import { requirePort } from '../../../core/host/require-port.ts'
import { runResolverScenario, type ScenarioServers } from '../../resolver/resolver-scenario.ts'
import { withWebGit } from '../web-git.ts'

const CWD = '/resolver'

/** Runs the resolver on files in a bucket, with the servers that the request names. */
export default {
  async fetch(request: Request, { BUCKET }: { readonly BUCKET: R2BucketLike }): Promise<Response> {
    const servers = (await request.json()) as ScenarioServers
    const host = withWebGit(createCloudflareHost({ bindings: {}, bucket: BUCKET, cwd: CWD }))
    const files = requirePort(host, 'files', 'the scenario')
    await files.makeDirectory(CWD)
    return Response.json(await runResolverScenario({ ...host, files }, servers))
  },
}
