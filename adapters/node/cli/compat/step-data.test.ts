import { describe, expect, it } from 'vitest'
import { composeFromValue } from '../../../../core/compose/compose-from-value.ts'
import { compilePlan, planHash } from '../../../../core/run/plan.ts'
import { stepData } from './step-data.ts'

const EVERYTHING = [
  {
    call: 'lcod://flow/foreach@1',
    in: {
      '...': '$.all',
      list: '$.items[0].list',
      whole: '__lcod_state__',
      'maybe?': '$slot.item.a',
      env: '$env.HOME',
      literal: { __lcod_literal__: '$.not.a.path' },
      nested: { a: ['$.x', 1, null, true], step: { call: 'text' } },
      bindings: { n: { path: '$.n' } },
      streams: [{ target: '$.s', chunks: ['a'] }],
    },
    collectPath: '$.v',
    slots: { body: [{ call: 'lcod://impl/set@1', in: { v: '$slot.item' }, out: { v: 'v', all: '$' } }], else: [] },
    out: { results: 'results', first: '$.results.0', made: { x: 'results', y: ['results', 7] } },
  },
]

describe('stepData()', () => {
  it('gives a compose that does the same', () => {
    const plan = compilePlan(composeFromValue(EVERYTHING))
    const again = compilePlan(composeFromValue(plan.steps.map(stepData)))
    expect(planHash(again)).toBe(planHash(plan))
  })

  it('is canonical: every field there, slots by name, nothing of the plan', () => {
    const [step] = compilePlan(
      composeFromValue([{ call: 'lcod://flow/if@1', children: [{ call: 'lcod://a/b@1' }] }]),
    ).steps
    expect(stepData(step!)).toEqual({
      call: 'lcod://flow/if@1',
      in: {},
      out: {},
      slots: { body: [{ call: 'lcod://a/b@1', in: {}, out: {}, slots: {} }] },
    })
  })
})
