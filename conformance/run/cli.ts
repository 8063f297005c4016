/**
 * `npm run conformance [-- --hosts node,memory] [--filter TEXT] [--json]`: runs the suite on each host and compares
 * their hashes. Failures and differences go to stderr, the summary or JSON to stdout. Exit 1 when a case fails or two
 * hosts differ, 2 for wrong arguments.
 */
import { parseArgs } from 'node:util'
import { loadCases } from '../load-cases.ts'
import { type CaseReport, runSuite, type SuiteReport, summarise } from '../suite.ts'
import { hostMakers } from './hosts.ts'

const KNOWN = hostMakers.map((maker) => maker.host)
const USAGE = `Usage: npm run conformance [-- --hosts ${KNOWN.join(',')}] [--filter TEXT] [--json]`

process.exitCode = await main(process.argv.slice(2))

async function main(argv: string[]): Promise<number> {
  const args = readArguments(argv)
  if (args === undefined) return 2
  const cases = loadCases().filter((one) => one.id.includes(args.filter))
  const reports: SuiteReport[] = []
  for (const maker of hostMakers.filter((one) => args.hosts.includes(one.host))) {
    const report = await runSuite({ ...maker, cases, onCase: printFailure })
    if (!args.json) printSummary(report)
    reports.push(report)
  }
  const compared = compareHosts(reports)
  for (const difference of compared.differences) console.error(`✗ ${difference}`)
  if (args.json) console.log(JSON.stringify({ hosts: compared.hosts }, null, 2))
  return compared.differences.length === 0 && reports.every((report) => report.failed === 0) ? 0 : 1
}

function readArguments(argv: string[]): { hosts: string[]; filter: string; json: boolean } | undefined {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { hosts: { type: 'string' }, filter: { type: 'string' }, json: { type: 'boolean' } },
    })
    const hosts = values.hosts?.split(',') ?? KNOWN
    const unknown = hosts.filter((host) => !KNOWN.includes(host))
    if (unknown.length === 0) return { hosts, filter: values.filter ?? '', json: values.json ?? false }
    console.error(`Unknown host "${unknown.join('", "')}"\n${USAGE}`)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  return undefined
}

/** Hashes count the cases that every host ran: a case that one host skips cannot be compared. */
function compareHosts(reports: readonly SuiteReport[]) {
  const skipped = new Set(reports.flatMap((report) => report.skipped.map((one) => one.case)))
  const common = new Set(reports[0]?.cases.map((report) => report.case).filter((id) => !skipped.has(id)))
  const hosts = reports.map((report) => {
    const { passed, failed, skipped: left, resultHash, traceHash } = summarise(report.host, report.cases, common)
    return { name: report.host, passed, failed, skipped: left, resultHash, traceHash }
  })
  const [first, ...others] = reports
  const differences = others.flatMap((other) =>
    first === undefined
      ? []
      : differingCases(first, other).map((what) => `${first.host} and ${other.host} differ: ${what}`),
  )
  return { hosts, differences }
}

function differingCases(left: SuiteReport, right: SuiteReport): string[] {
  const others = new Map(right.cases.map((report) => [report.case, report]))
  return left.cases.flatMap((report) => {
    const other = others.get(report.case)
    if (report.status === 'skipped' || other === undefined || other.status === 'skipped') return []
    const parts: string[] = []
    if (report.resultHash !== other.resultHash) parts.push(`result of ${report.case}`)
    if (report.traceHash !== other.traceHash) parts.push(`trace of ${report.case}`)
    return parts
  })
}

function printFailure(report: CaseReport): void {
  if (report.status !== 'failed') return
  console.error(`✗ ${report.case}\n${report.failures.map((line) => `    ${line}`).join('\n')}`)
}

function printSummary({ host, passed, failed, skipped, resultHash, traceHash }: SuiteReport): void {
  console.log(`${host}: ${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  for (const { case: id, reason } of skipped) console.log(`  skipped ${id}: ${reason}`)
  console.log(`  results ${resultHash}\n  traces  ${traceHash}`)
}
