import { clockPortSuite } from '../../../conformance/ports/clock.ts'
import { randomPortSuite } from '../../../conformance/ports/random.ts'
import { runGroup } from '../../../conformance/ports/run-cases.ts'
import { createMemoryFiles } from '../../memory/index.ts'
import { createWebRandom } from '../../web/index.ts'
import { createBrowserClock } from '../clock.ts'
import { reportChoice, runFilesGroups } from './files-cases.ts'

async function report() {
  return {
    groups: [
      ...(await runFilesGroups()),
      await runGroup('clock', clockPortSuite(createBrowserClock)),
      await runGroup('random', randomPortSuite(createWebRandom)),
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
