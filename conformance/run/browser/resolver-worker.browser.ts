import { createBrowserHost } from '../../../adapters/browser/index.ts'
import { createMemoryFiles } from '../../../adapters/memory/index.ts'
import { runResolverScenario, type ScenarioReport } from '../../resolver/resolver-scenario.ts'
import { withWebGit } from '../web-git.ts'

const CWD = '/resolver'

/** Runs the resolver on the best storage of this browser, with the servers that the page's address names. */
async function report(): Promise<ScenarioReport> {
  const opened = await createBrowserHost({
    workspace: 'resolver',
    cwd: CWD,
    memory: () => createMemoryFiles({ cwd: CWD }),
  })
  const { files } = opened
  for (const { name } of await files.list(CWD).catch(() => [])) await files.remove(`${CWD}/${name}`)
  await files.makeDirectory(CWD)
  const address = new URL(location.href).searchParams
  const named = (name: string) => address.get(name) ?? ''
  const servers = { web: named('web'), down: named('down'), repository: named('repository') }
  return runResolverScenario({ ...withWebGit(opened), files }, servers)
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
