import type { ListNode, StepNode, StepTree } from '../plan/step-tree.ts'

/** A rectangle of the graph, in CSS pixels from its corner. */
export interface GraphBox {
  readonly node: StepNode | ListNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Nesting from 0; what `aria-level` is made of. */
  readonly level: number
  /** Steps inside that are not drawn, because the box is closed. */
  readonly hidden: number
  /** Whether the box has an inside to open or close, and how it stands. */
  readonly expanded?: boolean
}

/** From one step to the one after it in the same list. */
export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly x: number
  readonly top: number
  readonly bottom: number
}

export interface GraphLayout {
  readonly boxes: readonly GraphBox[]
  readonly edges: readonly GraphEdge[]
  readonly width: number
  readonly height: number
}

export interface GraphOptions {
  /** Width to fill. */
  readonly width: number
  /** Whether the inside of a step is shown. */
  readonly isOpen: (step: StepNode, level: number) => boolean
  /** What a slot of a width shows of its runs between its name and its steps, as pixels of height; 0 for nothing. */
  readonly strip: (list: ListNode, width: number) => number
}

export const GRAPH = {
  stepHeight: 44,
  gap: 14,
  padding: 8,
  /** Between slots that stand side by side: room for the errors that go from one to another. */
  slotGap: 16,
  slotHeader: 20,
  /** A strip of runs, and cards of tasks that run at the same time. */
  strip: 19,
  tasks: 44,
  minTaskWidth: 56,
  emptySlot: 12,
  emptyWidth: 76,
  /** Slots stand side by side while each has this much. */
  minSlotWidth: 170,
  minWidth: 220,
} as const

/** Levels of steps that are open unless the reader closed them. */
export const OPEN_LEVELS = 4

/**
 * Places every step as a box, with its slots as regions inside: side by side where they fit, else one below the other.
 * Boxes are in reading order: a step, then what is inside it.
 */
export function layoutGraph(tree: StepTree, options: GraphOptions): GraphLayout {
  const writer = new GraphWriter(options)
  const width = Math.max(GRAPH.minWidth, options.width)
  const height = writer.list(tree.root, { x: 0, y: 0, width, level: 0 })
  return { boxes: writer.boxes, edges: writer.edges, width, height }
}

interface Room {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly level: number
}

class GraphWriter {
  readonly boxes: GraphBox[] = []
  readonly edges: GraphEdge[] = []
  readonly #options: GraphOptions

  constructor(options: GraphOptions) {
    this.#options = options
  }

  /** Draws the steps below each other; returns the height they take. */
  list(list: ListNode, room: Room): number {
    let y = room.y
    for (const [index, step] of list.steps.entries()) {
      if (index > 0) {
        const x = room.x + Math.min(24, room.width / 2)
        this.edges.push({ from: list.steps[index - 1]!.path, to: step.path, x, top: y - GRAPH.gap, bottom: y })
      }
      y += this.#step(step, { ...room, y }) + GRAPH.gap
    }
    return Math.max(0, y - room.y - GRAPH.gap)
  }

  #step(step: StepNode, room: Room): number {
    const at = this.boxes.length
    const hasInside = step.lists.length > 0
    const open = hasInside && this.#options.isOpen(step, room.level)
    const box = { node: step, x: room.x, y: room.y, width: room.width, level: room.level }
    const hidden = hasInside && !open ? countSteps(step) : 0
    this.boxes.push({ ...box, height: GRAPH.stepHeight, hidden, ...(hasInside ? { expanded: open } : {}) })
    if (!open) return GRAPH.stepHeight
    const inner = {
      ...room,
      x: room.x + GRAPH.padding,
      y: room.y + GRAPH.stepHeight,
      width: room.width - 2 * GRAPH.padding,
    }
    const height = GRAPH.stepHeight + this.#slots(step.lists, { ...inner, level: room.level + 1 }) + GRAPH.padding
    this.boxes[at] = { ...box, height, hidden: 0, expanded: true }
    return height
  }

  #slots(lists: readonly ListNode[], room: Room): number {
    let y = room.y
    for (const row of rowsOf(lists, room.width)) {
      const start = this.boxes.length
      let x = room.x
      const heights = row.map(({ list, width }) => {
        const height = this.#slot(list, { ...room, x, y, width })
        x += width + GRAPH.slotGap
        return height
      })
      const tallest = Math.max(...heights)
      // Slots of a row end together, so that the row reads as one.
      for (let at = start; at < this.boxes.length; at++) {
        const box = this.boxes[at]!
        if (row.some(({ list }) => list === box.node)) this.boxes[at] = { ...box, height: tallest }
      }
      y += tallest + GRAPH.padding
    }
    return y - room.y - GRAPH.padding
  }

  #slot(list: ListNode, room: Room): number {
    const at = this.boxes.length
    const box = { node: list, x: room.x, y: room.y, width: room.width, level: room.level, hidden: 0 }
    this.boxes.push({ ...box, height: 0 })
    const head = GRAPH.slotHeader + this.#options.strip(list, room.width)
    const inner = {
      x: room.x + GRAPH.padding,
      y: room.y + head,
      width: room.width - 2 * GRAPH.padding,
      level: room.level + 1,
    }
    const content = list.steps.length === 0 ? GRAPH.emptySlot : this.list(list, inner) + GRAPH.padding
    const height = head + content
    this.boxes[at] = { ...box, height }
    return height
  }
}

/** Slots in rows as they fit. Empty ones take what their name needs; the others share the rest. */
function rowsOf(lists: readonly ListNode[], room: number): Array<Array<{ list: ListNode; width: number }>> {
  const rows: ListNode[][] = []
  let used = room
  for (const list of lists) {
    const least = leastWidth(list) + GRAPH.slotGap
    if (used + least > room + GRAPH.slotGap) {
      rows.push([])
      used = 0
    }
    rows.at(-1)!.push(list)
    used += least
  }
  return rows.map((row) => {
    const filled = row.filter((list) => list.steps.length > 0)
    const sharing = filled.length === 0 ? row : filled
    const gaps = (row.length - 1) * GRAPH.slotGap
    const fixed = row.reduce((sum, list) => (sharing.includes(list) ? sum : sum + GRAPH.emptyWidth), 0)
    const share = (room - gaps - fixed) / sharing.length
    return row.map((list) => ({ list, width: sharing.includes(list) ? share : GRAPH.emptyWidth }))
  })
}

function leastWidth(list: ListNode): number {
  return list.steps.length === 0 ? GRAPH.emptyWidth : GRAPH.minSlotWidth
}

function countSteps(step: StepNode): number {
  let count = 0
  for (const list of step.lists) for (const inner of list.steps) count += 1 + countSteps(inner)
  return count
}
