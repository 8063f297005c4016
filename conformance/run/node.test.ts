import { describe, expect, it } from 'vitest'
import { type CaseReport, summarise } from '../suite.ts'
import { eachCase } from './each-case.ts'
import { memoryHosts, nodeHosts } from './hosts.ts'

let memory: readonly CaseReport[] = []
let node: readonly CaseReport[] = []

describe('on the memory host', () => {
  memory = eachCase(memoryHosts, { observe: true })
})

describe('on the Node host', () => {
  node = eachCase(nodeHosts, { observe: true })
})

it('every case gives the same result and the same trace on both hosts', () => {
  const both = new Set(memory.map((report) => report.case))
  expect(differing(memory, node)).toEqual([])
  expect(hashes('node', node, both)).toEqual(hashes('memory', memory, both))
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
