import { describe, expect, it } from 'vitest'
import { failText, native, runText } from '../../testing/run-text.ts'

const graph: Record<string, string[]> = { a: ['b', 'c'], b: ['d'], c: ['d', 'a'], d: [] }
const expand = native('expand', ({ item, state }) => {
  const name = String(item)
  const order = (state as { order?: string[] }).order ?? []
  return { children: graph[name], state: { order: [...order, name] }, warnings: name === 'd' ? ['leaf', 5] : [] }
})
const walk = (more = '', key = '') => `
compose:
  - call: lcod://tooling/queue/bfs@0.1.0
    in: { items: [a]${more} }
    out: { r: $ }
    slots:
      process:
        - call: lcod://test/expand@1
          in: { item: $.item, state: $.state }
          out: { children: children, state: state, warnings: warnings }
      ${key}
`

describe('queue/bfs', () => {
  it('visits each item once, in breadth-first order', async () => {
    const { r } = await runText(walk(), { natives: [expand] })
    expect(r).toEqual({
      state: { order: ['a', 'b', 'c', 'd'] },
      visited: { '"a"': true, '"b"': true, '"c"': true, '"d"': true },
      warnings: ['leaf'],
      iterations: 6,
    })
  })

  it('tells items apart by the key slot', async () => {
    const key = 'key: [{ call: lcod://impl/set@1, in: { k: same }, out: { key: k } }]'
    const { r } = await runText(walk('', key), { natives: [expand] })
    expect(r).toMatchObject({ visited: { same: true }, iterations: 3 })
  })

  it('fails on an item without a key that is nested too deep', async () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
    const text = walk().replace('items: [a]', 'items: $.items')
    const error = await failText(text, { natives: [expand], input: { items: [deep] } })
    expect(error.code).toBe('value_too_deep')
  })

  it('counts what was visited before and stops at maxIterations', async () => {
    const { r } = await runText(walk(', visited: { \'"c"\': true }'), { natives: [expand] })
    expect(r).toMatchObject({ state: { order: ['a', 'b', 'd'] } })
    const error = await failText(walk(', maxIterations: 2'), { natives: [expand] })
    expect(error).toMatchObject({ code: 'budget_exceeded', message: 'queue/bfs exceeded maxIterations (2)' })
  })

  it('needs a process slot and nothing else', async () => {
    expect(
      await failText('compose: [{ call: lcod://contract/tooling/queue/bfs@1, in: { items: [1] } }]'),
    ).toMatchObject({
      code: 'LCOD_SLOT_NOT_FOUND',
    })
    const empty = await runText(walk().replace('items: [a]', 'items: null'), { natives: [expand] })
    expect(empty['r']).toEqual({ state: {}, visited: {}, warnings: [], iterations: 0 })
  })
})
