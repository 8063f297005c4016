import { beforeEach, describe, expect, it } from 'vitest'
import { DurableKit } from '../../core/durable/testing/durable-kit.ts'
import { native } from '../../core/testing/run-text.ts'
import { port } from './test-kit/session.ts'

let kit: DurableKit
let calls: unknown[]

beforeEach(() => {
  kit = new DurableKit()
  calls = []
})

const host = { scripts: port }
const pay = native('pay', async ({ at }) => {
  calls.push(at)
  return { paid: at }
})

/** Ends the process at the n-th call. */
const payUntil = (last: number, die: () => Promise<never>) =>
  native('pay', ({ at }) => {
    calls.push(at)
    return calls.length === last ? die() : Promise.resolve({ paid: at })
  })

const step = (source: string) => `
compose:
  - call: lcod://tooling/script@1
    in: { source: ${JSON.stringify(source)} }
    out: { result: $ }
`

describe('scripts of durable runs', () => {
  it('are not run again when they were done', async () => {
    const text = step('() => ({ at: Date.now(), random: Math.random() })')
    const first = await kit.run({ text, host })
    expect(await kit.run({ text, host })).toEqual(first)
    expect(kit.replayed).toEqual(['/compose/0'])
  })

  it('that were interrupted make the same calls again, with the same time and randomness', async () => {
    const text = step(`async (scope, api) => {
      const paid = []
      for (let n = 0; n < 4; n++) paid.push(await api.call('lcod://test/pay@1', { at: [n, Date.now(), Math.random()] }))
      return paid
    }`)
    await kit.runUntilDeath((die) => ({ text, host, components: [payUntil(3, die)] }))
    const before = calls
    calls = []
    await kit.run({ text, host, components: [pay] })
    expect(before).toHaveLength(3)
    expect(calls).toHaveLength(2)
    expect(calls[0]).toEqual(before[2])
  })

  it('may make their calls in another order', async () => {
    const text = step(`async (scope, api) => {
      const one = async (n) => {
        await api.call('lcod://impl/delay@1', { ms: n === 0 ? 20 : 1 })
        return api.call('lcod://test/pay@1', { at: n })
      }
      return Promise.all([0, 1, 2].map(one))
    }`)
    await kit.runUntilDeath((die) => ({ text, host, components: [payUntil(2, die)] }))
    const [kept] = calls
    calls = []
    const { result } = await kit.run({ text, host, components: [pay] })
    expect(result).toEqual([{ paid: 0 }, { paid: 1 }, { paid: 2 }])
    expect(calls).toHaveLength(2)
    expect(calls).not.toContain(kept)
  })

  it('share the fuel of the run, each with a sandbox of its own', async () => {
    const spin = '() => { let n = 0; while (n < 200000) n++; return n }'
    const text = `compose:\n${[0, 1, 2].map(() => `  - { call: lcod://tooling/script@1, in: { source: ${JSON.stringify(spin)} } }\n`).join('')}`
    const events: number[] = []
    await kit.run({
      text,
      host,
      observer: (event) => {
        if (event.type === 'script' && event.phase === 'end') events.push(event.fuel)
      },
    })
    const [fuel = 0] = events
    expect(fuel).toBeGreaterThan(1000)
    const error = await kit.fail({ text, host, fresh: true, limits: { scriptFuel: fuel * 2 + 10 } })
    expect(error.code).toBe('budget_exceeded')
    // What ran out is of this attempt: with more, the run goes on, and does the first two no more.
    await kit.run({ text, host })
    expect(kit.replayed).toEqual(['/compose/0', '/compose/1'])
  })
})
