import { stringify } from 'yaml'
import type { Composition, Step } from '../compose/composition.ts'
import type { Dict } from '../values.ts'

/**
 * A composition as the text of a YAML document: sugar expanded, slots by name, nothing that goes without saying. Reading
 * it gives the same steps; the same steps give the same text.
 */
export function composeDocument({ steps }: Composition): string {
  const options = { aliasDuplicateObjects: false, lineWidth: 0 }
  return stringify({ compose: steps.map(written) }, options)
}

function written({ call, in: input, out, slots, collectPath }: Step): Dict {
  const named = Object.entries(slots).map(([name, steps]) => [name, steps.map(written)] as const)
  return {
    call,
    ...(Object.keys(input).length === 0 ? {} : { in: input }),
    ...(collectPath === undefined ? {} : { collectPath }),
    ...(named.length === 0 ? {} : { slots: Object.fromEntries(named) }),
    ...(Object.keys(out).length === 0 ? {} : { out }),
  }
}
