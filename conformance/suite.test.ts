import { describe, expect, it } from 'vitest'
import { createMemoryHost } from '../adapters/memory/index.ts'
import type { CaseBody, ConformanceCase } from './case.ts'
import { type CaseReport, casesFromJson, runOne, runSuite, type SuiteOptions, summarise } from './suite.ts'

const onMemory: Omit<SuiteOptions, 'cases'> = {
  host: 'memory',
  makeHost: ({ env = {}, http = [] }) => createMemoryHost({ cwd: '/suite', env, http }),
}

const set = (value: unknown) => ({ call: 'lcod://impl/set@1', in: { v: value }, out: { v: 'v' } })

function make(body: Partial<CaseBody>, name = 'demo'): ConformanceCase {
  return { id: `test: ${name}`, name, spec: 'none', compose: [set(1)], ...body }
}

async function failuresOf(body: Partial<CaseBody>): Promise<readonly string[]> {
  const report = await runOne(make(body), onMemory)
  return report.status === 'skipped' ? [report.reason] : report.failures
}

describe('runOne()', () => {
  it('passes a case whose expectations hold', async () => {
    expect(await failuresOf({ expect: { v: 1 }, expectPartial: { v: '<any>' } })).toEqual([])
  })

  it('says path by path what differs', async () => {
    expect(await failuresOf({ expect: { v: 2, w: 0 } })).toEqual([
      'result $.v: expected 2, found 1',
      'result $.w: expected 0, found nothing',
    ])
  })

  it('fails a case with an error that nobody expected, and one without the error it expects', async () => {
    const fails = { compose: [{ call: 'lcod://flow/throw@1', in: { code: 'c', message: 'm' } }] }
    expect(await failuresOf({ ...fails, expect: {} })).toEqual([
      'expected a result, found the error c: m {"path":"/compose/0"}',
    ])
    expect(await failuresOf({ expectError: { code: 'c' } })).toEqual(['expected an error, found the result {"v":1}'])
    expect(await failuresOf({ ...fails, expectError: { code: 'c', message: 'm', path: '/compose/0' } })).toEqual([])
  })

  it('compares positions in the text', async () => {
    const { compose: _compose, ...body } = make({ expectError: { line: 2, column: 3 } })
    const report = await runOne({ ...body, text: 'compose:\n- call: lcod://impl/fail@1\n' }, onMemory)
    expect(report).toMatchObject({ status: 'passed' })
  })

  it('writes the files of a case and reads them back', async () => {
    const files = { 'a/b.txt': 'text', 'c.bin': 'base64:/wA=' }
    expect(await failuresOf({ files, expectFiles: { ...files, 'd.txt': null } })).toEqual([])
    expect(await failuresOf({ files, expectFiles: { 'a/b.txt': null } })).toEqual([
      'files $["a/b.txt"]: expected null, found "text"',
    ])
  })

  it('skips by name and for missing ports, with the reason', async () => {
    const one = make({ needs: ['git'], expect: {} })
    const reason = 'The host has no git port'
    expect(await runOne(one, onMemory)).toEqual({ case: one.id, status: 'skipped', reason })
    const skip = { [one.id]: 'not today' }
    expect(await runOne(one, { ...onMemory, skip })).toEqual({ case: one.id, status: 'skipped', reason: 'not today' })
  })

  it('cancels where the case says', async () => {
    const compose = [set(1), set(2)]
    expect(await failuresOf({ compose, cancelAt: 'step.end /compose/0', expectError: { code: 'cancelled' } })).toEqual(
      [],
    )
  })

  it('releases the host also when the case fails', async () => {
    const released: string[] = []
    await runOne(make({ expect: {} }), { ...onMemory, releaseHost: (host) => void released.push(host.name) })
    expect(released).toEqual(['memory'])
  })
})

describe('runSuite()', () => {
  const cases = [
    make({ expect: { v: 1 } }, 'one'),
    make({ expect: {} }, 'two'),
    make({ needs: ['git'], expect: {} }, 'three'),
  ]

  it('counts, and hashes what ran', async () => {
    const report = await runSuite({ ...onMemory, cases })
    expect(report).toMatchObject({ host: 'memory', passed: 1, failed: 1, skipped: [{ case: 'test: three' }] })
    expect(report.resultHash).toMatch(/^[0-9a-f]{64}$/)
    const again = await runSuite({ ...onMemory, cases })
    expect([again.resultHash, again.traceHash]).toEqual([report.resultHash, report.traceHash])
  })

  it('runs only what the filter lets through', async () => {
    const report = await runSuite({ ...onMemory, cases, filter: (one) => one.name === 'one' })
    expect(report.cases.map((one) => one.case)).toEqual(['test: one'])
  })

  it('hashes results and not expectations', async () => {
    const [right, wrong] = await Promise.all(
      [{ v: 1 }, { v: 2 }].map((expected) => runOne(make({ expect: expected }), onMemory)),
    )
    expect(hashOf(right)).toBe(hashOf(wrong))
  })

  it('hashes different results differently, and values left open alike', async () => {
    const hash = async (value: number, expected: unknown) =>
      hashOf(await runOne(make({ compose: [set(value)], expect: { v: expected } }), onMemory))
    expect(await hash(1, 1)).not.toBe(await hash(2, 2))
    expect(await hash(1, '<any>')).toBe(await hash(2, '<any>'))
  })
})

it('summarise() hashes only the given cases', async () => {
  const reports = await Promise.all(
    [1, 2].map((value) => runOne(make({ compose: [set(value)], expect: { v: value } }, `case ${value}`), onMemory)),
  )
  const first = summarise('memory', reports, new Set(['test: case 1']))
  expect(first.resultHash).toBe(summarise('memory', reports.slice(0, 1)).resultHash)
  expect(first.passed).toBe(2)
})

it('casesFromJson() reads what was bundled', () => {
  const cases = [make({ expect: { v: 1 } })]
  expect(casesFromJson(JSON.stringify(cases))).toEqual(cases)
})

function hashOf(report: CaseReport | undefined): string | undefined {
  return report === undefined || report.status === 'skipped' ? undefined : report.resultHash
}
