import { clockPortSuite } from '../../../conformance/ports/clock.ts'
import { filesPortSuite } from '../../../conformance/ports/files.ts'
import { randomPortSuite } from '../../../conformance/ports/random.ts'
import { type GroupReport, runGroup } from '../../../conformance/ports/run-cases.ts'
import { createWebRandom } from '../../web/index.ts'
import { createWorkerClock } from '../clock.ts'
import type { R2BucketLike } from '../r2-bucket.ts'
import { createR2Files } from '../r2-files.ts'

/** Runs the port suites inside workerd and answers with what they came to. */
async function report(bucket: R2BucketLike): Promise<GroupReport[]> {
  const make = async () => ({ files: createR2Files(bucket, { prefix: crypto.randomUUID() }), root: '/' })
  return [
    await runGroup('files: r2', filesPortSuite({ make })),
    await runGroup('clock', clockPortSuite(createWorkerClock)),
    await runGroup('random', randomPortSuite(createWebRandom)),
  ]
}

export default {
  async fetch(_request: Request, env: { BUCKET: R2BucketLike }): Promise<Response> {
    return Response.json(await report(env.BUCKET))
  },
}
