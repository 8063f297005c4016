import { expect, test } from 'vitest'
import { BUSY_COMPOSE, recordTrace } from './testing/record-trace.ts'
import { buildTraceTree, selfTime, type TraceNode, walkTrace } from './trace-tree.ts'
import { treeText } from './tree-text.ts'

const shape = ({ call, outcome, children }: TraceNode): unknown => [
  `${call.replace('lcod://', '')} ${outcome}`,
  ...children.map(shape),
]

test('buildTraceTree() gives the steps of a run in those that hold them', async () => {
  const tree = buildTraceTree(await recordTrace(BUSY_COMPOSE))
  const turn = [
    ['flow/try@1 ok', ['impl/fail@1 error'], ['impl/set@1 ok']],
    ['flow/if@1 signal', ['flow/continue@1 signal']],
  ]
  expect(shape(tree.children[0]!)).toEqual(['flow/foreach@1 ok', ...turn, ...turn, ...turn])
  expect(shape(tree.children[2]!)).toEqual([
    'tooling/registry/scope@1 ok',
    ['demo/x@1 ok', ['impl/set@1 ok']],
    ['contract/tooling/log@1 ok'],
  ])
  expect(tree.outcome).toBe('ok')
  expect(tree.children[0]?.writes.map(({ key }) => key)).toEqual(['list'])
  expect([...walkTrace(tree)].flatMap((node) => node.notes)).toHaveLength(1)
})

test('buildTraceTree() copes with missing events', async () => {
  const events = await recordTrace(BUSY_COMPOSE)
  expect(buildTraceTree([])).toMatchObject({ call: 'run', outcome: 'unfinished', children: [] })
  const cut = buildTraceTree(events.slice(0, 4))
  expect([...walkTrace(cut)].map(({ outcome }) => outcome)).toEqual(Array(cut.children.length + 2).fill('unfinished'))
  expect(cut.end).toBe(events[3]?.t)
  expect(buildTraceTree(events.slice(-3)).children).toEqual([])
})

test('selfTime() counts what ran at the same time once', () => {
  const node = (start: number, end: number, children: TraceNode[] = []): TraceNode => ({
    ...buildTraceTree([]),
    start,
    end,
    children,
  })
  expect(selfTime(node(0, 10))).toBe(10)
  expect(selfTime(node(0, 10, [node(1, 4), node(2, 6), node(3, 5), node(8, 9)]))).toBe(4)
})

test('treeText() shows times, places, errors and notes, and values on demand', async () => {
  const tree = buildTraceTree(await recordTrace(BUSY_COMPOSE))
  const text = treeText(tree).replace(/^ *[\d.]+ m?s +[\d.]+ m?s/gm, '')
  const lines = text.split('\n')
  expect(lines[0]).toMatch(/^ +total +own$/)
  expect(lines.slice(1, 7)).toEqual([
    '  ✓ run',
    '  ├─ ✓ flow/foreach@1',
    '  │  ├─ body[0] ✓ flow/try@1',
    '  │  │  ├─ body ✗ impl/fail@1  unexpected_error: boom',
    '  │  │  └─ catch ✓ impl/set@1',
    '  │  ├─ body[0] ↩ flow/if@1  continue',
  ])
  expect(text).toContain('info hello')
  expect(text).not.toContain('$.tasks')
  expect(treeText(tree, { values: true })).toContain('$.tasks = [3,1,2]')
  expect(treeText(tree, { colour: true })).toContain('\u001b[31m✗')
})
