/**
 * `npm run conformance [-- --hosts node,chromium] [--filter TEXT] [--json]`: runs the suite on each host and compares
 * their hashes. Failures and differences go to stderr, the summary or JSON to stdout.
 *
 * Exit 1 when a case fails, when two hosts differ, or when a host that was named, or every host, is absent; 2 for wrong
 * arguments.
 */
import { parseArgs } from 'node:util'
import { loadAttacks } from '../attacks/load-attacks.ts'
import type { ConformanceCase } from '../case.ts'
import { loadCases } from '../load-cases.ts'
import { summarise } from '../suite.ts'
import { allHosts, type ConformanceHost, PROMISED_HOSTS } from './all-hosts.ts'
import { compareHosts } from './compare-hosts.ts'
import type { HostReport } from './host-report.ts'

const KNOWN = allHosts.map((one) => one.host)
const USAGE = `Usage: npm run conformance [-- --hosts ${KNOWN.join(',')}] [--filter TEXT] [--json]`

interface Arguments {
  /** Absent when none is named: all that can run here. */
  readonly hosts?: readonly string[]
  readonly filter: string
  readonly json: boolean
}

process.exitCode = await main(process.argv.slice(2))

async function main(argv: string[]): Promise<number> {
  const args = readArguments(argv)
  if (args === undefined) return 2
  const cases = [...loadCases(), ...loadAttacks()].filter((one) => one.id.includes(args.filter))
  const wanted = allHosts.filter((one) => (args.hosts ?? PROMISED_HOSTS).includes(one.host))
  const absent: Array<{ name: string; reason: string }> = []
  const reports: HostReport[] = []
  for (const one of wanted) {
    const reason = one.missing()
    if (reason !== null) {
      console.error(`${one.host} is absent: ${reason}`)
      absent.push({ name: one.host, reason })
      continue
    }
    const report = await runOn(one, cases)
    printFailures(report)
    if (!args.json) printSummary(report)
    reports.push(report)
  }
  const { hosts, differences } = compareHosts(reports)
  for (const difference of differences) console.error(`✗ ${difference}`)
  if (args.json) console.log(JSON.stringify({ hosts, ...(absent.length === 0 ? {} : { absent }) }, null, 2))
  const incomplete = reports.length === 0 || (args.hosts !== undefined && absent.length > 0)
  return incomplete || differences.length > 0 || reports.some((report) => report.failed > 0) ? 1 : 0
}

function readArguments(argv: string[]): Arguments | undefined {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { hosts: { type: 'string' }, filter: { type: 'string' }, json: { type: 'boolean' } },
    })
    const { filter = '', json = false } = values
    const hosts = values.hosts?.split(',')
    const unknown = hosts?.filter((host) => !KNOWN.includes(host)) ?? []
    if (unknown.length === 0) return { filter, json, ...(hosts === undefined ? {} : { hosts }) }
    console.error(`Unknown host "${unknown.join('", "')}"\n${USAGE}`)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  return undefined
}

/** A host that breaks down has failed every case: it must not look like one that is absent. */
async function runOn(host: ConformanceHost, cases: readonly ConformanceCase[]): Promise<HostReport> {
  try {
    return await host.run(cases)
  } catch (error) {
    console.error(`✗ ${host.host} broke down`, error)
    const failures = [`The host broke down: ${error instanceof Error ? error.message : String(error)}`]
    const broken = { status: 'failed', failures, resultHash: '', traceHash: '' } as const
    return summarise(
      host.host,
      cases.map((one) => ({ case: one.id, ...broken })),
    )
  }
}

function printFailures({ host, cases }: HostReport): void {
  for (const report of cases) {
    if (report.status !== 'failed') continue
    console.error(`✗ ${host}: ${report.case}\n${report.failures.map((line) => `    ${line}`).join('\n')}`)
  }
}

function printSummary({ host, passed, failed, skipped, resultHash, traceHash, notes = [] }: HostReport): void {
  console.log(`${host}: ${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  for (const note of notes) console.log(`  ${note}`)
  for (const { case: id, reason } of skipped) console.log(`  skipped ${id}: ${reason}`)
  console.log(`  results ${resultHash}\n  traces  ${traceHash}`)
}
