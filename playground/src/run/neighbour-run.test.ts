import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { StepTree } from '../plan/step-tree.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { neighbourRun } from './neighbour-run.ts'

test('neighbourRun() goes through the turns of the list that a step is in, and ends at its ends', async () => {
  const { composition } = parseCompose(
    `
- call: lcod://flow/foreach@1
  in: { list: [1, 2] }
  slots:
    body: [{ call: lcod://impl/set@1, in: { a: 1 } }, { call: lcod://impl/echo@1, in: { value: 1 } }]
`,
    { file: 'compose.yaml' },
  )
  const events: TraceEvent[] = []
  const kernel = createKernel({ host: createMemoryHost() })
  await kernel.run(composition!, { observer: (event) => events.push(event) })
  const model = TraceModel.of(events)
  const node = new StepTree(composition!).get('/compose/0/slots/body/1')
  const [first, second] = [0, 1].map((at) => model.place('/compose/0/slots/body/0')!.spans.at(at)) as [number, number]
  expect(neighbourRun(model, node, { selected: first, direction: 1 })).toBe(second)
  expect(neighbourRun(model, node, { selected: second, direction: -1 })).toBe(first)
  expect(neighbourRun(model, node, { selected: second, direction: 1 })).toBeUndefined()
  expect(neighbourRun(model, node, { selected: -1, direction: -1 })).toBe(second)
  expect(neighbourRun(model, undefined, { selected: -1, direction: 1 })).toBeUndefined()
})
