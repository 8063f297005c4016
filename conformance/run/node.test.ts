import { afterAll, describe, expect, it } from 'vitest'
import { loadCases } from '../load-cases.ts'
import { type CaseReport, runOne, summarise } from '../suite.ts'
import { type HostMaker, memoryHosts, nodeHosts } from './hosts.ts'

const cases = loadCases()

function suiteOn(maker: HostMaker, observe = true): CaseReport[] {
  const reports: CaseReport[] = []
  it.for(cases.map((one) => [one.id, one] as const))('%s', async ([, one], { skip }) => {
    const report = await runOne(one, { ...maker, observe })
    reports.push(report)
    if (report.status === 'skipped') return skip(report.reason)
    if (report.status === 'failed') expect.fail(report.failures.join('\n'))
  })
  return reports
}

const memory: CaseReport[] = []
const node: CaseReport[] = []

describe('on the memory host', () => {
  const reports = suiteOn(memoryHosts)
  afterAll(() => void memory.push(...reports))
})

describe('on the Node host', () => {
  const reports = suiteOn(nodeHosts)
  afterAll(() => void node.push(...reports))
})

describe('without an observer', () => {
  suiteOn(memoryHosts, false)
})

it('every case gives the same result and the same trace on both hosts', () => {
  const both = new Set(memory.map((report) => report.case))
  expect(differing(memory, node)).toEqual([])
  expect(hashes('memory', memory, both)).toEqual(hashes('node', node, both))
})

function hashes(host: string, reports: readonly CaseReport[], ids: ReadonlySet<string>) {
  const { resultHash, traceHash } = summarise(host, reports, ids)
  return { resultHash, traceHash }
}

/** Ids of the cases that differ, which two hashes alone would not tell. */
function differing(left: readonly CaseReport[], right: readonly CaseReport[]): string[] {
  const others = new Map(right.map((report) => [report.case, report]))
  return left.flatMap((report) => {
    const other = others.get(report.case)
    if (report.status === 'skipped' || other === undefined || other.status === 'skipped') return []
    const parts = (['resultHash', 'traceHash'] as const).filter((part) => report[part] !== other[part])
    return parts.map((part) => `${part} of ${report.case}`)
  })
}
