import { type GroupReport, runGroup } from '../../../conformance/ports/run-cases.ts'
import { lightningCrashCases, opfsCrashCases } from './crash-cases.ts'
import { kernelCases } from './kernel-cases.ts'

/** Runs what needs a page, and in a worker what needs one, and leaves the report where the page's driver looks for it. */
declare global {
  var lcodReport: unknown
  var lcodError: string | undefined
}

export interface TestPageReport {
  readonly groups: GroupReport[]
  /** What `chooseFiles` took in the worker. */
  readonly choice: unknown
}

async function report(): Promise<TestPageReport> {
  const { groups, choice } = await askWorker()
  const hasOpfs = 'storage' in navigator && 'getDirectory' in navigator.storage
  return {
    choice,
    groups: [
      ...groups,
      await runGroup('crash and tabs: opfs', hasOpfs ? opfsCrashCases() : []),
      await runGroup('crash and tabs: indexeddb', lightningCrashCases()),
      await runGroup('kernel worker', kernelCases()),
    ],
  }
}

function askWorker(): Promise<TestPageReport> {
  const worker = new Worker('/worker.js', { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<TestPageReport>) => resolve(event.data))
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
  })
}

report().then(
  (result) => {
    globalThis.lcodReport = result
  },
  (error) => {
    globalThis.lcodError = String(error)
  },
)
