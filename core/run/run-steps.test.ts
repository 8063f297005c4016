import { describe, expect, it } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { createSteppingClock } from '../../adapters/memory/memory-clock.ts'
import { composeFromValue } from '../compose/compose-from-value.ts'
import type { Component } from '../resolve/registry.ts'
import { failText, native, runText, traceText } from '../testing/run-text.ts'

const same = native('same', (input) => input)
const compose = (id: string, steps: unknown[], more: object = {}): Component => ({
  kind: 'compose',
  id,
  composition: composeFromValue(steps),
  ...more,
})

describe('runSteps()', () => {
  it('makes no promise for steps that do not wait', async () => {
    let turns = 0
    const count = native('count', () => ({ n: ++turns }))
    const pending = runText(
      'compose: [{ call: lcod://test/count@1 }, { call: lcod://test/count@1 }, { call: lcod://test/count@1 }]',
      { natives: [count] },
    )
    expect(turns).toBe(3)
    await pending
  })

  it('an error carries its position and every step on its way up', async () => {
    const fail = native('fail', () => {
      throw new Error('boom')
    })
    const inner = compose('lcod://my/inner@1', [{ call: 'lcod://test/fail@1' }])
    const error = await failText(
      `compose:
  - call: lcod://flow/if@1
    in: { cond: true }
    slots:
      then:
        - call: lcod://my/inner@1
`,
      { natives: [fail], components: [inner] },
    )
    expect(error).toMatchObject({ code: 'unexpected_error', message: 'boom' })
    const frames = (error as unknown as { frames: Array<{ path: string; component?: string }> }).frames
    expect(frames.map((frame) => [frame.component ?? 'root', frame.path])).toEqual([
      ['lcod://my/inner@1', '/compose/0'],
      ['root', '/compose/0/slots/then/0'],
      ['root', '/compose/0'],
    ])
    expect((error as unknown as { source: { start: number } }).source.start).toBe(92)
  })

  it('cancels between steps and says so with its own class', async () => {
    const controller = new AbortController()
    const stop = native('stop', () => {
      controller.abort('enough')
      return {}
    })
    const error = await failText('compose: [{ call: lcod://test/stop@1 }, { call: lcod://test/stop@1 }]', {
      natives: [stop],
      signal: controller.signal,
    })
    expect(error).toMatchObject({ name: 'ExecutionCancelledError', message: 'Execution cancelled', reason: 'enough' })
  })

  it('gives way during a long synchronous stretch, so that a timer can cancel it', async () => {
    const spin = `
compose:
  - call: lcod://flow/while@1
    slots:
      condition: [{ call: lcod://test/same@1, in: { v: true }, out: { value: v } }]
      body: [{ call: lcod://test/same@1 }]
`
    const error = await failText(spin, { natives: [same], timeoutMs: 40 })
    expect(error.name).toBe('ExecutionCancelledError')
  })

  it('ends with budget_exceeded for too many steps, too deep calls, too large values', async () => {
    const endless = compose('lcod://my/self@1', [{ call: 'lcod://my/self@1' }])
    const deep = await failText('compose: [{ call: lcod://my/self@1 }]', { components: [endless] })
    expect(deep).toMatchObject({ code: 'budget_exceeded', data: { budget: 'depth' } })
    const steps = await failText(
      'compose: [{ call: lcod://flow/while@1, slots: { condition: [{ call: lcod://test/same@1, in: { v: 1 }, out: { value: v } }], body: [] } }]',
      { natives: [same], kernel: { limits: { steps: 1000 } } },
    )
    expect(steps).toMatchObject({ code: 'budget_exceeded', data: { budget: 'steps', limit: 1000 } })
    const large = await failText('compose: [{ call: lcod://test/same@1, in: { v: $.text }, out: { v: v } }]', {
      natives: [same],
      input: { text: 'x'.repeat(11) },
      kernel: { limits: { valueLength: 10 } },
    })
    expect(large).toMatchObject({ code: 'budget_exceeded', data: { budget: 'valueLength' } })
  })

  it('nests as deeply as the budget allows on any native stack', async () => {
    const down = compose('lcod://my/down@1', [
      { call: 'lcod://test/dec@1', in: { n: '$.n' }, out: { n: 'n' } },
      {
        call: 'lcod://flow/if@1',
        in: { cond: '$.n' },
        slots: { then: [{ call: 'lcod://my/down@1', in: { n: '$.n' }, out: { n: 'n' } }] },
        out: { 'n?': 'n' },
      },
    ])
    const dec = native('dec', ({ n }) => ({ n: Number(n) - 1 }))
    const state = await runText('compose: [{ call: lcod://my/down@1, in: { n: 400 }, out: { n: n } }]', {
      natives: [dec],
      components: [down],
      kernel: { limits: { depth: 900 } },
    })
    expect(state).toEqual({ n: 0 })
  })

  it('runs what a step deferred in reverse order when the step is over, and logs its failures', async () => {
    const events: string[] = []
    const host = createMemoryHost({ env: { LCOD_LOG_LEVEL: 'warn' } })
    const open = native('open', (_input, call) => {
      call.defer(() => void events.push('first'))
      call.defer(() => {
        throw new Error('cleanup broke')
      })
      call.defer(async () => void events.push('last'))
      return {}
    })
    const after = native('after', () => {
      events.push('next step')
      return {}
    })
    await runText('compose: [{ call: lcod://test/open@1 }, { call: lcod://test/after@1 }]', {
      natives: [open, after],
      host,
    })
    expect(events).toEqual(['last', 'first', 'next step'])
    expect(host.logs).toMatchObject([{ level: 'warn', message: 'cleanup failed' }])
  })
})

describe('components', () => {
  it('see their declared inputs only and give their declared outputs only', async () => {
    const inner = compose(
      'lcod://my/inner@1',
      [{ call: 'lcod://test/same@1', in: { a: '$.a', b: '$.b' }, out: { seen: '$' } }],
      { inputs: ['a'], outputs: ['seen', 'never'] },
    )
    const state = await runText('compose: [{ call: lcod://my/inner@1, in: { a: 1, b: 2 }, out: { r: $ } }]', {
      natives: [same],
      components: [inner],
    })
    expect(state).toEqual({ r: { seen: { a: 1 }, never: null } })
  })

  it('run the slots of their caller through their own operators', async () => {
    const inner = compose('lcod://my/inner@1', [
      {
        call: 'lcod://flow/foreach@1',
        in: { list: [1, 2] },
        collectPath: '$.r.result.x',
        out: { all: 'results' },
        slots: {
          body: [
            {
              call: 'lcod://contract/compose/run_slot@1',
              in: { slot: 'each', slotVars: { n: '$slot.item' } },
              out: { r: '$' },
            },
          ],
        },
      },
    ])
    const state = await runText(
      `
compose:
  - call: lcod://my/inner@1
    out: { all: all }
    slots:
      each: [{ call: lcod://test/same@1, in: { x: [$slot.n, $.outer] }, out: { x: x } }]
`,
      { natives: [same], components: [inner], input: { outer: 'mine' } },
    )
    expect(state['all']).toEqual([
      [1, 'mine'],
      [2, 'mine'],
    ])
  })

  it('turn a break that leaves them into an error', async () => {
    const leak = compose('lcod://my/leak@1', [{ call: 'lcod://flow/break@1' }])
    const error = await failText(
      'compose: [{ call: lcod://flow/foreach@1, in: { list: [1] }, slots: [{ call: lcod://my/leak@1 }] }]',
      { components: [leak] },
    )
    expect(error).toMatchObject({
      code: 'flow_signal_outside_loop',
      message: 'flow/break used outside of a loop',
    })
  })
})

describe('hints', () => {
  it('repeat a failed call of an idempotent component only', async () => {
    let calls = 0
    const flaky = (idempotent: boolean) => ({
      ...native('flaky', () => {
        if (++calls < 3) throw new Error('not yet')
        return { calls }
      }),
      hints: { retries: 5, idempotent },
    })
    const text = 'compose: [{ call: lcod://test/flaky@1, out: { calls: calls } }]'
    expect(await runText(text, { natives: [flaky(true)] })).toEqual({ calls: 3 })
    calls = 0
    await failText(text, { natives: [flaky(false)] })
    expect(calls).toBe(1)
  })

  it('end a call at its deadline, and cancel what it was doing', async () => {
    let cancelled = false
    const hang = {
      ...native(
        'hang',
        (_input, call) =>
          new Promise(() => {
            call.signal.addEventListener('abort', () => {
              cancelled = true
            })
          }),
      ),
      hints: { timeoutMs: 10 },
    }
    const error = await failText('compose: [{ call: lcod://test/hang@1 }]', { natives: [hang] })
    expect(error).toMatchObject({ code: 'timed_out', data: { timeoutMs: 10 } })
    expect(cancelled).toBe(true)
  })
})

describe('trace', () => {
  it('tells runs, steps, slots and writes with place and iteration', async () => {
    const lines = await traceText(
      `
compose:
  - call: lcod://flow/foreach@1
    in: { list: [a, b] }
    collectPath: $.v
    out: { all: results }
    slots: { body: [{ call: lcod://test/same@1, in: { v: $slot.item }, out: { v: v } }] }
`,
      { natives: [same] },
    )
    expect(lines).toEqual([
      'run.start ',
      'step.start /compose/0',
      'slot.enter /compose/0/slots/body [0]',
      'step.start /compose/0/slots/body/0 [0]',
      'scope /compose/0/slots/body/0 v [0]',
      'step.end /compose/0/slots/body/0 [0]',
      'slot.exit /compose/0/slots/body [0]',
      'slot.enter /compose/0/slots/body [1]',
      'step.start /compose/0/slots/body/0 [1]',
      'scope /compose/0/slots/body/0 v [1]',
      'step.end /compose/0/slots/body/0 [1]',
      'slot.exit /compose/0/slots/body [1]',
      'scope /compose/0 all',
      'step.end /compose/0',
      'run.end ',
    ])
  })

  it('puts the steps of a component behind the step that called it', async () => {
    const inner = compose('lcod://my/inner@1', [{ call: 'lcod://test/same@1' }])
    const lines = await traceText('compose: [{ call: lcod://my/inner@1 }]', { natives: [same], components: [inner] })
    expect(lines).toContain('step.start /compose/0!/compose/0')
  })
})

describe('step logs', () => {
  it('appear from level info on, tagged as the kernel', async () => {
    const clock = createSteppingClock()
    const host = createMemoryHost({ env: { LCOD_LOG_LEVEL: 'info' }, clock })
    await runText('compose: [{ call: lcod://test/same@1, in: { a: 1 }, out: { r: $ } }]', { natives: [same], host })
    expect(host.logs).toMatchObject([
      {
        level: 'info',
        message: 'compose.step',
        tags: { component: 'kernel', logger: 'kernel.compose.step', componentId: 'lcod://test/same@1' },
        data: { phase: 'start', stepIndex: 0, inputKeys: ['a'] },
      },
      { data: { phase: 'success', stepIndex: 0, resultType: 'object', resultKeys: ['a'] } },
    ])
    expect(host.logs[0]?.data).not.toHaveProperty('slotKeys')
  })

  it('are absent by default', async () => {
    const host = createMemoryHost()
    await runText('compose: [{ call: lcod://test/same@1 }]', { natives: [same], host })
    expect(host.logs).toEqual([])
  })
})
