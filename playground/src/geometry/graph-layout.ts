import type { ListNode, StepNode, StepTree } from '../plan/step-tree.ts'
import { GRAPH } from './graph-measures.ts'
import { LeastWidths, slotRows } from './slot-rows.ts'

/** A rectangle of the graph, in CSS pixels from its corner. */
export interface GraphBox {
  readonly node: StepNode | ListNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Nesting from 0; what `aria-level` is made of. */
  readonly level: number
  /** Index of the box around it; -1 at the outermost level. */
  readonly parent: number
  /** Place among the steps of its list, or the slots of its step, from 1, and how many they are. */
  readonly position: number
  readonly siblings: number
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
  /** Width to fill; the graph gets wider when what is open in it needs more. */
  readonly width: number
  /** Whether the inside of a step is shown. */
  readonly isOpen: (step: StepNode, level: number) => boolean
  /** What a slot of a width shows of its runs between its name and its steps, as pixels of height; 0 for nothing. */
  readonly strip: (list: ListNode, width: number) => number
}

/** Levels of steps that are open unless the reader closed them. */
export const OPEN_LEVELS = 4

/**
 * Places every step as a box, with its slots as regions inside: side by side where they fit, else one below the other.
 * Boxes are in reading order: a step, then what is inside it.
 */
export function layoutGraph(tree: StepTree, options: GraphOptions): GraphLayout {
  const least = new LeastWidths(options.isOpen)
  const writer = new GraphWriter(options, least)
  const width = Math.max(GRAPH.minWidth, options.width, least.ofSteps(tree.root, 0))
  const height = writer.list(tree.root, { x: 0, y: 0, width, level: 0, parent: -1 })
  return { boxes: writer.boxes, edges: writer.edges, width, height }
}

interface Room {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly level: number
  /** Index of the box whose inside it is. */
  readonly parent: number
}

/** Which of how many, from 1. */
interface Rank {
  readonly position: number
  readonly siblings: number
}

class GraphWriter {
  readonly boxes: GraphBox[] = []
  readonly edges: GraphEdge[] = []
  readonly #options: GraphOptions
  readonly #least: LeastWidths

  constructor(options: GraphOptions, least: LeastWidths) {
    this.#options = options
    this.#least = least
  }

  /** Draws the steps below each other; returns the height they take. */
  list(list: ListNode, room: Room): number {
    let y = room.y
    for (const [index, step] of list.steps.entries()) {
      if (index > 0) {
        const x = room.x + Math.min(24, room.width / 2)
        this.edges.push({ from: list.steps[index - 1]!.path, to: step.path, x, top: y - GRAPH.gap, bottom: y })
      }
      const rank = { position: index + 1, siblings: list.steps.length }
      y += this.#step(step, { ...room, y }, rank) + GRAPH.gap
    }
    return Math.max(0, y - room.y - GRAPH.gap)
  }

  #step(step: StepNode, room: Room, rank: Rank): number {
    const at = this.boxes.length
    const hasInside = step.lists.length > 0
    const open = hasInside && this.#options.isOpen(step, room.level)
    const box = { node: step, ...room, ...rank }
    const hidden = hasInside && !open ? countSteps(step) : 0
    this.boxes.push({ ...box, height: GRAPH.stepHeight, hidden, ...(hasInside ? { expanded: open } : {}) })
    if (!open) return GRAPH.stepHeight
    const inner = {
      ...room,
      x: room.x + GRAPH.padding,
      y: room.y + GRAPH.stepHeight,
      width: room.width - 2 * GRAPH.padding,
    }
    const height =
      GRAPH.stepHeight + this.#slots(step.lists, { ...inner, level: room.level + 1, parent: at }) + GRAPH.padding
    this.boxes[at] = { ...box, height, hidden: 0, expanded: true }
    return height
  }

  #slots(lists: readonly ListNode[], room: Room): number {
    let y = room.y
    let position = 0
    for (const row of slotRows(lists, room.width, (list) => this.#least.ofSlot(list, room.level))) {
      const tops: number[] = []
      let x = room.x
      const heights = row.map(({ list, width }) => {
        position++
        tops.push(this.boxes.length)
        const height = this.#slot(list, { ...room, x, y, width }, { position, siblings: lists.length })
        x += width + GRAPH.slotGap
        return height
      })
      const tallest = Math.max(...heights)
      // Slots of a row end together, so that the row reads as one.
      for (const at of tops) this.boxes[at] = { ...this.boxes[at]!, height: tallest }
      y += tallest + GRAPH.padding
    }
    return y - room.y - GRAPH.padding
  }

  #slot(list: ListNode, room: Room, rank: Rank): number {
    const at = this.boxes.length
    const box = { node: list, ...room, ...rank, hidden: 0 }
    this.boxes.push({ ...box, height: 0 })
    const head = GRAPH.slotHeader + this.#options.strip(list, room.width)
    const inner = {
      x: room.x + GRAPH.padding,
      y: room.y + head,
      width: room.width - 2 * GRAPH.padding,
      level: room.level + 1,
      parent: at,
    }
    const content = list.steps.length === 0 ? GRAPH.emptySlot : this.list(list, inner) + GRAPH.padding
    const height = head + content
    this.boxes[at] = { ...box, height }
    return height
  }
}

function countSteps(step: StepNode): number {
  let count = 0
  for (const list of step.lists) for (const inner of list.steps) count += 1 + countSteps(inner)
  return count
}
