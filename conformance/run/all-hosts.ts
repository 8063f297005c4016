import type { ConformanceCase } from '../case.ts'
import { runSuite } from '../suite.ts'
import type { HostReport } from './host-report.ts'
import { hostMakers } from './hosts.ts'
import { remoteHosts } from './remote-hosts.ts'

/** A host that the suite can be run on, wherever it lives. */
export interface ConformanceHost {
  readonly host: string
  /** Why it cannot run here, for people: report it as absent, never as passed. `null` when it can. */
  missing(): string | null
  run(cases: readonly ConformanceCase[]): Promise<HostReport>
}

const local: readonly ConformanceHost[] = hostMakers.map((maker) => ({
  host: maker.host,
  missing: () => null,
  run: (cases) => runSuite({ ...maker, cases }),
}))

const remote: readonly ConformanceHost[] = remoteHosts.map(({ host, missing, run }) => ({
  host,
  missing,
  run: (cases) => run(JSON.stringify(cases)),
}))

export const allHosts: readonly ConformanceHost[] = [...local, ...remote]

/** What the project promises to be the same; the memory host, which tests use, is run when it is named. */
export const PROMISED_HOSTS: readonly string[] = ['node', 'workerd', 'chromium', 'firefox', 'webkit']
