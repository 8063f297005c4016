import { clockPortSuite } from '../../../conformance/ports/clock.ts'
import { filesPortSuite } from '../../../conformance/ports/files.ts'
import { type ListenUnderTest, listenPortSuite, sendByFetch } from '../../../conformance/ports/listen.ts'
import { expectSame, type PortCase } from '../../../conformance/ports/port-case.ts'
import { randomPortSuite } from '../../../conformance/ports/random.ts'
import { type GroupReport, runGroup } from '../../../conformance/ports/run-cases.ts'
import { createFetchListen, createWebRandom } from '../../web/index.ts'
import { createWorkerClock } from '../clock.ts'
import type { R2BucketLike } from '../r2-bucket.ts'
import { createR2Files } from '../r2-files.ts'

/** What only a store with parts has to show. */
function multipartCases(bucket: R2BucketLike): PortCase[] {
  const chunk = new Uint8Array(1_000_000)
  return [
    {
      name: 'a sink of more than two parts becomes visible whole',
      async run() {
        const files = createR2Files(bucket, { prefix: crypto.randomUUID() })
        const sink = await files.sink('/large')
        for (let index = 0; index < 18; index++) await sink.write(chunk.fill(index))
        expectSame(await files.info('/large'), null)
        await sink.commit()
        const content = await files.read('/large')
        expectSame(content.length, 18_000_000)
        expectSame(
          Array.from({ length: 18 }, (_, index) => content[index * 1_000_000 + 999_999]),
          [...Array(18).keys()],
        )
        await files.rename('/large', '/moved')
        expectSame((await files.info('/moved'))?.size, 18_000_000)
      },
    },
    {
      name: 'an aborted sink of several parts leaves nothing',
      async run() {
        const files = createR2Files(bucket, { prefix: crypto.randomUUID() })
        const sink = await files.sink('/large')
        for (let index = 0; index < 10; index++) await sink.write(chunk)
        await sink.abort()
        expectSame(await files.list('/'), [])
      },
    },
  ]
}

function makeListen(): ListenUnderTest {
  const port = createFetchListen()
  return { port, send: (_, asked) => sendByFetch('https://app.example', asked, port.fetch) }
}

/** Runs the port suites inside workerd and answers with what they came to. */
async function report(bucket: R2BucketLike): Promise<GroupReport[]> {
  const make = async () => ({ files: createR2Files(bucket, { prefix: crypto.randomUUID() }), root: '/' })
  return [
    await runGroup('files: r2', filesPortSuite({ make })),
    await runGroup('files: r2 in parts', multipartCases(bucket)),
    await runGroup('clock', clockPortSuite(createWorkerClock)),
    await runGroup('random', randomPortSuite(createWebRandom)),
    await runGroup('listen', listenPortSuite(makeListen)),
  ]
}

export default {
  async fetch(_request: Request, env: { BUCKET: R2BucketLike }): Promise<Response> {
    return Response.json(await report(env.BUCKET))
  },
}
