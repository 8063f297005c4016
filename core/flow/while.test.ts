import { describe, expect, it } from 'vitest'
import { failText, native, runText } from '../testing/run-text.ts'

const below = native('below', ({ n, limit }) => ({ value: Number(n) < Number(limit) }))
const next = native('next', ({ n }) => ({ n: Number(n) + 1 }))
const natives = [below, next]
const count = (inputs: string, limit: number, extra = '') => `
compose:
  - call: lcod://flow/while@1
    in: ${inputs}
    out: { state: state, iterations: iterations }
    slots:
      condition: [{ call: lcod://test/below@1, in: { n: $.n, limit: ${limit} }, out: { value: value } }]
      body: [{ call: lcod://test/next@1, in: { n: $.n }, out: { n: n } }${extra}]
`

describe('while', () => {
  it('repeats body on a state of its own', async () => {
    const state = await runText(count('{ state: { n: 0 } }', 3), { natives, input: { outside: true } })
    expect(state).toMatchObject({ state: { n: 3 }, iterations: 3, outside: true })
    expect(state['state']).not.toHaveProperty('outside')
  })

  it('allows exactly maxIterations turns and fails when one more is asked for', async () => {
    expect(await runText(count('{ state: { n: 0 }, maxIterations: 3 }', 3), { natives })).toMatchObject({
      iterations: 3,
    })
    const error = await failText(count('{ state: { n: 0 }, maxIterations: 2 }', 3), { natives })
    expect(error).toMatchObject({
      code: 'flow_while_max_iterations',
      message: 'flow/while: exceeded maxIterations limit (2)',
    })
  })

  it('counts a turn that breaks or continues, without its changes', async () => {
    const state = await runText(count('{ state: { n: 0 } }', 3, ', { call: lcod://flow/break@1 }'), { natives })
    expect(state).toMatchObject({ state: { n: 0 }, iterations: 1 })
  })

  it('works with a condition and a body that wait', async () => {
    const slowly = [
      native('below', async ({ n, limit }) => ({ value: Number(n) < Number(limit) })),
      native('next', async ({ n }) => ({ n: Number(n) + 1 })),
    ]
    expect(await runText(count('{ state: { n: 0 } }', 5), { natives: slowly })).toMatchObject({ iterations: 5 })
  })

  it('runs else when there was no turn', async () => {
    const text = `
compose:
  - call: lcod://flow/while@1
    in: { state: { n: 1 } }
    out: { state: state, iterations: iterations }
    slots: { condition: [], body: [], else: [{ call: lcod://test/next@1, in: { n: $.n }, out: { n: n } }] }
`
    expect(await runText(text, { natives })).toEqual({ state: { n: 2 }, iterations: 0 })
  })

  it.each([
    ['{ state: text }', 'flow_while_invalid_state', 'flow/while: `state` must be an object, got string'],
    ['{ state: [1] }', 'flow_while_invalid_state', 'flow/while: `state` must be an object, got array'],
    ['{ maxIterations: -1 }', 'flow_while_invalid_max_iterations', undefined],
    ['{ maxIterations: 1.5 }', 'flow_while_invalid_max_iterations', undefined],
  ])('refuses %s', async (inputs, code, message) => {
    const error = await failText(count(inputs, 1), { natives })
    expect(error['code']).toBe(code)
    if (message !== undefined) expect(error.message).toBe(message)
  })

  it('refuses a condition that decides nothing', async () => {
    const text = `
compose:
  - call: lcod://flow/while@1
    slots: { condition: [{ call: lcod://test/next@1, in: { n: 0 }, out: { other: n } }], body: [] }
`
    expect(await failText(text, { natives })).toMatchObject({ code: 'flow_while_invalid_condition' })
  })
})
