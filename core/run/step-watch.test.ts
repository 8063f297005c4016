import { expect, test } from 'vitest'
import type { RecordingOptions } from '../kernel-api.ts'
import { native, runText } from '../testing/run-text.ts'
import type { TraceEvent } from '../trace/events.ts'

const late = native('late', async () => {
  await Promise.resolve()
  throw new Error('too late')
})

async function eventsOf(text: string, recording: RecordingOptions = {}): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  await runText(text, { natives: [late], recording, observer: (event) => events.push(event) }).catch(() => undefined)
  return events
}

test('StepWatch tells since when a step waited, and nothing of steps that did not or whose time is that of others', async () => {
  const text = `
compose:
  - { call: lcod://impl/set@1, in: { a: 1 } }
  - call: lcod://flow/foreach@1
    in: { list: [1] }
    slots:
      body: [{ call: lcod://impl/delay@1, in: { ms: 1 } }]
  - { call: lcod://test/late@1 }
`
  const events = await eventsOf(text, { waits: true })
  const ends = events.filter((event) => event.type === 'step' && (event.phase === 'end' || event.phase === 'error'))
  const waited = ends.map((event) => [event.path, 'waitsFrom' in event ? event.phase : null])
  expect(waited).toEqual([
    ['/compose/0', null],
    ['/compose/1/slots/body/0', 'end'],
    ['/compose/1', null],
    ['/compose/2', 'error'],
  ])
  const [start, end] = events.filter(({ path, type }) => path === '/compose/1/slots/body/0' && type === 'step')
  expect(end).toMatchObject({ waitsFrom: expect.any(Number) })
  if (end?.type !== 'step' || end.phase !== 'end') throw new Error('The step did not end')
  expect(end.waitsFrom).toBeGreaterThanOrEqual(start!.t)
  expect(end.waitsFrom).toBeLessThanOrEqual(end.t)
  expect((await eventsOf(text)).filter((event) => 'waitsFrom' in event)).toEqual([])
})
