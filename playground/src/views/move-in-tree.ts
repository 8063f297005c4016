import type { GraphBox } from '../geometry/graph-layout.ts'

/** What a key does in a tree. */
export interface TreeMove {
  /** The item that gets the focus. */
  readonly path?: string
  /** Opens or closes the item that has it. */
  readonly toggle?: boolean
  readonly select?: boolean
  /** Goes to the run of the list before or after the selected one. */
  readonly turn?: 1 | -1
}

/**
 * The keys of the tree pattern: arrows, Home, End, Enter and Space; `,` and `.` go through iterations. `null` for keys
 * that mean nothing here.
 */
export function moveInTree(boxes: readonly GraphBox[], current: string, key: string): TreeMove | null {
  const at = boxes.findIndex((box) => box.node.path === current)
  const box = boxes[at]
  if (box === undefined) return null
  const to = (target: GraphBox | undefined): TreeMove => (target === undefined ? {} : { path: target.node.path })
  switch (key) {
    case 'ArrowDown':
      return to(boxes[at + 1])
    case 'ArrowUp':
      return to(boxes[at - 1])
    case 'Home':
      return to(boxes[0])
    case 'End':
      return to(boxes.at(-1))
    case 'ArrowRight':
      if (box.expanded === false) return { toggle: true }
      return boxes[at + 1] !== undefined && boxes[at + 1]!.level > box.level ? to(boxes[at + 1]) : {}
    case 'ArrowLeft':
      if (box.expanded === true) return { toggle: false }
      return to(boxes.slice(0, at).findLast((other) => other.level < box.level))
    case 'Enter':
    case ' ':
      return { select: true }
    case ',':
      return { turn: -1 }
    case '.':
      return { turn: 1 }
    default:
      return null
  }
}
