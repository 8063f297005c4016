import { createMemoryFiles } from '../../memory/index.ts'
import { reportChoice, runFilesGroups } from './files-cases.ts'

async function report() {
  return { groups: await runFilesGroups(), choice: await reportChoice(() => createMemoryFiles()) }
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
