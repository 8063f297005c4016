import type { GraphBox, GraphEdge } from './graph-layout.ts'
import { GRAPH } from './graph-measures.ts'

/** A part of the graph, in the pixels of its layout. */
export interface GraphWindow {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Pixels drawn around what is seen, so that scrolling a little draws nothing new. */
const AROUND = 512
/** A window moves by steps of this many pixels. */
const STEP = 256

/** What is drawn while a part of the graph is seen: some more, and the same for parts that differ little. */
export function windowAround(seen: GraphWindow): GraphWindow {
  return {
    left: Math.floor(seen.left / STEP) * STEP - AROUND,
    top: Math.floor(seen.top / STEP) * STEP - AROUND,
    right: Math.ceil(seen.right / STEP) * STEP + AROUND,
    bottom: Math.ceil(seen.bottom / STEP) * STEP + AROUND,
  }
}

/**
 * The boxes of which something stands in a window, in reading order.
 *
 * @param kept box that is drawn wherever it stands, with those around it: it has the focus. -1 for none.
 */
export function boxesIn(boxes: readonly GraphBox[], window: GraphWindow, kept: number): GraphBox[] {
  const extra = new Set<number>()
  for (let at = kept; at >= 0; at = boxes[at]?.parent ?? -1) extra.add(at)
  return boxes.filter((box, at) => {
    const { x, y, width, height } = box
    const isAcross = x < window.right && x + width > window.left
    return (isAcross && y < window.bottom && y + height > window.top) || extra.has(at)
  })
}

/** The lines between steps that stand in a window. */
export function edgesIn(edges: readonly GraphEdge[], { left, top, right, bottom }: GraphWindow): GraphEdge[] {
  return edges.filter((edge) => edge.top < bottom && edge.bottom > top && left < edge.x && edge.x < right)
}

/** How far to scroll so that the head of a box is seen: not at all when it is. */
export function scrollToHead(box: GraphBox, seen: GraphWindow): { readonly x: number; readonly y: number } {
  const height = Math.min(box.height, box.node.kind === 'step' ? GRAPH.stepHeight : GRAPH.slotHeader)
  const width = Math.min(box.width, seen.right - seen.left)
  return {
    x: distance(box.x, box.x + width, seen.left, seen.right),
    y: distance(box.y, box.y + height, seen.top, seen.bottom),
  }
}

function distance(from: number, to: number, start: number, end: number): number {
  if (from < start) return from - start
  return to > end ? to - end : 0
}
