import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { boxLook } from './box-look.ts'
import { framesAround } from './execution.ts'

const BODY = '/compose/0/slots/body'

async function run(): Promise<TraceModel> {
  const events: TraceEvent[] = []
  const { composition } = parseCompose(
    `
- call: lcod://flow/foreach@1
  in: { list: [1, 2] }
  slots:
    body: [{ call: lcod://impl/set@1, in: { a: 1 } }, { call: lcod://impl/echo@1, in: { value: 1 } }]
- call: lcod://impl/set@1
  in: { a: 1 }
`,
    { file: 'compose.yaml' },
  )
  await createKernel({ host: createMemoryHost() }).run(composition!, { observer: (event) => events.push(event) })
  return TraceModel.of(events)
}

describe('boxLook()', () => {
  test('is the execution of the selected iteration, and tells what had not begun then', async () => {
    const model = await run()
    const set = model.place(`${BODY}/0`)!.spans.at(0)
    const outlook = { live: false, seq: model.spans.endSeq[set]!, frames: framesAround(model, set) }
    expect(boxLook(model, `${BODY}/0`, outlook)).toMatchObject({ span: set, single: true, later: false })
    const echo = model.place(`${BODY}/1`)!.spans.at(0)
    expect(boxLook(model, `${BODY}/1`, outlook)).toMatchObject({ span: echo, single: true, later: true })
    expect(boxLook(model, '/compose/1', outlook)).toMatchObject({ single: false, later: true })
    expect(boxLook(model, '/compose/9', outlook)).toMatchObject({ span: -1, later: false })
  })

  test('has another signature only when something that is shown has changed', async () => {
    const model = await run()
    const spans = model.place(`${BODY}/0`)!.spans
    const outlookOn = (span: number) => ({
      live: false,
      seq: model.spans.endSeq[span]!,
      frames: framesAround(model, span),
    })
    const signature = (path: string, span: number) => boxLook(model, path, outlookOn(span)).signature
    const echo = model.place(`${BODY}/1`)!.spans
    expect(signature(`${BODY}/0`, spans.at(0))).toBe(signature(`${BODY}/0`, echo.at(0)))
    expect(signature(`${BODY}/1`, spans.at(0))).not.toBe(signature(`${BODY}/1`, echo.at(0)))
    expect(signature(BODY, spans.at(0))).not.toBe(signature(BODY, spans.at(1)))
    expect(signature('/compose/1', spans.at(0))).toBe(signature('/compose/1', spans.at(1)))
  })
})
