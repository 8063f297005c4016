import type { Composition, Step } from '../../../core/compose/composition.ts'
import type { SlotSpec } from '../../../core/run/component.ts'
import { placeParts } from '../trace/places.ts'
import { describeStep } from './describe-step.ts'

/** A step of the compose, or one that only the trace knows because it stands in a called component. */
export interface StepNode {
  readonly kind: 'step'
  readonly path: string
  readonly call: string
  /** What it does, in a few words: the condition, the list, the keys it writes. */
  readonly summary: string
  /** Offsets in the open document; absent for steps of called components. They move when the text before them grows. */
  at?: readonly [number, number]
  readonly lists: ListNode[]
  readonly parent: ListNode
}

/** A step list: the root's, a slot's or a called component's. */
export interface ListNode {
  readonly kind: 'list'
  readonly path: string
  readonly label: string
  readonly steps: StepNode[]
  /** Absent for the root. */
  readonly owner?: StepNode
}

/** What is known of the slots of a component. */
export type SlotsOf = (call: string) => Readonly<Record<string, SlotSpec>> | undefined

/** The steps of a compose by path, with their slots: what the graph draws and selection walks through. */
export class StepTree {
  readonly root: ListNode
  readonly #byPath = new Map<string, StepNode | ListNode>()

  constructor(composition: Composition, slotsOf: SlotsOf = () => undefined) {
    this.root = { kind: 'list', path: '', label: 'run', steps: [] }
    this.#byPath.set('', this.root)
    this.#fill(this.root, composition.steps, '/compose', slotsOf)
  }

  get(path: string): StepNode | ListNode | undefined {
    return this.#byPath.get(path)
  }

  step(path: string): StepNode | undefined {
    const node = this.get(path)
    return node?.kind === 'step' ? node : undefined
  }

  /** The innermost step whose text holds an offset. */
  stepAtOffset(offset: number): StepNode | undefined {
    let best: StepNode | undefined
    for (const node of this.#byPath.values()) {
      if (node.kind !== 'step' || node.at === undefined) continue
      const [from, to] = node.at
      if (from > offset || offset > to) continue
      if (best?.at === undefined || to - from <= best.at[1] - best.at[0]) best = node
    }
    return best
  }

  /** Steps in document order. */
  *steps(list: ListNode = this.root): IterableIterator<StepNode> {
    for (const step of list.steps) {
      yield step
      for (const inner of step.lists) yield* this.steps(inner)
    }
  }

  /**
   * Takes the places of the steps from a newer reading of the text.
   *
   * @returns whether it could: `false`, and nothing is changed, when the steps are others or say something else.
   */
  movedTo(newer: StepTree): boolean {
    const own = [...this.#byPath.values()].filter((node) => node.kind === 'list' || node.at !== undefined)
    const written = own.filter((node) => !node.path.includes('!'))
    if (written.length !== newer.#byPath.size || !written.every((node) => isAlike(node, newer.get(node.path))))
      return false
    for (const node of written) {
      const { at } = newer.step(node.path) ?? {}
      if (node.kind === 'step' && at !== undefined) node.at = at
    }
    return true
  }

  /**
   * Adds a step that the trace reached and the document does not have: one of a called component.
   *
   * @returns whether the tree changed.
   */
  discover(path: string, call: string): boolean {
    if (this.#byPath.has(path)) return false
    const { parent, kind } = placeParts(path)
    if (kind !== 'step' || parent === null) return false
    const list = this.#list(parent)
    if (list === undefined) return false
    const step: StepNode = { kind: 'step', path, call, summary: '', lists: [], parent: list }
    list.steps.push(step)
    list.steps.sort((left, right) => indexOf(left) - indexOf(right))
    this.#byPath.set(path, step)
    return true
  }

  #list(path: string): ListNode | undefined {
    const known = this.#byPath.get(path)
    if (known !== undefined) return known.kind === 'list' ? known : undefined
    const { parent, label } = placeParts(path)
    const owner = parent === null ? undefined : this.step(parent)
    if (owner === undefined) return undefined
    return this.#addList(owner, path, label)
  }

  #addList(owner: StepNode, path: string, label: string): ListNode {
    const list: ListNode = { kind: 'list', path, label, steps: [], owner }
    owner.lists.push(list)
    this.#byPath.set(path, list)
    return list
  }

  #fill(list: ListNode, steps: readonly Step[], prefix: string, slotsOf: SlotsOf): void {
    for (const [index, step] of steps.entries()) {
      const path = `${prefix}/${index}`
      const at = step.at === undefined ? {} : { at: step.at }
      const node: StepNode = {
        kind: 'step',
        path,
        call: step.call,
        summary: describeStep(step),
        lists: [],
        parent: list,
        ...at,
      }
      list.steps.push(node)
      this.#byPath.set(path, node)
      const declared = Object.keys(slotsOf(step.call) ?? {})
      const names = [...declared, ...Object.keys(step.slots).filter((name) => !declared.includes(name))]
      for (const name of names) {
        const slot = this.#addList(node, `${path}/slots/${name}`, name)
        this.#fill(slot, step.slots[name] ?? [], slot.path, slotsOf)
      }
    }
  }
}

function isAlike(node: StepNode | ListNode, other: StepNode | ListNode | undefined): boolean {
  if (node.kind === 'list') return other?.kind === 'list'
  return other?.kind === 'step' && node.call === other.call && node.summary === other.summary
}

function indexOf(step: StepNode): number {
  return Number(placeParts(step.path).label)
}
