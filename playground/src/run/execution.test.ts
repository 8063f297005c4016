import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { executionAt, firstStepIn, framesAround } from './execution.ts'

async function run(): Promise<TraceModel> {
  const events: TraceEvent[] = []
  const { composition } = parseCompose(
    `
- call: lcod://flow/foreach@1
  in: { list: [1, null, 3] }
  slots:
    body:
      - call: lcod://flow/if@1
        in: { cond: $slot.item }
        slots:
          then: [{ call: lcod://impl/echo@1, in: { value: $slot.item } }]
- call: lcod://impl/set@1
  in: { a: 1 }
`,
    { file: 'compose.yaml' },
  )
  await createKernel({ host: createMemoryHost() }).run(composition!, { observer: (event) => events.push(event) })
  return TraceModel.of(events)
}

const IF = '/compose/0/slots/body/0'

describe('executionAt()', () => {
  test('is the one in the selected iteration, and none where that did not come by', async () => {
    const model = await run()
    const echo = model.place(`${IF}/slots/then/0`)!
    const ifs = model.place(IF)!
    const inIteration = (at: number) => executionAt(model, echo, framesAround(model, ifs.spans.at(at)))
    expect(inIteration(0)).toBe(echo.spans.at(0))
    expect(inIteration(1)).toBe(-1)
    expect(inIteration(2)).toBe(echo.spans.at(1))
  })

  test('is the last outside of what is selected, and when nothing is', async () => {
    const model = await run()
    const frames = framesAround(model, model.place(IF)!.spans.at(0))
    const set = model.place('/compose/1')!
    expect(executionAt(model, set, frames)).toBe(set.spans.at(0))
    expect(executionAt(model, model.place(IF)!, [])).toBe(model.place(IF)!.spans.at(2))
  })
})

describe('firstStepIn()', () => {
  test('is the first step of a slot run', async () => {
    const model = await run()
    const body = model.place('/compose/0/slots/body')!
    expect(firstStepIn(model, body.spans.at(1))).toBe(model.place(IF)!.spans.at(1))
  })
})
