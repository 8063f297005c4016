import type { Place } from './open-steps.ts'

/** `lcod://flow/if@1` → `flow/if@1`: the scheme says nothing in a list of calls. */
export function shortId(id: string): string {
  return id.startsWith('lcod://') ? id.slice('lcod://'.length) : id
}

/**
 * Where a step stands in the step around it: the slot, and the indexes that the loop added: `body[2]`.
 *
 * @returns `''` for steps of the root list and of a component.
 */
export function placeText({ path, iteration }: Place, parent: Place): string {
  const slot = /\/slots\/([^/]+)\/\d+$/.exec(path.slice(parent.path.length))?.[1]
  if (slot === undefined) return ''
  const indexes = iteration.slice(parent.iteration.length).map((index) => `[${index}]`)
  return `${slot}${indexes.join('')}`
}
