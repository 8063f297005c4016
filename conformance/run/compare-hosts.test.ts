import { describe, expect, it } from 'vitest'
import { type CaseReport, type SuiteReport, summarise } from '../suite.ts'
import { compareHosts } from './compare-hosts.ts'

const ran = (id: string, resultHash: string, traceHash: string | null = 't'): CaseReport => ({
  case: id,
  status: 'passed',
  failures: [],
  resultHash,
  traceHash,
})
const skipped = (id: string): CaseReport => ({ case: id, status: 'skipped', reason: 'no port' })
const host = (name: string, ...cases: CaseReport[]): SuiteReport => summarise(name, cases)

describe('compareHosts()', () => {
  it('gives equal hashes to hosts that agree', () => {
    const { hosts, differences } = compareHosts([host('node', ran('a', '1')), host('webkit', ran('a', '1'))])
    expect(differences).toEqual([])
    expect(hosts[1]).toEqual({ ...hosts[0], name: 'webkit' })
    expect(Object.keys(hosts[0] ?? {})).toEqual(['name', 'passed', 'failed', 'skipped', 'resultHash', 'traceHash'])
  })

  it('names the cases that differ, in result or trace', () => {
    const { hosts, differences } = compareHosts([
      host('node', ran('a', '1'), ran('b', '1', 'x')),
      host('webkit', ran('a', '2'), ran('b', '1', 'y')),
    ])
    expect(differences).toEqual(['node and webkit differ: result of a', 'node and webkit differ: trace of b'])
    expect(hosts[0]?.resultHash).not.toBe(hosts[1]?.resultHash)
    expect(hosts[0]?.traceHash).not.toBe(hosts[1]?.traceHash)
  })

  it('leaves a case that one host skips out of all hashes', () => {
    const { hosts, differences } = compareHosts([
      host('node', ran('a', '1'), ran('b', '1')),
      host('webkit', ran('a', '1'), skipped('b')),
    ])
    expect(differences).toEqual([])
    expect(hosts[0]?.resultHash).toBe(hosts[1]?.resultHash)
    expect(hosts[1]?.skipped).toEqual([{ case: 'b', reason: 'no port' }])
  })

  it('tells of a case that a host never reported', () => {
    const { differences } = compareHosts([host('node', ran('a', '1'), ran('b', '1')), host('webkit', ran('a', '1'))])
    expect(differences).toEqual(['node and webkit differ: b did not run on both'])
  })

  it('has nothing to say about no hosts', () => {
    expect(compareHosts([])).toEqual({ hosts: [], differences: [] })
  })
})
