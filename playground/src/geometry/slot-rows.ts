import type { ListNode, StepNode } from '../plan/step-tree.ts'
import { GRAPH } from './graph-measures.ts'

/** A slot and the width that it gets. */
export interface PlacedSlot {
  readonly list: ListNode
  readonly width: number
}

/**
 * The widths that lists need so that no step in them, however deep, gets narrower than a step can be. Each list is
 * looked at once.
 */
export class LeastWidths {
  readonly #isOpen: (step: StepNode, level: number) => boolean
  readonly #known = new Map<ListNode, number>()

  constructor(isOpen: (step: StepNode, level: number) => boolean) {
    this.#isOpen = isOpen
  }

  /** What the steps of a list need, which stand at a level. */
  ofSteps(list: ListNode, level: number): number {
    const known = this.#known.get(list)
    if (known !== undefined) return known
    let least: number = GRAPH.minStepWidth
    for (const step of list.steps) {
      if (step.lists.length === 0 || !this.#isOpen(step, level)) continue
      for (const inner of step.lists) least = Math.max(least, 2 * GRAPH.padding + this.ofSlot(inner, level + 1))
    }
    this.#known.set(list, least)
    return least
  }

  /** What a slot at a level needs with its border. */
  ofSlot(list: ListNode, level: number): number {
    if (list.steps.length === 0) return GRAPH.emptyWidth
    return Math.max(GRAPH.minSlotWidth, 2 * GRAPH.padding + this.ofSteps(list, level + 1))
  }
}

/** Slots in rows as they fit. Empty ones take what their name needs; the others share the rest. */
export function slotRows(
  lists: readonly ListNode[],
  room: number,
  leastOf: (list: ListNode) => number,
): PlacedSlot[][] {
  const rows: ListNode[][] = []
  let used = room
  for (const list of lists) {
    const least = leastOf(list) + GRAPH.slotGap
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
    const widths = shares(sharing, room - gaps - (row.length - sharing.length) * GRAPH.emptyWidth, leastOf)
    return row.map((list) => ({ list, width: widths.get(list) ?? GRAPH.emptyWidth }))
  })
}

/** Equal shares, but for those that need more. */
function shares(
  lists: readonly ListNode[],
  room: number,
  leastOf: (list: ListNode) => number,
): ReadonlyMap<ListNode, number> {
  const widths = new Map<ListNode, number>()
  let rest = room
  for (const list of lists.toSorted((left, right) => leastOf(right) - leastOf(left))) {
    const width = Math.max(leastOf(list), rest / (lists.length - widths.size))
    widths.set(list, width)
    rest -= width
  }
  return widths
}
