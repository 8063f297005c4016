import { describe, expect, it } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { createSteppingClock } from '../../adapters/memory/memory-clock.ts'
import { composeFromValue } from '../compose/compose-from-value.ts'
import type { Component } from '../resolve/registry.ts'
import { native, type RunTextOptions, runText } from '../testing/run-text.ts'
import type { TraceEvent } from '../trace/events.ts'

const twice: Component = {
  kind: 'compose',
  id: 'lcod://test/twice@1',
  composition: composeFromValue([
    { call: 'lcod://impl/set@1', in: { n: 1 }, out: { n: 'n' } },
    {
      call: 'lcod://flow/if@1',
      in: { cond: '$.n' },
      slots: { then: [{ call: 'lcod://impl/set@1', in: { m: 2 }, out: { m: 'm' } }] },
    },
  ]),
}

const around: Component = {
  kind: 'compose',
  id: 'lcod://test/around@1',
  slotNames: ['body'],
  composition: composeFromValue([{ call: 'lcod://contract/compose/run_slot@1', in: { slot: 'body' } }]),
}

/** Loops in loops, branches, components, concurrent tasks, caught errors, signals and loops with their own state. */
const NESTED = `compose:
  - call: lcod://flow/foreach@1
    in: { list: [1, 2, 3, 4, 5, 6, 7, 8] }
    slots:
      body:
        - call: lcod://test/twice@1
        - call: lcod://flow/if@1
          in: { cond: $slot.index }
          slots:
            then: [{ call: lcod://flow/foreach@1, in: { list: [1, 2] }, slots: { body: [{ call: lcod://test/twice@1 }] } }]
            else: [{ call: lcod://impl/set@1, in: { a: 1 }, out: { a: a } }]
  - call: lcod://flow/while@1
    in: { state: { left: 20 } }
    slots:
      condition: [{ call: lcod://impl/set@1, in: { cond: $.left }, out: { continue: cond } }]
      body: [{ call: lcod://test/decrement@1, in: { left: $.left }, out: { left: left } }]
  - call: lcod://flow/parallel@1
    in: { tasks: [1, 2, 3, 4, 5, 6] }
    slots:
      tasks:
        - call: lcod://test/wait@1
        - call: lcod://flow/foreach@1
          in: { list: [1, 2, 3] }
          slots: { body: [{ call: lcod://test/wait@1 }] }
  - call: lcod://flow/foreach@1
    in: { list: [1, 2, 3, 4, 5, 6] }
    slots:
      body:
        - call: lcod://flow/try@1
          slots:
            body: [{ call: lcod://flow/throw@1, in: { code: odd, message: Odd } }]
            catch: [{ call: lcod://impl/set@1, in: { ok: true }, out: { ok: ok } }]
        - call: lcod://test/around@1
          slots: { body: [{ call: lcod://test/twice@1 }] }
        - call: lcod://flow/continue@1
`

const natives = [
  native('decrement', ({ left }) => ({ left: Number(left) - 1 })),
  native('wait', async () => ({})),
  native('fail', ({ n }) => {
    if (n === 6) throw new Error('six')
    return {}
  }),
]

async function record(text: string, first: number | undefined, options: RunTextOptions = {}): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  await runText(text, {
    host: createMemoryHost({ clock: createSteppingClock() }),
    natives,
    components: [twice, around],
    observer: (event) => events.push(event),
    ...(first === undefined ? {} : { recording: { detail: { first, perMs: 0 } } }),
    ...options,
  }).catch(() => undefined)
  return events
}

/** Steps that ran, by path: recorded or counted. */
function ranByPath(events: readonly TraceEvent[]): Record<string, number> {
  const ran: Record<string, number> = {}
  const add = (path: string, count: number) => {
    ran[path] = (ran[path] ?? 0) + count
  }
  for (const event of events) {
    if (event.type === 'step' && event.phase === 'start') add(event.path, 1)
    if (event.type === 'summary') for (const step of event.steps) add(step.path, step.started)
  }
  return ran
}

const key = (event: TraceEvent) => `${event.path} [${event.iteration.join()}]`

/** What is not as it should be: an end without its beginning, a step outside a slot that was entered, something open. */
function faultsOf(events: readonly TraceEvent[]): string[] {
  const open = new Set<string>()
  const faults: string[] = []
  const begin = (name: string) => {
    if (open.has(name)) faults.push(`${name} begins twice`)
    open.add(name)
  }
  const end = (name: string) => {
    if (!open.delete(name)) faults.push(`${name} ends without beginning`)
  }
  for (const event of events) {
    if (event.type === 'slot') (event.phase === 'enter' ? begin : end)(`slot ${key(event)}`)
    if (event.type !== 'step') continue
    const slot = /^(.*\/slots\/[^/]+)\/\d+$/.exec(event.path)?.[1]
    if (slot !== undefined && !open.has(`slot ${slot} [${event.iteration.join()}]`))
      faults.push(`${key(event)} is nowhere`)
    ;(event.phase === 'start' ? begin : end)(`step ${key(event)}`)
  }
  return [...faults, ...open]
}

describe('turns that are not recorded', () => {
  it.each([0, 1, 7, 30, 60, 120, 250])('are counted where they ran, with room for %i events', async (first) => {
    const all = await record(NESTED, undefined)
    const some = await record(NESTED, first)
    expect(ranByPath(some)).toEqual(ranByPath(all))
    expect(faultsOf(some)).toEqual([])
    expect(some.map((event) => event.seq)).toEqual(some.map((_, index) => index))
    expect(some.length).toBeLessThan(all.length)
  })

  it('are all turns of a loop that has begun when there is no more room, and cost no events', async () => {
    const list = Array.from({ length: 1_000 }, (_, index) => index)
    const events = await record(
      'compose: [{ call: lcod://flow/foreach@1, in: { list: $.list }, slots: { body: [{ call: lcod://impl/set@1 }] } }]',
      50,
      { input: { list } },
    )
    expect(events.length).toBeLessThan(70)
    const summary = events.find((event) => event.type === 'summary')
    expect(summary).toMatchObject({ path: '/compose/0/slots/body' })
    const recorded = events.filter((event) => event.type === 'slot' && event.phase === 'enter').length
    expect(recorded + (summary?.type === 'summary' ? summary.turns : 0)).toBe(1_000)
    expect(events.at(-1)).toMatchObject({ type: 'run', phase: 'end' })
  })

  it('are told when something fails in them, with the steps that lead there', async () => {
    const events = await record(
      `compose:
  - call: lcod://flow/foreach@1
    in: { list: [1, 2, 3, 4, 5, 6, 7] }
    slots:
      body:
        - call: lcod://impl/set@1
          in: { n: $slot.item }
          out: { n: n }
        - call: lcod://flow/if@1
          in: { cond: true }
          slots: { then: [{ call: lcod://test/fail@1, in: { n: $.n } }] }
`,
      8,
    )
    expect(faultsOf(events)).toEqual([])
    const told = events
      .filter((event) => event.iteration[0] === 5)
      .map((event) => `${event.type} ${'phase' in event ? event.phase : ''} ${event.path}`)
    expect(told).toEqual([
      'slot enter /compose/0/slots/body',
      'scope  /compose/0/slots/body',
      'step start /compose/0/slots/body/1',
      'slot enter /compose/0/slots/body/1/slots/then',
      'step start /compose/0/slots/body/1/slots/then/0',
      'step error /compose/0/slots/body/1/slots/then/0',
      'slot exit /compose/0/slots/body/1/slots/then',
      'step error /compose/0/slots/body/1',
      'slot exit /compose/0/slots/body',
    ])
    const inputs = events.flatMap((event) =>
      event.type === 'step' && event.phase === 'start' && event.path.endsWith('then/0') ? [event.input] : [],
    )
    expect(inputs.at(-1)).toEqual({ value: { n: 6 } })
  })

  it('are taken back from what was told of them before they are recorded after all', async () => {
    let time = 0
    // Every look at the clock finds that it is time to tell what was counted.
    const clock = { ...createSteppingClock(), monotonic: () => (time += 20) }
    const text = `compose:
  - call: lcod://flow/parallel@1
    in: { tasks: [6, 1, 2, 3] }
    slots:
      tasks:
        - call: lcod://flow/if@1
          in: { cond: true }
          slots:
            then:
              - call: lcod://flow/foreach@1
                in: { list: $.list }
                slots: { body: [{ call: lcod://test/wait@1 }] }
              - call: lcod://impl/set@1
                in: { n: $slot.item }
                out: { n: n }
              - call: lcod://flow/try@1
                slots: { body: [{ call: lcod://test/fail@1, in: { n: $.n } }], catch: [{ call: lcod://impl/set@1 }] }
`
    const input = { list: Array.from({ length: 200 }, (_, index) => index) }
    const all = await record(text, undefined, { input, host: createMemoryHost({ clock }) })
    const some = await record(text, undefined, {
      input,
      host: createMemoryHost({ clock }),
      recording: { detail: { first: 0, perMs: 0.05 } },
    })
    expect(some.some((event) => event.type === 'step' && event.phase === 'error')).toBe(true)
    expect(some.filter((event) => event.type === 'summary').length).toBeGreaterThan(5)
    expect(ranByPath(some)).toEqual(ranByPath(all))
    expect(faultsOf(some)).toEqual([])
  })

  it('are told when something is logged in them', async () => {
    const events = await record(
      `compose:
  - call: lcod://flow/foreach@1
    in: { list: [1, 2, 3] }
    slots:
      body:
        - call: lcod://impl/set@1
        - call: lcod://contract/tooling/log@1
          in: { level: info, message: hello }
        - call: lcod://impl/set@1
`,
      12,
    )
    expect(faultsOf(events)).toEqual([])
    expect(events.filter((event) => event.type === 'log').map((event) => event.iteration)).toEqual([[0], [1], [2]])
  })

  it('are counted as failed when even errors are too many', async () => {
    const events = await record(NESTED, 0)
    const failed = events
      .flatMap((event) => (event.type === 'summary' ? event.steps : []))
      .filter((step) => step.failed > 0)
    expect(failed).toEqual([
      { path: '/compose/3/slots/body/0/slots/body/0', call: 'lcod://flow/throw@1', started: 6, failed: 6 },
    ])
  })

  it('are none where nothing was said about detail, and none where steps are logged', async () => {
    const all = await record(NESTED, undefined)
    expect(all.some((event) => event.type === 'summary')).toBe(false)
    const host = createMemoryHost({ clock: createSteppingClock(), env: { LCOD_LOG_LEVEL: 'info' } })
    const logged = await record(NESTED, 0, { host })
    expect(logged.some((event) => event.type === 'summary')).toBe(false)
    expect(ranByPath(logged)).toEqual(ranByPath(all))
  })
})
