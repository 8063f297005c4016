import { describe, expect, it } from 'vitest'
import { normalizeSteps } from './normalize-steps.ts'
import type { Finding } from './report.ts'

function normalize(steps: readonly unknown[]) {
  const findings: Finding[] = []
  const normalized = normalizeSteps(steps, { report: (finding) => findings.push(finding) })
  return { normalized, codes: findings.map((finding) => `${finding.code} ${finding.pointer}`) }
}

describe('normalizeSteps()', () => {
  it('expands sugar and keeps everything else', () => {
    const steps = [{ call: 'a', in: { x: '=' }, out: { 'y?': '=' }, collectPath: '$.v', note: 1 }]
    expect(normalize(steps).normalized).toEqual([
      {
        call: 'a',
        in: { x: '$.x' },
        out: { y: { __lcod_optional__: true, value: 'y' } },
        collectPath: '$.v',
        note: 1,
      },
    ])
  })

  it('stores the slots under both names', () => {
    const inner = [{ call: 'b', in: { x: '=' } }]
    const expanded = [{ call: 'b', in: { x: '$.x' } }]
    for (const step of [{ slots: { then: inner } }, { children: { then: inner } }]) {
      const slots = { then: expanded }
      expect(normalize([{ call: 'a', ...step }]).normalized).toEqual([{ call: 'a', slots, children: slots }])
    }
    expect(normalize([{ call: 'a', slots: {}, children: inner }]).normalized).toEqual([
      { call: 'a', slots: {}, children: {} },
    ])
  })

  it('names the list shorthand', () => {
    const slots = (call: string) => normalize([{ call, slots: [{ call: 'b' }] }]).normalized[0]?.['slots']
    expect(slots('a')).toEqual({ body: [{ call: 'b' }] })
    expect(slots('lcod://flow/parallel@1')).toEqual({ tasks: [{ call: 'b' }] })
  })

  it('keeps what is no list in a slot, what is absent, and inline composes', () => {
    const step = { call: 'a', in: { compose: [{ call: 'b', in: { x: '=' } }] }, out: null }
    expect(normalize([{ ...step, slots: { then: { call: 'b' } } }]).normalized).toEqual([
      { ...step, slots: { then: { call: 'b' } }, children: { then: { call: 'b' } } },
    ])
    expect(normalize([{ call: 'a', slots: 'x' }]).normalized).toEqual([{ call: 'a', slots: 'x' }])
  })

  it('is idempotent and changes nothing it is given', () => {
    const steps = [{ call: 'a', in: { '...': '=', 'a??': '=' }, slots: [{ call: 'b', out: { z: '=' } }] }]
    const before = structuredClone(steps)
    const once = normalize(steps).normalized
    expect(normalize(once).normalized).toEqual(once)
    expect(steps).toEqual(before)
  })

  it('reports what cannot be expanded', () => {
    const steps = [null, { call: 'a', in: 'x' }, { call: 'b', slots: { then: [{ out: { '...': 5 } }] } }]
    expect(normalize(steps).codes).toEqual([
      'invalid_step /compose/0',
      'invalid_bindings /compose/1/in',
      'invalid_spread /compose/2/slots/then/0/out/...',
    ])
  })

  it('stops at slots that contain themselves', () => {
    const steps: unknown[] = []
    steps.push({ call: 'a', slots: { body: steps } })
    expect(normalize(steps).codes[0]).toMatch(/^too_deep /)
  })
})
