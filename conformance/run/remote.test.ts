import { beforeAll, describe, expect, it } from 'vitest'
import { testedEngines } from '../../e2e/engines/tested-engines.ts'
import { loadCases } from '../load-cases.ts'
import { runSuite, type SuiteReport } from '../suite.ts'
import { compareHosts } from './compare-hosts.ts'
import { nodeHosts } from './hosts.ts'
import { remoteHosts } from './remote-hosts.ts'

/** For the whole suite on a busy machine. */
const SUITE_MS = 300_000

const engines = testedEngines()
const hosts = remoteHosts.filter(({ host }) => host === 'workerd' || engines.some(({ engine }) => engine === host))
const cases = loadCases()
let node: SuiteReport

beforeAll(async () => {
  node = await runSuite({ ...nodeHosts, cases })
}, SUITE_MS)

describe.each(hosts)('the conformance suite in $host', ({ missing, run }) => {
  it.skipIf(missing() !== null)(
    'passes, with the results and traces of Node',
    async () => {
      const report = await run(JSON.stringify(cases))
      expect(failuresOf(report)).toEqual([])
      expect(report.passed + report.skipped.length).toBe(cases.length)
      const { differences, hosts } = compareHosts([node, report])
      expect(differences).toEqual([])
      const [ours, theirs] = hosts
      expect([theirs?.resultHash, theirs?.traceHash]).toEqual([ours?.resultHash, ours?.traceHash])
    },
    SUITE_MS,
  )
})

function failuresOf(report: SuiteReport): string[] {
  return report.cases.flatMap((one) => (one.status === 'failed' ? [`${one.case}: ${one.failures.join('; ')}`] : []))
}
