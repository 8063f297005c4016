import { createMemoryFiles, createMemoryNetwork } from '../../../adapters/memory/index.ts'
import { createQuickJsScripts } from '../../../adapters/quickjs/index.ts'
import { casesFromJson, runSuite } from '../../suite.ts'
import type { HostReport } from '../host-report.ts'
import { withWebGit } from '../web-git.ts'
import { openReusedWorkspace } from './reused-workspace.browser.ts'

const CWD = '/conformance'

/** Each case gets an empty workspace on the best storage of this browser. */
async function report(host: string): Promise<HostReport> {
  const scripts = createQuickJsScripts({ module: () => WebAssembly.compileStreaming(fetch('/quickjs.wasm')) })
  const workspace = await openReusedWorkspace({
    workspace: 'conformance',
    cwd: CWD,
    memory: () => createMemoryFiles({ cwd: CWD }),
  })
  const suite = await runSuite({
    host,
    cases: casesFromJson(await (await fetch('/cases.json')).text()),
    makeHost: async ({ env = {}, http = [] }) =>
      withWebGit(await workspace.fresh(env, { scripts, ...createMemoryNetwork(http) })),
  })
  const { kind, refused } = workspace.storage
  return { ...suite, notes: refused.map((other) => `Files are kept in ${kind}; not in ${other.kind}: ${other.reason}`) }
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
