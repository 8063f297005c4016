import { describe, expect, it } from 'vitest'
import type { Dict } from '../../values.ts'
import { runPure } from '../testing/run-pure.ts'
import { composeNormalize } from './compose-normalize.ts'

const normalize = (input: Dict) => runPure(composeNormalize, input)

describe('composeNormalize', () => {
  it('does what its example says', () => {
    expect(normalize(composeNormalize.example!.input)).toEqual(composeNormalize.example!.output)
  })

  it.each([{}, { compose: null }, { compose: 'x' }, { compose: { call: 'a' } }])('gives no steps for %j', (input) => {
    expect(normalize(input)).toEqual({ compose: [] })
  })

  it('fails on steps that hold each other many times over, and on what is nested without an end', () => {
    let compose: object[] = []
    for (let level = 0; level < 60; level++) compose = [{ call: 'a', slots: { one: compose, other: compose } }]
    expect(() => normalize({ compose })).toThrow(expect.objectContaining({ code: 'value_too_large' }))
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
    expect(() => normalize({ compose: [{ call: 'a', in: { x: deep } }] })).toThrow(
      expect.objectContaining({ code: 'value_too_deep' }),
    )
  })

  it('fails on malformed sugar with the place of the step', () => {
    expect(() => normalize({ compose: [{ call: 'a', in: { '...': 5 } }] })).toThrow(
      expect.objectContaining({
        code: 'invalid_compose',
        message: expect.stringMatching(/^Invalid compose step at \/compose\/0\/in\/\.\.\.: A spread must be/),
      }),
    )
  })
})
