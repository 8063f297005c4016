import { beforeEach, describe, expect, it } from 'vitest'
import { KernelError } from '../errors/kernel-error.ts'
import { native } from '../testing/run-text.ts'
import { DurableKit } from './testing/durable-kit.ts'

let kit: DurableKit
let calls: unknown[]

beforeEach(() => {
  kit = new DurableKit()
  calls = []
})

/** An effect that is counted, and gives what it got. */
const work = native('work', async ({ item }) => {
  calls.push(item)
  return { got: item }
})

/** `work` that ends the process at one item. */
const workUntil = (last: unknown, die: () => Promise<never>) =>
  native('work', ({ item }) => {
    calls.push(item)
    return item === last ? die() : { got: item }
  })

const LOOP = `
compose:
  - call: lcod://flow/foreach@1
    in: { list: [a, b, c, d] }
    collectPath: $.got
    out: { results: results }
    slots:
      body:
        - call: lcod://test/work@1
          in: { item: $slot.item }
          out: { got: got }
`

describe('a durable run', () => {
  it('goes on after the death of its process, and repeats nothing that is in the journal', async () => {
    await kit.runUntilDeath((die) => ({ text: LOOP, components: [workUntil('c', die)] }))
    expect(calls).toEqual(['a', 'b', 'c'])
    calls = []
    const state = await kit.run({ text: LOOP, components: [work] })
    expect(calls).toEqual(['c', 'd'])
    expect(state['results']).toEqual(['a', 'b', 'c', 'd'])
    expect(kit.replayed).toEqual(['/compose/0/slots/body/0 0', '/compose/0/slots/body/0 1'])
  })

  it('that is done gives its result again without a call', async () => {
    const first = await kit.run({ text: LOOP, components: [work] })
    calls = []
    expect(await kit.run({ text: LOOP, components: [work] })).toEqual(first)
    expect(calls).toEqual([])
    expect((await kit.entries()).filter((entry) => entry['outcome'] === 'done')).toHaveLength(1)
  })

  it('is begun anew when it is told to', async () => {
    await kit.run({ text: LOOP, components: [work] })
    await kit.run({ text: LOOP, components: [work], fresh: true })
    expect(calls).toHaveLength(8)
    expect((await kit.entries()).filter((entry) => entry['type'] === 'step')).toHaveLength(4)
  })

  it('knows branches of flow/parallel apart', async () => {
    const text = `
compose:
  - call: lcod://flow/parallel@1
    in: { tasks: [a, b, c] }
    collectPath: $.both
    out: { results: results }
    slots:
      tasks:
        - { call: lcod://test/work@1, in: { item: $slot.item }, out: { one: got } }
        - { call: lcod://test/work@1, in: { item: $slot.index }, out: { both: got } }
`
    await kit.runUntilDeath((die) => ({ text, components: [workUntil(1, die)] }))
    const before = [...calls]
    calls = []
    const state = await kit.run({ text, components: [work] })
    expect(state['results']).toEqual([0, 1, 2])
    expect(before).toContain(1)
    expect(calls).toContain(1)
    expect(calls).not.toContain('a')
    expect(calls).not.toContain('b')
  })

  it('gives errors that were caught again, and tries again what ended it', async () => {
    const text = `
compose:
  - call: lcod://flow/try@1
    slots:
      body: [{ call: lcod://test/flaky@1, in: { at: caught } }]
      catch: [{ call: lcod://impl/set@1, in: { code: $slot.error.code }, out: { code: code } }]
    out: { caught: code }
  - { call: lcod://test/flaky@1, in: { at: last }, out: { last: ok } }
`
    let failing = true
    const flaky = native('flaky', ({ at }) => {
      calls.push(at)
      if (failing) throw new KernelError('down', `No answer from ${String(at)}`)
      return { ok: true }
    })
    const error = await kit.fail({ text, components: [flaky] })
    expect(error).toMatchObject({ code: 'down', message: 'No answer from last' })
    failing = false
    calls = []
    expect(await kit.run({ text, components: [flaky] })).toMatchObject({ caught: 'down', last: true })
    expect(calls).toEqual(['last'])
  })

  it('refuses another compose, another input, and another input of a step', async () => {
    const text = (more = '') => `compose:
  - { call: lcod://test/work@1, in: { item: $.item }, out: { got: got } }
${more}`
    await kit.run({ text: text(), components: [work], input: { item: 1 } })
    const changed = await kit.fail({
      text: text('  - call: lcod://impl/set@1'),
      components: [work],
      input: { item: 1 },
    })
    expect(changed).toMatchObject({ code: 'durable_compose_changed' })
    const other = await kit.fail({ text: text(), components: [work], input: { item: 2 } })
    expect(other).toMatchObject({ code: 'durable_input_changed' })
    expect(await kit.run({ text: text('# moved'), components: [work], input: { item: 1 } })).toMatchObject({ got: 1 })
    expect(calls).toEqual([1])
  })

  it('refuses a component that has become another, and nothing catches that', async () => {
    const text = `
compose:
  - call: lcod://flow/try@1
    slots:
      body: [{ call: lcod://my/part@1, in: { item: 1 } }]
      catch: [{ call: lcod://impl/set@1, in: { wrong: true }, out: { wrong: wrong } }]
`
    const part = (item: unknown) => ({
      kind: 'compose' as const,
      id: 'lcod://my/part@1',
      composition: {
        steps: [{ call: 'lcod://test/work@1', in: { item }, out: {}, slots: {} }],
      },
    })
    await kit.run({ text, components: [work, part('$.item')] })
    const error = await kit.fail({ text, components: [work, part(2)] })
    expect(error.code).toBe('durable_compose_changed')
    expect(error.message).toContain('/compose/0/slots/body/0!/compose/0')
    expect(calls).toEqual([1])
  })

  it('keeps the run id, the time it began and the variables it read', async () => {
    const text = `
compose:
  - call: lcod://impl/set@1
    in: { id: $run.id, at: $run.startedAt, home: $env.HOME }
    out: { id: id, at: at, home: home }
  - call: lcod://test/work@1
`
    const env = (home: string) => ({
      env: { get: () => home, names: () => [], info: { tmpDir: '/tmp', homeDir: null, platform: 'memory' } },
    })
    const first = await kit.run({ text, components: [work], host: env('/a') })
    const second = await kit.run({ text, components: [work], host: env('/b') })
    expect(first['home']).toBe('/a')
    expect(second).toEqual(first)
  })

  it('refuses what cannot be kept, and names the step', async () => {
    const text = 'compose: [{ call: lcod://test/open@1, out: { file: $ } }]'
    const open = native('open', (_input, call) => ({ file: call.streams.openText(['x']) }))
    const stream = await kit.fail({ text, components: [open] })
    expect(stream.code).toBe('durable_value_not_journalable')
    expect(stream.message).toContain('"lcod://test/open@1" at /compose/0 gave is an open stream at file')
    const native1 = native('open', () => ({ at: new Date(0) }))
    expect((await kit.fail({ text, components: [native1] })).message).toContain('an instance of Date at at')
  })

  it('ends at once when the store fails, also inside flow/try', async () => {
    const text = `
compose:
  - call: lcod://flow/try@1
    slots:
      body: [{ call: lcod://test/work@1, in: { item: 1 } }]
      catch: [{ call: lcod://test/work@1, in: { item: 2 } }]
  - { call: lcod://test/work@1, in: { item: 3 } }
`
    const broken = {
      ...kit.store,
      open: async (id: string) => {
        const journal = await kit.store.open(id)
        let appends = 0
        const append = async (entries: readonly string[]) => {
          if (++appends > 1) throw new Error('The disk is full')
          await journal.append(entries)
        }
        return { ...journal, append }
      },
    }
    const error = await kit.fail({ text, components: [work], durable: { runId: 'job', store: broken } })
    expect(error).toMatchObject({ code: 'durable_store_failed', cause: { message: 'The disk is full' } })
    expect(calls).toEqual([1])
  })

  it('refuses an entry that is too large, a second writer, a bad id and a host without a store', async () => {
    const text = 'compose: [{ call: lcod://test/work@1, in: { item: "0123456789" }, out: { got: got } }]'
    const small = { ...kit.store, maxEntryBytes: 200 }
    const large = await kit.fail({ text, components: [work], durable: { runId: 'job', store: small } })
    expect(large.code).toBe('durable_entry_too_large')
    await kit.store.open('busy')
    const second = kit.run({ text, components: [work], durable: { runId: 'bad/id', store: kit.store } })
    await expect(second).rejects.toMatchObject({ code: 'durable_invalid_run_id' })
    await expect(kit.run({ text, durable: { runId: 'job' } })).rejects.toMatchObject({
      code: 'host_capability_missing',
    })
  })

  it('does not journal what is pure, nor what a cancelled run does to clean up', async () => {
    const text = `
compose:
  - { call: lcod://contract/core/string/trim@1, in: { text: " a " }, out: { a: value } }
  - call: lcod://flow/try@1
    slots:
      body: [{ call: lcod://test/stop@1 }, { call: lcod://test/work@1, in: { item: body } }]
      finally: [{ call: lcod://test/work@1, in: { item: cleanup } }]
`
    const controller = new AbortController()
    const stop = native('stop', () => {
      controller.abort()
      return {}
    })
    const error = await kit.fail({ text, components: [work, stop], signal: controller.signal })
    expect(error.code).toBe('cancelled')
    expect(calls).toEqual(['cleanup'])
    const steps = (await kit.entries()).filter((entry) => entry['type'] === 'step')
    expect(steps.map((entry) => entry['call'])).toEqual(['lcod://test/stop@1'])
    calls = []
    await kit.run({ text, components: [work, stop] })
    expect(calls).toEqual(['body', 'cleanup'])
  })
})
