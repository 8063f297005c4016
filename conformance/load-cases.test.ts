import { describe, expect, it } from 'vitest'
import { casesAsJson, loadCases } from './load-cases.ts'
import { readCases } from './read-cases.ts'

function problemsOf(text: string): string[] {
  const problems: string[] = []
  readCases(text, 'demo/group', 'demo/group.yaml', problems)
  return problems
}

describe('readCases()', () => {
  it('gives each case an id from its file and name', () => {
    const problems: string[] = []
    const text = '- { name: does it, spec: engine.md 1.3, compose: [], expect: {} }\n'
    expect(readCases(text, 'demo/group', 'demo/group.yaml', problems)).toEqual([
      { id: 'demo/group: does it', name: 'does it', spec: 'engine.md 1.3', compose: [], expect: {} },
    ])
    expect(problems).toEqual([])
  })

  it('names file, line and column of a YAML error', () => {
    expect(problemsOf('- name: "x\n')[0]).toMatch(/^demo\/group\.yaml:\d+:\d+: /)
  })

  it('names the key that no case has', () => {
    expect(problemsOf('- name: x\n  spec: s\n  compose: []\n  expect: {}\n  expct: {}\n')).toEqual([
      'demo/group.yaml:1:3: /0 must NOT have additional properties ("expct")',
    ])
  })

  it('wants a document and an expectation', () => {
    expect(problemsOf('- name: x\n  spec: s\n')).toEqual([
      'demo/group.yaml:1:3: /0 expects nothing: add one of the "expect" members',
      'demo/group.yaml:1:3: /0 must have either "compose" or "text"',
    ])
  })

  it('refuses two cases of one name', () => {
    const text = '- { name: x, spec: s, compose: [], expect: {} }\n'
    expect(problemsOf(text + text)).toEqual(['demo/group.yaml:2:3: A second case named "x"'])
  })
})

describe('loadCases()', () => {
  it('finds cases whose ids are unique', () => {
    const ids = loadCases().map((one) => one.id)
    expect(ids.length).toBeGreaterThan(100)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

it('casesAsJson() is what loadCases() gives', () => {
  expect(JSON.parse(casesAsJson())).toEqual(loadCases())
})
