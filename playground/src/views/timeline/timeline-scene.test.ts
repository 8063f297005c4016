import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../../adapters/memory/index.ts'
import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../../core/kernel.ts'
import type { TraceEvent } from '../../../../core/trace/events.ts'
import { timelineRows } from '../../geometry/timeline-rows.ts'
import { TraceModel } from '../../trace/trace-model.ts'
import { HEAD } from './paint-timeline.ts'
import { scrollShowing, wholeOf } from './timeline-scene.ts'

test('scrollShowing() goes to the lane of a step, and stays where it is when that is seen or closed', async () => {
  const events: TraceEvent[] = []
  const { composition } = parseCompose(
    `
- call: lcod://impl/set@1
- call: lcod://flow/parallel@1
  in: { tasks: [1, 2, 3, 4] }
  slots:
    tasks: [{ call: lcod://impl/delay@1, in: { ms: 1 } }]
`,
    { file: 'compose.yaml' },
  )
  await createKernel({ host: createMemoryHost() }).run(composition!, { observer: (event) => events.push(event) })
  const model = TraceModel.of(events)
  const whole = wholeOf(model, 'events')
  const sceneWith = (closed: string[]) => ({
    model,
    whole,
    range: whole,
    axis: 'events' as const,
    rows: timelineRows(model, new Set(closed)),
  })
  const first = model.place('/compose/0')!.spans.at(0)
  const last = model.place('/compose/1/slots/tasks/0')!.spans.at(3)
  const height = HEAD + 40
  const down = scrollShowing(sceneWith([]), last, { scroll: 0, height })
  expect(down).toBeGreaterThan(0)
  expect(scrollShowing(sceneWith([]), last, { scroll: down, height })).toBe(down)
  expect(scrollShowing(sceneWith([]), first, { scroll: down, height })).toBe(0)
  expect(scrollShowing(sceneWith(['']), last, { scroll: 0, height })).toBe(0)
})
