import { describe, expect, it } from 'vitest'
import { failText, native, runText } from '../testing/run-text.ts'

const set = (key: string, value: unknown) =>
  `{ call: lcod://test/same@1, in: { v: ${JSON.stringify(value)} }, out: { ${key}: v } }`
const same = native('same', (input) => input)
const fail = native('fail', () => {
  throw Object.assign(new Error('no'), { code: 'mine', data: { why: 1 } })
})
const natives = [same, fail]

describe('try', () => {
  it('gives the state of body', async () => {
    expect(
      await runText(`compose: [{ call: lcod://flow/try@1, out: { a: a }, slots: [${set('a', 1)}] }]`, { natives }),
    ).toEqual({ a: 1 })
  })

  it('catch sees code, message and data, and starts from the state before body', async () => {
    const state = await runText(
      `
compose:
  - ${set('a', 'before')}
  - call: lcod://flow/try@1
    out: { a: a, error: error, phase: phase }
    slots:
      body: [${set('a', 'changed')}, { call: lcod://test/fail@1 }]
      catch: [{ call: lcod://test/same@1, in: { e: $slot.error, p: $slot.phase }, out: { error: e, phase: p } }]
`,
      { natives },
    )
    expect(state).toEqual({ a: 'before', phase: 'catch', error: { code: 'mine', message: 'no', data: { why: 1 } } })
  })

  it('finally adds only the keys it wrote itself and never undoes those of body', async () => {
    const state = await runText(
      `
compose:
  - ${set('a', 1)}
  - call: lcod://flow/try@1
    out: { a: a, b: b }
    slots:
      body: [${set('a', 2)}]
      finally: [${set('a', 3)}, ${set('b', 4)}]
`,
      { natives },
    )
    expect(state).toEqual({ a: 2, b: 4 })
  })

  it('rethrows what nobody catches, after finally', async () => {
    const ran: unknown[] = []
    const note = native('note', (input) => {
      ran.push(input['e'])
      return {}
    })
    const error = await failText(
      `
compose:
  - call: lcod://flow/try@1
    slots:
      body: [{ call: lcod://test/fail@1 }]
      finally: [{ call: lcod://test/note@1, in: { e: $slot.error.code } }]
`,
      { natives: [...natives, note] },
    )
    expect(error).toMatchObject({ code: 'mine', message: 'no' })
    expect(ran).toEqual(['mine'])
  })

  it('an error in finally takes the place of the first, which becomes its cause', async () => {
    const worse = native('worse', () => {
      throw new Error('worse')
    })
    const error = await failText(
      `
compose:
  - call: lcod://flow/try@1
    slots: { body: [{ call: lcod://test/fail@1 }], finally: [{ call: lcod://test/worse@1 }] }
`,
      { natives: [...natives, worse] },
    )
    expect(error.message).toBe('worse')
  })

  it('lets cancellation pass catch, and runs finally out of its reach', async () => {
    const controller = new AbortController()
    const ran: string[] = []
    const stop = native('stop', async () => {
      controller.abort()
      return {}
    })
    const note = native('note', async (input) => {
      ran.push(String(input['at']))
      return {}
    })
    const error = await failText(
      `
compose:
  - call: lcod://flow/try@1
    slots:
      body: [{ call: lcod://test/stop@1 }, { call: lcod://test/note@1, in: { at: body } }]
      catch: [{ call: lcod://test/note@1, in: { at: catch } }]
      finally: [{ call: lcod://test/note@1, in: { at: finally } }]
`,
      { natives: [stop, note], signal: controller.signal },
    )
    expect(error.name).toBe('ExecutionCancelledError')
    expect(ran).toEqual(['finally'])
  })

  it('lets a break pass, after finally', async () => {
    const ran: string[] = []
    const note = native('note', () => {
      ran.push('finally')
      return {}
    })
    const state = await runText(
      `
compose:
  - call: lcod://flow/foreach@1
    in: { list: [1, 2] }
    out: { results: results }
    slots:
      body:
        - call: lcod://flow/try@1
          slots:
            body: [{ call: lcod://flow/break@1 }]
            catch: [{ call: lcod://test/fail@1 }]
            finally: [{ call: lcod://test/note@1 }]
`,
      { natives: [...natives, note] },
    )
    expect(state).toEqual({ results: [] })
    expect(ran).toEqual(['finally'])
  })
})
