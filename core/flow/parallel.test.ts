import { describe, expect, it } from 'vitest'
import { failText, native, runText } from '../testing/run-text.ts'

const block = (inputs: string, more = 'collectPath: $.got') => `
compose:
  - call: lcod://flow/parallel@1
    in: ${inputs}
    ${more}
    out: { results: results }
    slots:
      tasks:
        - call: lcod://test/work@1
          in: { item: $slot.item, index: $slot.index }
          out: { got: got }
`
const wait = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })

describe('parallel', () => {
  it('overlaps tasks and keeps results in input order', async () => {
    let running = 0
    let peak = 0
    const work = native('work', async ({ item }) => {
      peak = Math.max(peak, ++running)
      await wait(item as number)
      running--
      return { got: item }
    })
    const state = await runText(block('{ tasks: [12, 1, 6] }'), { natives: [work] })
    expect(state['results']).toEqual([12, 1, 6])
    expect(peak).toBe(3)
  })

  it('keeps at most parallelism tasks in flight', async () => {
    let running = 0
    let peak = 0
    const work = native('work', async () => {
      peak = Math.max(peak, ++running)
      await wait(2)
      running--
      return { got: 1 }
    })
    await runText(block('{ tasks: [1, 2, 3, 4, 5, 6], parallelism: 2 }'), { natives: [work] })
    expect(peak).toBe(2)
  })

  it('cancels the siblings of the first failure, waits for them, and throws that failure', async () => {
    const events: string[] = []
    const work = native('work', async ({ item }, call) => {
      if (item === 'fail') {
        await wait(2)
        throw Object.assign(new Error('boom'), { code: 'mine', data: { item } })
      }
      try {
        await wait(10_000, call.signal)
      } finally {
        await wait(2)
        events.push(`cleaned ${item}`)
      }
      return {}
    })
    const error = await failText(block('{ tasks: [a, fail, b] }'), { natives: [work] })
    expect(error).toMatchObject({ code: 'mine', message: 'boom', data: { item: 'fail' } })
    expect(events.sort()).toEqual(['cleaned a', 'cleaned b'])
  })

  it('gives the whole state of each task without collectPath, and null for what collectPath misses', async () => {
    const work = native('work', ({ item }) => ({ got: item }))
    const whole = await runText(block('{ tasks: [1] }', ''), { natives: [work], input: { kept: true } })
    expect(whole['results']).toEqual([{ kept: true, got: 1 }])
    const missed = await runText(block('{ tasks: [1, 2] }', 'collectPath: $.nothing'), { natives: [work] })
    expect(missed['results']).toEqual([null, null])
  })

  it('does nothing for tasks that are not a list', async () => {
    for (const inputs of ['{}', '{ tasks: null }', '{ tasks: text }']) {
      expect(await runText(block(inputs))).toEqual({ results: [] })
    }
  })

  it('refuses a parallelism that is not a positive integer', async () => {
    for (const value of [0, -1, 1.5, 'two']) {
      const error = await failText(block(`{ tasks: [1], parallelism: ${value} }`))
      expect(error).toMatchObject({ code: 'flow_parallel_invalid_parallelism' })
    }
  })

  it('passes a break to the loop outside, after the siblings have settled', async () => {
    const done: unknown[] = []
    const work = native('work', async ({ item }) => {
      await wait(item === 1 ? 1 : 5)
      done.push(item)
      return { stop: item === 1 }
    })
    const state = await runText(
      `
compose:
  - call: lcod://flow/foreach@1
    in: { list: [x, y] }
    out: { results: results }
    slots:
      body:
        - call: lcod://flow/parallel@1
          in: { tasks: [1, 2] }
          slots:
            tasks:
              - { call: lcod://test/work@1, in: { item: $slot.item }, out: { stop: stop } }
              - { call: lcod://flow/if@1, in: { cond: $.stop }, slots: { then: [{ call: lcod://flow/break@1 }] } }
`,
      { natives: [work] },
    )
    expect(state).toEqual({ results: [] })
    expect(done).toEqual([1, 2])
  })
})
