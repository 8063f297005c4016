import { type BrowserHost, createBrowserHost } from '../../../adapters/browser/index.ts'
import { createMemoryFiles, createMemoryHttp, createTimerClock } from '../../../adapters/memory/index.ts'
import { createQuickJsScripts } from '../../../adapters/quickjs/index.ts'
import { casesFromJson, runSuite, type SuiteReport } from '../../suite.ts'

const CWD = '/conformance'

/** Each case gets a workspace of its own on the best storage of this browser. */
async function report(host: string): Promise<SuiteReport> {
  const scripts = createQuickJsScripts({ module: () => WebAssembly.compileStreaming(fetch('/quickjs.wasm')) })
  const open = new Set<BrowserHost>()
  let count = 0
  return runSuite({
    host,
    cases: casesFromJson(await (await fetch('/cases.json')).text()),
    async makeHost({ env = {}, http = [] }) {
      const made = await createBrowserHost({
        workspace: `conformance-${count++}`,
        cwd: CWD,
        env,
        memory: () => createMemoryFiles({ cwd: CWD }),
        ports: { scripts, http: createMemoryHttp(http, createTimerClock()) },
      })
      open.add(made)
      return made
    },
    async releaseHost(host) {
      const made = [...open].find((one) => one === host)
      if (made === undefined) return
      open.delete(made)
      await made.close()
    },
  })
}

report(new URL(location.href).searchParams.get('host') ?? 'browser').then(
  (result) => postMessage(result),
  (error) => {
    // Outside the promise, so that the page hears of it as an error of the worker.
    setTimeout(() => {
      throw error
    })
  },
)
