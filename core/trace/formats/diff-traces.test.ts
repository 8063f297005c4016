import { expect, test } from 'vitest'
import { diffTraces, timeChanges } from './diff-traces.ts'
import { BUSY_COMPOSE, recordTrace } from './testing/record-trace.ts'
import { buildTraceTree, type TraceNode } from './trace-tree.ts'

const record = async (text: string) => buildTraceTree(await recordTrace(text))
const differences = async (left: string, right: string) => {
  const found = [...diffTraces(await record(left), await record(right))]
  return found.map(({ what, node, places }) => [what, node.path, ...places.map(({ path }) => path)])
}
const compose = (...steps: string[]) => `compose:\n${steps.map((step) => `  - ${step}\n`).join('')}`
const set = (value: unknown) => `{ call: lcod://impl/set@1, in: { v: ${value} }, out: { v: v } }`

test('diffTraces() finds nothing between two runs of one compose, in whatever order tasks ended', async () => {
  // Logs carry the time.
  const timeless = BUSY_COMPOSE.slice(0, BUSY_COMPOSE.indexOf('        - call: lcod://contract/tooling/log@1'))
  expect(await differences(timeless, timeless)).toEqual([])
})

test('diffTraces() tells the difference nearest to the cause first', async () => {
  expect(await differences(compose(set(1), set(2)), compose(set(1), set(3)))).toEqual([
    ['input', '/compose/1', '$.v'],
    ['output', '/compose/1', '$.v'],
    ['state', '/compose/1', '$.v'],
    ['output', '', '$.v'],
  ])
})

test('diffTraces() aligns by place and iteration', async () => {
  const loop = (list: string) =>
    compose(
      `{ call: lcod://flow/foreach@1, in: { list: ${list} }, slots: { body: [{ call: lcod://impl/echo@1, in: { value: $slot.item } }] } }`,
    )
  const found = [...diffTraces(await record(loop('[1, 2]')), await record(loop('[1, 5, 6]')))]
  const inner = found.filter(({ node }) => node.path.includes('body'))
  expect(inner.map(({ what, node, right }) => [what, node.iteration, right])).toEqual([
    ['input', [1], { value: 5 }],
    ['output', [1], { val: 5 }],
    ['extra', [2], 'lcod://impl/echo@1'],
  ])
})

test('diffTraces() tells of other calls, missing steps, and other ends', async () => {
  const fail = '{ call: lcod://impl/fail@1 }'
  const echo = '{ call: lcod://impl/echo@1, in: { value: 1 } }'
  expect((await differences(compose(set(1)), compose(echo)))[0]).toEqual(['call', '/compose/0'])
  expect((await differences(compose(echo, echo), compose(echo)))[0]).toEqual(['missing', '/compose/1'])
  expect(await differences(compose(echo), compose(echo, fail))).toEqual([
    ['extra', '/compose/1'],
    ['outcome', ''],
  ])
})

test('timeChanges() puts the step whose own time changed most first', () => {
  const node = (call: string, start: number, end: number, children: TraceNode[] = []): TraceNode => ({
    ...buildTraceTree([]),
    call,
    path: `/${call}`,
    start,
    end,
    children,
  })
  const left = node('run', 0, 10, [node('a', 1, 3), node('b', 4, 5)])
  const right = node('run', 0, 30, [node('a', 1, 4), node('b', 5, 29)])
  expect(timeChanges(left, right, 2).map(({ node: { call }, leftMs, rightMs }) => [call, leftMs, rightMs])).toEqual([
    ['b', 1, 24],
    ['run', 7, 3],
  ])
})
