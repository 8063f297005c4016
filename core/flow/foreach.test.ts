import { describe, expect, it } from 'vitest'
import { failText, native, runText } from '../testing/run-text.ts'

const loop = (inputs: string, more = '') => `
compose:
  - call: lcod://flow/foreach@1
    in: ${inputs}
    ${more}
    out: { results: results }
    slots:
      body:
        - call: lcod://test/step@1
          in: { item: $slot.item, index: $slot.index }
          out: { got: got }
      else:
        - call: lcod://test/step@1
          in: { item: none, index: $slot.index }
          out: { got: got }
`
const step = native('step', ({ item, index }) => ({ got: `${item}@${index}` }))
const run = (inputs: string, more = '', input = {}) =>
  runText(loop(inputs, more), { input, natives: [step] }).then((state) => state['results'])

describe('foreach', () => {
  it('gives the elements themselves without collectPath', async () => {
    expect(await run('{ list: [a, null, b] }')).toEqual(['a', null, 'b'])
  })

  it('gives what collectPath finds, from the state and from the slot variables', async () => {
    expect(await run('{ list: [a, b] }', 'collectPath: $.got')).toEqual(['a@0', 'b@1'])
    expect(await run('{ list: [a, b] }', 'collectPath: $slot.index')).toEqual([0, 1])
    expect(await run('{ list: [a, b] }', 'collectPath: $.missing')).toEqual([])
  })

  it('runs else once, with index -1, for an empty, null or missing list', async () => {
    for (const inputs of ['{ list: [] }', '{ list: null }', '{}', '{ list: $.missing }']) {
      expect(await run(inputs, 'collectPath: $.got')).toEqual(['none@-1'])
    }
  })

  it('refuses strings, objects and numbers', async () => {
    for (const inputs of ['{ list: text }', '{ list: { a: 1 } }', '{ list: 5 }']) {
      const error = await failText(loop(inputs), { natives: [step] })
      expect(error).toMatchObject({
        code: 'flow_foreach_invalid_list',
        message: 'flow/foreach: expected array for `list`',
      })
    }
  })

  it('pulls a stream one item at a time and stops the source at a break', async () => {
    const pulled: number[] = []
    let returned = false
    async function* numbers() {
      try {
        for (let at = 0; at < 100; at++) {
          pulled.push(at)
          yield at
        }
      } finally {
        returned = true
      }
    }
    const state = await runText(
      `
compose:
  - call: lcod://test/numbers@1
    out: { stream: $ }
  - call: lcod://flow/foreach@1
    in: { stream: $.stream }
    out: { results: results }
    slots:
      body:
        - call: lcod://test/is_two@1
          in: { item: $slot.item }
          out: { two: two }
        - call: lcod://flow/if@1
          in: { cond: $.two }
          slots: { then: [{ call: lcod://flow/break@1 }] }
`,
      {
        natives: [native('numbers', numbers), native('is_two', ({ item }) => ({ two: item === 2 }))],
        outputs: ['results'],
      },
    )
    expect(state['results']).toEqual([0, 1])
    expect(pulled).toEqual([0, 1, 2])
    expect(returned).toBe(true)
  })

  it('iterates a stream handle chunk by chunk', async () => {
    const open = native('open', (_input, call) => ({
      handle: call.streams.openBytes([new Uint8Array([1, 2]), new Uint8Array([3])], { encoding: 'hex' }),
    }))
    const state = await runText(
      `
compose:
  - call: lcod://test/open@1
    out: { handle: handle }
  - call: lcod://flow/foreach@1
    in: { stream: $.handle }
    collectPath: $.chunk
    out: { chunks: results }
    slots: { body: [{ call: lcod://test/same@1, in: { v: $slot.item.chunk }, out: { chunk: v } }] }
`,
      { natives: [open, native('same', (input) => input)], outputs: ['chunks'] },
    )
    expect((state['chunks'] as string[]).join('')).toBe('010203')
  })

  it('continues over asynchronous turns in order', async () => {
    const slow = native('step', async ({ item }) => {
      await new Promise((resolve) => setTimeout(resolve, item === 'a' ? 5 : 0))
      return { got: item }
    })
    const state = await runText(loop('{ list: [a, b, c] }', 'collectPath: $.got'), { natives: [slow] })
    expect(state['results']).toEqual(['a', 'b', 'c'])
  })

  it('runs turns at once with parallelism, results in order', async () => {
    let running = 0
    let peak = 0
    const busy = native('step', async ({ item }) => {
      peak = Math.max(peak, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      return { got: item }
    })
    const state = await runText(loop('{ list: [a, b, c, d], parallelism: 2 }', 'collectPath: $.got'), {
      natives: [busy],
    })
    expect(state['results']).toEqual(['a', 'b', 'c', 'd'])
    expect(peak).toBe(2)
  })

  it('does not carry state from one turn to the next', async () => {
    const seen: unknown[] = []
    const spy = native('step', ({ item }) => {
      seen.push(item)
      return { got: 1 }
    })
    await runText(
      `
compose:
  - call: lcod://flow/foreach@1
    in: { list: [1, 2] }
    slots: { body: [{ call: lcod://test/step@1, in: { item: $.got }, out: { got: got } }] }
`,
      { natives: [spy] },
    )
    expect(seen).toEqual([undefined, undefined])
  })

  it('a missing body is an error once there is an element', async () => {
    const error = await failText('compose: [{ call: lcod://flow/foreach@1, in: { list: [1] } }]')
    expect(error).toMatchObject({ code: 'LCOD_SLOT_NOT_FOUND', message: 'Slot "body" not provided' })
  })
})
