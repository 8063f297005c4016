import { describe, expect, it } from 'vitest'
import { readSteps } from './read-steps.ts'
import type { Finding } from './report.ts'

function read(value: unknown, depth?: number) {
  const findings: Finding[] = []
  const steps = readSteps(value, {
    pointer: '/compose',
    report: (finding) => findings.push(finding),
    ...(depth === undefined ? {} : { depth }),
  })
  return { steps, findings, codes: findings.map((finding) => `${finding.code} ${finding.pointer}`) }
}

const step = (call: string) => ({ call, in: {}, out: {}, slots: {} })

describe('readSteps()', () => {
  it('gives every step all fields', () => {
    expect(
      read([{ call: 'a' }, { call: 'b', in: null, out: null, slots: null, children: null, collectPath: null }]),
    ).toEqual({
      steps: [step('a'), step('b')],
      findings: [],
      codes: [],
    })
  })

  it('accepts an empty list', () => {
    expect(read([]).steps).toEqual([])
  })

  it.each([
    [{ call: 'a' }, 'invalid_steps /compose'],
    [null, 'invalid_steps /compose'],
    [[null], 'invalid_step /compose/0'],
    [['text'], 'invalid_step /compose/0'],
    [[[]], 'invalid_step /compose/0'],
    [[{}], 'missing_call /compose/0'],
    [[{ call: null }], 'missing_call /compose/0'],
    [[{ call: 5 }], 'invalid_call /compose/0/call'],
    [[{ call: ' ' }], 'invalid_call /compose/0/call'],
    [[{ call: 'a', in: '$.x' }], 'invalid_bindings /compose/0/in'],
    [[{ call: 'a', out: [] }], 'invalid_bindings /compose/0/out'],
    [[{ call: 'a', slots: 'then' }], 'invalid_slots /compose/0/slots'],
    [[{ call: 'a', children: 1 }], 'invalid_slots /compose/0/children'],
    [[{ call: 'a', slots: { then: { call: 'b' } } }], 'invalid_slot /compose/0/slots/then'],
    [[{ call: 'a', slots: { then: null } }], 'invalid_slot /compose/0/slots/then'],
    [[{ call: 'a', slots: { constructor: [] } }], 'reserved_key /compose/0/slots/constructor'],
    [[{ call: 'a', slots: { then: [{ call: 'b' }, {}] } }], 'missing_call /compose/0/slots/then/1'],
    [[{ call: 'a', collectPath: 1 }], 'invalid_collect_path /compose/0/collectPath'],
    [[{ call: 'a', collectPath: '$.x.__proto__.y' }], 'reserved_key /compose/0/collectPath'],
    [[{ call: 'lcod://flow/try@1' }], 'missing_slot /compose/0'],
    [[{ call: 'flow/try@1', slots: { catch: [] } }], 'missing_slot /compose/0'],
  ])('refuses %j', (value, expected) => {
    const { steps, codes } = read(value)
    expect(steps).toBeUndefined()
    expect(codes).toEqual([expected])
  })

  it('reports everything at once', () => {
    expect(read([{}, null, { call: 'a', in: 1, out: 2 }]).codes).toEqual([
      'missing_call /compose/0',
      'invalid_step /compose/1',
      'invalid_bindings /compose/2/in',
      'invalid_bindings /compose/2/out',
    ])
  })

  it('reads a list of slots as the body, under parallel as the tasks', () => {
    expect(read([{ call: 'a', slots: [{ call: 'b' }] }]).steps?.[0]?.slots).toEqual({ body: [step('b')] })
    const parallel = read([{ call: 'lcod://flow/parallel@1.2.0', children: [{ call: 'b' }] }])
    expect(parallel.steps?.[0]?.slots).toEqual({ tasks: [step('b')] })
  })

  it('reads children when there are no slots, and warns when there are', () => {
    expect(read([{ call: 'a', children: { then: [{ call: 'b' }] } }]).steps?.[0]?.slots).toEqual({ then: [step('b')] })
    const both = read([{ call: 'a', slots: {}, children: [{ call: 'b' }] }])
    expect(both.steps?.[0]?.slots).toEqual({})
    expect(both.codes).toEqual(['children_ignored /compose/0/children'])
  })

  it.each([{ body: [] }, { children: [] }])('accepts %j as the body of flow/try', (slots) => {
    expect(read([{ call: 'lcod://flow/try@1', slots }]).codes).toEqual([])
  })

  it('warns of unknown keys, with the nearest known one', () => {
    const { steps, findings } = read([{ call: 'a', slot: [], else: [], let: {} }])
    expect(steps).toEqual([step('a')])
    expect(findings.map(({ code, severity, hint }) => [code, severity, hint])).toEqual([
      ['unknown_key', 'warning', 'Did you mean "slots"?'],
      ['unknown_key', 'warning', undefined],
      ['reserved_field', 'warning', undefined],
    ])
  })

  it('refuses reserved segments in the stream targets of scripts', () => {
    const streams = [{ target: 'a.prototype.b' }, { target: 5 }, null]
    expect(read([{ call: 'lcod://tooling/script@1', in: { streams } }]).codes).toEqual([
      'reserved_key /compose/0/in/streams/0/target',
    ])
    expect(read([{ call: 'other', in: { streams } }]).codes).toEqual([])
  })

  it('stops at slots that contain themselves', () => {
    const steps: unknown[] = []
    steps.push({ call: 'a', slots: { body: steps } })
    expect(read(steps, 3).codes).toEqual(['too_deep /compose/0/slots/body/0/slots/body/0/slots/body'])
  })

  it('asks the place of each step', () => {
    const steps = readSteps([{ call: 'a', slots: [{ call: 'b' }] }], {
      report: () => {},
      locate: (pointer) => ({ start: pointer.length, end: 9 }),
    })
    expect(steps?.[0]?.at).toEqual([2, 9])
    expect(steps?.[0]?.slots['body']?.[0]?.at).toEqual([10, 9])
  })
})
