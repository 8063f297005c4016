import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { Selection } from './selection.ts'

const BODY = '/compose/0/slots/body'

async function opened() {
  const events: TraceEvent[] = []
  const { composition } = parseCompose(
    `
- call: lcod://flow/foreach@1
  in: { list: [1, null, 3] }
  slots:
    body:
      - call: lcod://impl/set@1
        in: { a: 1 }
      - call: lcod://flow/if@1
        in: { cond: $slot.item }
        slots:
          else: [{ call: lcod://flow/throw@1, in: { code: broken, message: It broke } }]
`,
    { file: 'compose.yaml' },
  )
  const kernel = createKernel({ host: createMemoryHost() })
  await kernel.run(composition!, { observer: (event) => events.push(event) }).catch(() => undefined)
  const model = TraceModel.of(events)
  return { model, selection: new Selection(() => model) }
}

describe('Selection', () => {
  test('selectStep() takes the execution that failed, when nothing is selected', async () => {
    const { model, selection } = await opened()
    selection.selectStep(`${BODY}/1`)
    expect(selection.current.value.span).toBe(model.place(`${BODY}/1`)!.spans.at(1))
    expect(selection.live.value).toBe(false)
  })

  test('selectStep() stays in the selected iteration', async () => {
    const { model, selection } = await opened()
    const sets = model.place(`${BODY}/0`)!.spans
    selection.selectSpan(sets.at(0))
    selection.selectStep(`${BODY}/1`)
    expect(selection.current.value.span).toBe(model.place(`${BODY}/1`)!.spans.at(0))
    selection.selectSpan(sets.at(1))
    selection.selectStep(`${BODY}/1`)
    expect(selection.current.value.span).toBe(model.place(`${BODY}/1`)!.spans.at(1))
  })

  test('selectStep() selects a step that did not run, without an execution', async () => {
    const { selection } = await opened()
    selection.selectStep('/compose/9')
    expect(selection.current.value).toMatchObject({ path: '/compose/9', span: -1 })
  })

  test('selectMoment() stays within the run', async () => {
    const { model, selection } = await opened()
    selection.selectMoment(1_000_000)
    expect(selection.current.value.seq).toBe(model.events.end - 1)
    selection.selectMoment(-5)
    expect(selection.current.value.seq).toBe(0)
  })
})
