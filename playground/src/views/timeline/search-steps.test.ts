import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../../adapters/memory/index.ts'
import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../../core/kernel.ts'
import type { TraceEvent } from '../../../../core/trace/events.ts'
import { TraceModel } from '../../trace/trace-model.ts'
import { countMatches, matcherOf, nextMatch } from './search-steps.ts'

test('nextMatch() goes through the executions of all steps that match, in the order of their starts, and round', async () => {
  const events: TraceEvent[] = []
  const { composition } = parseCompose(
    `
- call: lcod://flow/foreach@1
  in: { list: [1, 2] }
  slots:
    body: [{ call: lcod://impl/set@1, in: { a: 1 } }, { call: lcod://impl/echo@1, in: { value: 1 } }]
- call: lcod://impl/set@1
`,
    { file: 'compose.yaml' },
  )
  await createKernel({ host: createMemoryHost() }).run(composition!, { observer: (event) => events.push(event) })
  const model = TraceModel.of(events)
  const matches = matcherOf(' SET ')!
  expect(countMatches(model, matches)).toBe(3)
  const order = [
    model.place('/compose/0/slots/body/0')!.spans.at(0),
    model.place('/compose/0/slots/body/0')!.spans.at(1),
  ]
  order.push(model.place('/compose/1')!.spans.at(0))
  const from = (seq: number, direction: 1 | -1) => nextMatch(model, matches, { seq, direction })
  const seqOf = (at: number) => model.spans.startSeq[order[at]!]!
  expect([from(0, 1), from(seqOf(0), 1), from(seqOf(1), 1), from(seqOf(2), 1)]).toEqual([...order, order[0]])
  expect([from(seqOf(1), -1), from(0, -1)]).toEqual([order[0], order[2]])
  expect(nextMatch(model, matcherOf('nothing')!, { seq: 0, direction: 1 })).toBeUndefined()
  expect(matcherOf('  ')).toBeNull()
})
