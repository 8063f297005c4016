import type { GitProgress } from '../../../host/git.ts'
import type { Call } from '../../../run/call.ts'

/** Steps in which a phase with a known end is told. */
const TENTHS = 10

/**
 * Turns the progress of a clone, which comes with every object, into few events of the trace: the beginning of each
 * phase, and its tenths where the end is known.
 *
 * @returns `undefined` when nobody observes.
 */
export function progressReporter({ report }: Call): ((progress: GitProgress) => void) | undefined {
  if (report === undefined) return undefined
  let last = ''
  return ({ phase, loaded, total }) => {
    const tenth = total === undefined || total === 0 ? 0 : Math.floor((loaded / total) * TENTHS)
    const place = `${phase} ${tenth}`
    if (place === last) return
    last = place
    report({ type: 'progress', phase, loaded, ...(total === undefined ? {} : { total }) })
  }
}
