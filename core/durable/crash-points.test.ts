import { describe, expect, it } from 'vitest'
import { native } from '../testing/run-text.ts'
import { DurableKit } from './testing/durable-kit.ts'

/** Loops in loops, branches, a component that is called twice, errors that are caught, a while, an early end. */
const TEXT = `
compose:
  - { call: lcod://test/work@1, in: { at: begin } }
  - call: lcod://flow/foreach@1
    in: { list: [x, y] }
    collectPath: $.inner
    out: { outer: results }
    slots:
      body:
        - call: lcod://flow/foreach@1
          in: { list: [1, 2], parallelism: 2 }
          collectPath: $.both
          out: { inner: results }
          slots:
            body:
              - { call: lcod://my/part@1, in: { at: ["$slot.item"] }, out: { both: got } }
  - call: lcod://flow/parallel@1
    in: { tasks: [p, q, r] }
    collectPath: $.got
    out: { tasks: results }
    slots:
      tasks:
        - { call: lcod://my/part@1, in: { at: $slot.item }, out: { first: got } }
        - { call: lcod://test/work@1, in: { at: $.first }, out: { got: got } }
  - call: lcod://flow/try@1
    slots:
      body:
        - { call: lcod://test/work@1, in: { at: before } }
        - { call: lcod://test/fail@1, in: { at: fails } }
        - { call: lcod://test/work@1, in: { at: never } }
      catch: [{ call: lcod://test/work@1, in: { at: $slot.error.message }, out: { caught: got } }]
      finally: [{ call: lcod://test/work@1, in: { at: finally }, out: { cleaned: got } }]
    out: { caught: caught, cleaned: cleaned }
  - call: lcod://flow/foreach@1
    in: { list: [1, 2, 3] }
    out: { early: results }
    slots:
      body:
        - { call: lcod://test/work@1, in: { at: $slot.item }, out: { got: got } }
        - { call: lcod://test/is_two@1, in: { n: $slot.item }, out: { two: yes } }
        - { call: lcod://flow/if@1, in: { cond: $.two }, slots: { then: [{ call: lcod://flow/break@1 }] } }
`

const part = {
  kind: 'compose' as const,
  id: 'lcod://my/part@1',
  outputs: ['got'],
  composition: {
    steps: [{ call: 'lcod://test/work@1', in: { at: '$.at' }, out: { got: 'got' }, slots: {} }],
  },
}
const isTwo = native('is_two', ({ n }) => ({ yes: n === 2 }))

/** The components of one attempt; the process ends when an effect is asked for the `last`th time. */
function attempt(done: string[], last = Number.POSITIVE_INFINITY, die?: () => Promise<never>) {
  let asked = 0
  const effect = async (what: string) => {
    if (++asked >= last && die !== undefined) {
      // What other branches have done by now gets its entries first: only calls under way may be made again.
      await new Promise((resolve) => setTimeout(resolve))
      return die()
    }
    done.push(what)
  }
  const work = native('work', async ({ at }) => {
    await effect(JSON.stringify(at))
    return { got: { did: at } }
  })
  const fail = native('fail', async ({ at }) => {
    await effect(String(at))
    throw new Error(`It ${String(at)}`)
  })
  return { text: TEXT, components: [work, fail, isTwo, part] }
}

describe('a durable run that dies again and again', () => {
  it('gives the same in the end, and has done each effect once', async () => {
    const expected: string[] = []
    const result = await new DurableKit().run(attempt(expected))
    // Dying at every first effect would never get anywhere; at every second, each attempt does one.
    for (const step of [2, 3, 5, 8, 13]) {
      const kit = new DurableKit()
      const done: string[] = []
      for (let deaths = 0; deaths * step < expected.length + step; deaths++) {
        const before = done.length
        await kit.runUntilDeath((die) => attempt(done, step, die))
        expect(done.length - before).toBeLessThan(expected.length + 1)
      }
      expect(await kit.run(attempt(done))).toEqual(result)
      expect(done.slice().sort()).toEqual(expected.slice().sort())
    }
  })
})
