import { describe, expect, it } from 'vitest'
import { runText } from '../testing/run-text.ts'

const TEXT = 'x'.repeat(10_000)
const limits = { heldBytes: 200_000 }
const list = Array.from({ length: 40 }, (_, index) => index)
const run = (compose: string, input = {}) =>
  runText(`compose:\n${compose}`, { kernel: { limits }, input: { list, t: TEXT, ...input } })
const overBudget = { code: 'budget_exceeded', data: { budget: 'heldBytes', limit: 200_000 } }

const LOOP = (operator: string, more: string) => `
  - call: lcod://flow/${operator}@1
    in: { list: $.list, tasks: $.list ${more} }
    collectPath: $.copy
    slots:
      ${operator === 'parallel' ? 'tasks' : 'body'}:
        - call: lcod://contract/core/string/format@1
          in: { template: "{t}{n}", values: { t: $.t, n: $slot.item } }
          out: { copy: value }
        - { call: lcod://impl/set@1, in: { done: true } }
    out: { all: results }
`

describe('HeldValues', () => {
  it.each([
    ['foreach', ''],
    ['foreach', ', parallelism: 3'],
    ['foreach', ', parallelism: 3, ordered: false'],
    ['parallel', ', parallelism: 2'],
  ])('ends %s%s that collects more large texts than the budget allows', async (operator, more) => {
    await expect(run(LOOP(operator, more))).rejects.toMatchObject(overBudget)
  })

  it('counts the final states that flow/parallel keeps without collectPath', async () => {
    const compose = LOOP('parallel', ', parallelism: 2').replace('collectPath: $.copy', '')
    await expect(run(compose)).rejects.toMatchObject(overBudget)
  })

  it('counts the state of the calls around a step, and lists by their items', async () => {
    const compose = `
  - call: lcod://impl/set@1
    in: { many: $.many }
    out: { many: many }
  - call: lcod://tooling/registry/scope@1
    in:
      components:
        - id: lcod://demo/inner@1
          compose:
            - { call: lcod://impl/set@1, in: { more: $.many }, out: { more: more } }
            - { call: lcod://impl/set@1 }
    slots:
      body: [{ call: lcod://demo/inner@1, in: { many: $.many } }]
`
    const many = (length: number) => ({ many: Array.from({ length }, () => 1) })
    // Eight bytes an item, in the state outside and in the one of the component.
    await expect(run(compose, many(12_000))).resolves.toBeDefined()
    await expect(run(compose, many(13_000))).rejects.toMatchObject(overBudget)
  })

  it('forgets what a turn wrote and did not leave', async () => {
    const small = LOOP('foreach', '').replace('$.copy', '$slot.index')
    expect(await run(small)).toMatchObject({ all: list })
  })

  it('does not count small values', async () => {
    const compose = LOOP('foreach', '').replace('{t}{n}', '{n}')
    expect(await run(compose)).toMatchObject({ all: list.map(String) })
  })
})
