/** The hosts that live outside this process: they get the cases as JSON and send their report back. */
import { ENGINE_NAMES } from '../../e2e/engines/engine.ts'
import { ENGINES } from '../../e2e/engines/open-page.ts'
import { runInBrowser } from './browser/run-in-browser.ts'
import type { HostReport } from './host-report.ts'
import { runInWorkerd } from './workerd/run-in-workerd.ts'

export interface RemoteHost {
  readonly host: string
  /** Why it cannot run here, for people: report it as absent, never as passed. `null` when it can. */
  missing(): string | null
  /** Runs the whole suite. `cases` is what `casesAsJson` gave. */
  run(cases: string): Promise<HostReport>
}

export const remoteHosts: readonly RemoteHost[] = [
  { host: 'workerd', missing: () => null, run: runInWorkerd },
  ...ENGINE_NAMES.map((name) => ({
    host: name,
    missing: () => ENGINES[name].missing(),
    run: (cases: string) => runInBrowser(name, cases),
  })),
]
