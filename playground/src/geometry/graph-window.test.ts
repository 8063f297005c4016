import { describe, expect, test } from 'vitest'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { StepTree } from '../plan/step-tree.ts'
import { layoutGraph } from './graph-layout.ts'
import { boxesIn, edgesIn, scrollToHead, windowAround } from './graph-window.ts'

const echo = { call: 'lcod://impl/echo@1' }
const loop = (steps: number) => ({
  call: 'lcod://flow/foreach@1',
  in: { list: [] },
  slots: { body: Array.from({ length: steps }, () => echo) },
})
const text = JSON.stringify([loop(500), ...Array.from({ length: 1_500 }, () => echo)])
const tree = new StepTree(parseCompose(text, { file: 'compose.json' }).composition!)
const layout = layoutGraph(tree, { width: 600, isOpen: () => true, strip: () => 0 })
const indexOf = (path: string) => layout.boxes.findIndex((box) => box.node.path === path)
const seen = (top: number) => ({ left: 0, top, right: 600, bottom: top + 800 })

describe('boxesIn()', () => {
  test('draws of two thousand steps what stands in the window, and the boxes around it', () => {
    const drawn = boxesIn(layout.boxes, windowAround(seen(layout.boxes[indexOf('/compose/0/slots/body/250')]!.y)), -1)
    const paths = drawn.map((box) => box.node.path)
    expect(drawn.length).toBeLessThan(60)
    expect(paths.slice(0, 2)).toEqual(['/compose/0', '/compose/0/slots/body'])
    expect(paths).toContain('/compose/0/slots/body/250')
    expect(paths).not.toContain('/compose/0/slots/body/0')
    expect(paths).not.toContain('/compose/1')
  })

  test('keeps the box with the focus, with those around it, wherever it stands', () => {
    const kept = indexOf('/compose/0/slots/body/7')
    const end = windowAround(seen(layout.height - 800))
    expect(boxesIn(layout.boxes, end, kept).slice(0, 4)).toMatchObject([
      { node: { path: '/compose/0' } },
      { node: { path: '/compose/0/slots/body' } },
      { node: { path: '/compose/0/slots/body/7' }, level: 2, position: 8, siblings: 500 },
      { parent: -1, level: 0, siblings: 1_501 },
    ])
    expect(boxesIn(layout.boxes, end, -1)[0]!.node.path).not.toBe('/compose/0')
  })
})

test('windowAround() is the same for parts that differ little, and larger than what is seen', () => {
  const window = windowAround(seen(1_030))
  expect(windowAround(seen(1_100))).toEqual(window)
  expect(window.top).toBeLessThanOrEqual(1_030 - 512)
  expect(window.bottom).toBeGreaterThanOrEqual(1_830 + 512)
})

test('edgesIn() leaves out the lines that are not seen', () => {
  const edges = edgesIn(layout.edges, windowAround(seen(0)))
  expect(edges.length).toBeLessThan(40)
  expect(edges[0]).toMatchObject({ from: '/compose/0/slots/body/0', to: '/compose/0/slots/body/1' })
})

test('scrollToHead() scrolls to the head of a box that is higher than what is seen, and no further than it takes', () => {
  const outer = layout.boxes[0]!
  const step = layout.boxes[indexOf('/compose/0/slots/body/250')]!
  expect(scrollToHead(outer, seen(5_000))).toEqual({ x: 0, y: -5_000 })
  expect(scrollToHead(step, seen(step.y - 100))).toEqual({ x: 0, y: 0 })
  expect(scrollToHead(step, seen(step.y - 800))).toEqual({ x: 0, y: 44 })
})
