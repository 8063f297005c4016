import { describe, expect, test } from 'vitest'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { StepTree } from '../plan/step-tree.ts'
import { EventStore } from '../trace/event-store.ts'
import { GrowingList } from '../trace/growing-list.ts'
import { SpanTable } from '../trace/span-table.ts'
import { type GraphBox, layoutGraph } from './graph-layout.ts'
import { GRAPH } from './graph-measures.ts'
import { laneBars, spanUnder } from './timeline-bars.ts'
import { pan, showing, tickStep, unitAt, zoom } from './timeline-view.ts'

const TEXT = `
- call: lcod://flow/if@1
  in: { cond: $.big }
  slots:
    then:
      - call: lcod://impl/set@1
        in: { a: 1 }
        out: { a: a }
      - call: lcod://impl/echo@1
- call: lcod://impl/echo@1
`
const SLOTS = { then: {}, else: {} }

function treeOf(text: string): StepTree {
  return new StepTree(parseCompose(text, { file: 'compose.yaml' }).composition!, (call) =>
    call === 'lcod://flow/if@1' ? SLOTS : undefined,
  )
}

const always = { isOpen: () => true, strip: () => 0 }

describe('layoutGraph()', () => {
  const tree = treeOf(TEXT)

  test('puts slots side by side where they fit, empty ones too', () => {
    const boxes = new Map(layoutGraph(tree, { width: 600, ...always }).boxes.map((box) => [box.node.path, box]))
    const then = boxes.get('/compose/0/slots/then')!
    const otherwise = boxes.get('/compose/0/slots/else')!
    expect(then.y).toBe(otherwise.y)
    expect(then.height).toBe(otherwise.height)
    expect(otherwise.x).toBe(then.x + then.width + GRAPH.slotGap)
  })

  test('puts slots below each other in a narrow place', () => {
    const boxes = new Map(layoutGraph(tree, { width: 260, ...always }).boxes.map((box) => [box.node.path, box]))
    expect(boxes.get('/compose/0/slots/else')!.y).toBeGreaterThan(boxes.get('/compose/0/slots/then')!.y)
  })

  test('keeps every box inside the one around it and siblings apart', () => {
    const { boxes, width, height } = layoutGraph(tree, { width: 700, ...always })
    const byPath = new Map(boxes.map((box) => [box.node.path, box]))
    for (const box of boxes) {
      expect(box.x + box.width).toBeLessThanOrEqual(width)
      expect(box.y + box.height).toBeLessThanOrEqual(height)
      const around = box.node.kind === 'step' ? box.node.parent : box.node.owner!
      const outer = byPath.get(around.path)
      if (outer !== undefined) expect(isInside(box, outer), box.node.path).toBe(true)
    }
  })

  test('counts the steps of a closed box', () => {
    const { boxes } = layoutGraph(tree, { width: 700, ...always, isOpen: () => false })
    expect(boxes.map((box) => [box.node.path, box.hidden, box.expanded])).toEqual([
      ['/compose/0', 2, false],
      ['/compose/1', 0, undefined],
    ])
  })

  test('gets wider when what is open would get too narrow, and gives a slot what the steps in it need', () => {
    const nest = (depth: number): object =>
      depth === 0
        ? { call: 'lcod://impl/echo@1' }
        : { call: 'lcod://flow/if@1', slots: { then: [nest(depth - 1)], else: [{ call: 'lcod://impl/echo@1' }] } }
    const deep = treeOf(JSON.stringify([nest(20)]))
    const { boxes, width } = layoutGraph(deep, { width: 300, ...always })
    expect(Math.min(...boxes.map((box) => box.width))).toBeGreaterThanOrEqual(GRAPH.minStepWidth)
    expect(Math.max(...boxes.map((box) => box.x + box.width))).toBe(width)
    expect(layoutGraph(deep, { width: 300, ...always, isOpen: () => false }).width).toBe(300)
    const beside = layoutGraph(deep, { width: width + 200, ...always }).boxes.filter((box) => box.level === 1)
    expect(beside.map((box) => box.y)).toEqual([GRAPH.stepHeight, GRAPH.stepHeight])
    expect(beside[0]!.width).toBeGreaterThan(beside[1]!.width)
  })

  test('tells of each box which of how many it is, and what it stands in', () => {
    const { boxes } = layoutGraph(tree, { width: 600, ...always })
    expect(boxes.map((box) => [box.node.path, box.position, box.siblings, box.parent])).toEqual([
      ['/compose/0', 1, 2, -1],
      ['/compose/0/slots/then', 1, 2, 0],
      ['/compose/0/slots/then/0', 1, 2, 1],
      ['/compose/0/slots/then/1', 2, 2, 1],
      ['/compose/0/slots/else', 2, 2, 0],
      ['/compose/1', 2, 2, -1],
    ])
  })

  test('is empty for a compose without steps', () => {
    expect(layoutGraph(treeOf('compose: []'), { width: 700, ...always })).toMatchObject({ boxes: [], height: 0 })
  })
})

function isInside(inner: GraphBox, outer: GraphBox): boolean {
  const across = inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width
  return across && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height
}

describe('StepTree', () => {
  test('finds the innermost step at an offset', () => {
    const tree = treeOf(TEXT)
    expect(tree.stepAtOffset(TEXT.indexOf('impl/set'))?.path).toBe('/compose/0/slots/then/0')
    expect(tree.stepAtOffset(TEXT.indexOf('$.big'))?.path).toBe('/compose/0')
    expect(tree.stepAtOffset(0)).toBeUndefined()
  })

  test('takes in steps of called components, in their order', () => {
    const tree = treeOf(TEXT)
    expect(tree.discover('/compose/1!/compose/1', 'b')).toBe(true)
    expect(tree.discover('/compose/1!/compose/0', 'a')).toBe(true)
    expect(tree.discover('/compose/1!/compose/0', 'a')).toBe(false)
    expect(tree.step('/compose/1')?.lists[0]?.steps.map((step) => step.call)).toEqual(['a', 'b'])
  })
})

describe('timeline', () => {
  const whole = { from: 0, to: 100 }

  test('zoom() keeps the unit under the pointer and stays inside the whole', () => {
    const near = zoom(whole, whole, 0.5, 80)
    expect(near).toEqual({ from: 40, to: 90 })
    expect(zoom(near, whole, 10, 50)).toEqual(whole)
    expect(pan(near, whole, 5)).toEqual({ from: 50, to: 100 })
    expect(unitAt(near, 100, 50)).toBe(65)
  })

  test('showing() moves to what is not seen, and no further', () => {
    expect(showing({ from: 10, to: 20 }, whole, { from: 18, to: 40 })).toEqual({ from: 10, to: 20 })
    expect(showing({ from: 10, to: 20 }, whole, { from: 60, to: 61 })).toEqual({ from: 55, to: 65 })
    expect(showing({ from: 10, to: 20 }, whole, { from: 99, to: 100 })).toEqual({ from: 90, to: 100 })
  })

  test('tickStep() gives round distances', () => {
    expect(tickStep(whole, 800)).toBe(10)
    expect(tickStep({ from: 0, to: 1 }, 800)).toBe(0.1)
  })

  test('laneBars() merges what would share a pixel and never loses a step', () => {
    const spans = new SpanTable()
    const lane = new GrowingList()
    for (let at = 0; at < 10_000; at++) {
      const id = spans.add({ kind: 0, place: 0, parent: -1, lane: 0, seq: at * 2, time: at / 100 })
      spans.endSeq[id] = at * 2 + 1
      spans.end[id] = at / 100 + 0.005
      spans.status[id] = at === 5_000 ? 2 : 1
      lane.push(id)
    }
    const model = { spans, events: new EventStore(), errors: [] }
    const view = { model, axis: 'time', now: 100, width: 500 } as const
    const bars = laneBars(lane, { ...view, range: whole })
    expect(bars.length).toBeLessThanOrEqual(500)
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(10_000)
    expect(bars.some((bar) => bar.failed)).toBe(true)
    const close = laneBars(lane, { ...view, range: { from: 50, to: 50.05 } })
    const under = { spans, axis: 'time', now: 100 } as const
    expect(close.every((bar) => bar.count === 1)).toBe(true)
    expect(spanUnder(lane, 50.002, under)).toBe(5_000)
    expect(spanUnder(lane, 50.008, under)).toBe(-1)
  })
})
