/** What stands around a place of the trace. */
export interface PlaceParts {
  /** `list`: a step list that belongs to a slot, to a component or to the run; `step`: one of its steps. */
  readonly kind: 'step' | 'list'
  /** Of a step its list, of a slot or component list the step that it belongs to; `null` for the root list. */
  readonly parent: string | null
  /** Slot name, index of the step, or `component`. */
  readonly label: string
}

/** The path of a run itself, and of its root list. */
export const ROOT = ''

/**
 * Takes the path of a step or slot apart: `/compose/0/slots/body/2` is step 2 of the list `/compose/0/slots/body`, which
 * belongs to `/compose/0`; steps of a called component stand in the list `…!` of the calling step.
 */
export function placeParts(path: string): PlaceParts {
  if (path === ROOT) return { kind: 'list', parent: null, label: 'run' }
  if (path.endsWith('!')) return { kind: 'list', parent: path.slice(0, -1), label: 'component' }
  const slot = /^(.*)\/slots\/([^/]+)$/.exec(path)
  if (slot !== null) return { kind: 'list', parent: slot[1]!, label: slot[2]! }
  const inSlot = /^(.*\/slots\/[^/]+)\/(\d+)$/.exec(path)
  if (inSlot !== null) return { kind: 'step', parent: inSlot[1]!, label: inSlot[2]! }
  const step = /^(.*?)(?:\/compose)?\/(\d+)$/.exec(path)
  return step === null
    ? { kind: 'list', parent: ROOT, label: path }
    : { kind: 'step', parent: step[1]!, label: step[2]! }
}
