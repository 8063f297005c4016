import { clockPortSuite } from '../../../conformance/ports/clock.ts'
import { type ListenUnderTest, listenPortSuite, sendByFetch } from '../../../conformance/ports/listen.ts'
import { randomPortSuite } from '../../../conformance/ports/random.ts'
import { runGroup } from '../../../conformance/ports/run-cases.ts'
import { createMemoryFiles } from '../../memory/index.ts'
import { createFetchListen, createWebRandom } from '../../web/index.ts'
import { createBrowserClock } from '../clock.ts'
import { reportChoice, runFilesGroups } from './files-cases.ts'
import { runStoreGroup } from './store-cases.ts'

/** As a Service Worker has it; its `fetch` events are made here. */
function makeListen(): ListenUnderTest {
  const port = createFetchListen()
  return { port, send: (_, asked) => sendByFetch('https://app.example', asked, port.fetch) }
}

async function report() {
  return {
    groups: [
      ...(await runFilesGroups()),
      await runStoreGroup(() => createMemoryFiles()),
      await runGroup('clock', clockPortSuite(createBrowserClock)),
      await runGroup('random', randomPortSuite(createWebRandom)),
      await runGroup('listen', listenPortSuite(makeListen)),
    ],
    choice: await reportChoice(() => createMemoryFiles()),
  }
}

report().then(
  (result) => postMessage(result),
  (error) => {
    // Outside the promise, so that the page hears of it as an error of the worker.
    setTimeout(() => {
      throw error
    })
  },
)
