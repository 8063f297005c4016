import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { timelineOverview } from './timeline-overview.ts'
import { timelineRows } from './timeline-rows.ts'

async function run(text: string): Promise<TraceModel> {
  const events: TraceEvent[] = []
  const { composition } = parseCompose(text, { file: 'compose.yaml' })
  const kernel = createKernel({ host: createMemoryHost() })
  await kernel.run(composition!, { observer: (event) => events.push(event) }).catch(() => undefined)
  return TraceModel.of(events)
}

const NESTED = `
- call: lcod://flow/if@1
  in: { cond: true }
  slots:
    then: [{ call: lcod://flow/throw@1, in: { code: broken, message: It broke } }]
`

describe('timelineOverview()', () => {
  test('is deepest where steps stand in steps, and marks where something failed', async () => {
    const model = await run(NESTED)
    const whole = { from: 0, to: model.events.end }
    const rows = timelineRows(model, new Set())
    const overview = timelineOverview(model, rows, { axis: 'events', whole, columns: model.events.end })
    const thrower = model.spans.startSeq[model.place('/compose/0/slots/then/0')!.spans.at(0)]!
    expect(overview.most).toBe(2)
    expect(overview.depth[thrower]).toBe(2)
    expect(overview.depth[0]).toBe(0)
    expect(overview.failed[thrower]).toBe(1)
  })
})

describe('timelineRows()', () => {
  test('names lists by what they belong to, and leaves out the inside of closed ones', async () => {
    const model = await run(NESTED)
    expect(timelineRows(model, new Set()).map(({ owner, label }) => [owner, label])).toEqual([
      ['', 'run'],
      ['if', 'then'],
    ])
    expect(timelineRows(model, new Set([''])).map(({ label, collapsible }) => [label, collapsible])).toEqual([
      ['run', true],
    ])
  })
})
