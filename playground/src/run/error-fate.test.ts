import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { caughtErrors, errorFate } from './error-fate.ts'

/** The model of a real run. */
async function run(text: string): Promise<TraceModel> {
  const events: TraceEvent[] = []
  const { composition, problems } = parseCompose(text, { file: 'compose.yaml' })
  if (composition === undefined) throw new Error(JSON.stringify(problems))
  const kernel = createKernel({ host: createMemoryHost() })
  await kernel.run(composition, { observer: (event) => events.push(event) }).catch(() => undefined)
  return TraceModel.of(events)
}

const LOOP = `
- call: lcod://flow/foreach@1
  in: { list: [1, 2, 3] }
  slots:
    body:
      - call: lcod://flow/try@1
        slots:
          body:
            - call: lcod://flow/if@1
              in: { cond: true }
              slots:
                then: [{ call: lcod://flow/throw@1, in: { code: broken, message: It broke } }]
          catch: [{ call: lcod://impl/set@1, in: { ok: true }, out: { ok: ok } }]
`

const fateAt = (model: TraceModel, path: string) => errorFate(model, model.place(path)!.spans.at(0))

describe('caughtErrors()', () => {
  test('leads from the innermost step that threw to the catch, counted over the iterations', async () => {
    const model = await run(LOOP)
    expect(caughtErrors(model)).toEqual([
      {
        from: '/compose/0/slots/body/0/slots/body/0/slots/then/0',
        to: '/compose/0/slots/body/0/slots/catch',
        count: 3,
        tries: [...Array(3).keys()].map((at) => model.place('/compose/0/slots/body/0')!.spans.at(at)),
      },
    ])
  })

  test('of parallel tasks names the one that failed first, not those cancelled with it', async () => {
    const model = await run(`
- call: lcod://flow/try@1
  slots:
    body:
      - call: lcod://flow/parallel@1
        in: { tasks: [50, 1] }
        slots:
          tasks:
            - call: lcod://impl/delay@1
              in: { ms: $slot.item }
            - call: lcod://flow/throw@1
              in: { code: broken, message: It broke }
    catch: [{ call: lcod://impl/set@1, in: { ok: true }, out: { ok: ok } }]
`)
    expect(caughtErrors(model).map(({ from }) => from)).toEqual(['/compose/0/slots/body/0/slots/tasks/1'])
    const cancelled = model.place('/compose/0/slots/body/0/slots/tasks/0')!
    expect(errorFate(model, cancelled.spans.at(0))).toMatchObject({ kind: 'replaced' })
    expect(cancelled).toMatchObject({ started: 2, failed: 0, left: 1 })
    expect(model.place('/compose/0/slots/body/0/slots/tasks')).toMatchObject({ failed: 1, left: 1, done: 0 })
    // Those that failed, and the steps that their error passed: nobody wants to go to what was cancelled with them.
    expect(model.errors.map((seq) => model.placeOf(model.events.spanAt(seq)).path)).toEqual([
      '/compose/0/slots/body/0/slots/tasks/1',
      '/compose/0/slots/body/0',
    ])
    expect([...model.events.events()]).toContainEqual(
      expect.objectContaining({ phase: 'error', error: expect.objectContaining({ code: 'cancelled' }) }),
    )
  })

  test('is empty when nothing failed', async () => {
    expect(caughtErrors(await run('- call: lcod://impl/set@1\n  in: { a: 1 }\n'))).toEqual([])
    expect(caughtErrors(new TraceModel())).toEqual([])
  })
})

describe('errorFate()', () => {
  test('finds the try whose catch took it, from any step that it passed', async () => {
    const model = await run(LOOP)
    const caught = { kind: 'caught', by: model.place('/compose/0/slots/body/0')!.spans.at(0) }
    expect(fateAt(model, '/compose/0/slots/body/0/slots/body/0/slots/then/0')).toMatchObject(caught)
    expect(fateAt(model, '/compose/0/slots/body/0/slots/body/0')).toMatchObject(caught)
  })

  test('tells an error that ended the run from one that made way for the error of a catch', async () => {
    const model = await run(`
- call: lcod://flow/try@1
  slots:
    body: [{ call: lcod://flow/throw@1, in: { code: first, message: First } }]
    catch: [{ call: lcod://flow/throw@1, in: { code: second, message: Second } }]
`)
    expect(fateAt(model, '/compose/0/slots/body/0')).toMatchObject({ kind: 'caught' })
    expect(fateAt(model, '/compose/0/slots/catch/0')).toEqual({ kind: 'ended' })
    expect(fateAt(model, '/compose/0')).toEqual({ kind: 'ended' })
  })

  test('passes a try without catch, and a finally that throws takes its place', async () => {
    const model = await run(`
- call: lcod://flow/try@1
  slots:
    body: [{ call: lcod://flow/throw@1, in: { code: first, message: First } }]
    finally: [{ call: lcod://flow/throw@1, in: { code: last, message: Last } }]
`)
    expect(fateAt(model, '/compose/0/slots/body/0')).toMatchObject({ kind: 'replaced' })
    expect(fateAt(model, '/compose/0/slots/finally/0')).toEqual({ kind: 'ended' })
  })

  test('is unknown for a step that did not fail', async () => {
    const model = await run('- call: lcod://impl/set@1\n  in: { a: 1 }\n')
    expect(fateAt(model, '/compose/0')).toEqual({ kind: 'unknown' })
  })
})
