import { executionKey } from './trace-format.ts'

/** Where something happens in a run, as its events tell. */
export interface Place {
  readonly path: string
  readonly iteration: readonly number[]
}

/**
 * What is under way in a run, by place: finds the step that an event belongs to, or stands in.
 *
 * The run itself is held apart, since it shares its path with nothing.
 */
export class OpenSteps<T> {
  readonly #open = new Map<string, T[]>()

  /** One place may be open twice: an attempt that was given up, and the next. */
  open(place: Place, value: T): void {
    const key = executionKey(place)
    const open = this.#open.get(key)
    if (open === undefined) this.#open.set(key, [value])
    else open.push(value)
  }

  /** Takes the latest out; `undefined` when nothing is open there. */
  close(place: Place): T | undefined {
    const key = executionKey(place)
    const open = this.#open.get(key)
    const value = open?.pop()
    if (open?.length === 0) this.#open.delete(key)
    return value
  }

  /** The step at this place, else the innermost around it; `undefined` when that is the run. */
  at(place: Place): T | undefined {
    for (let { path } = place; path !== ''; path = outerPath(path)) {
      for (let depth = place.iteration.length; depth >= 0; depth--) {
        const key = executionKey({ path, iteration: place.iteration.slice(0, depth) })
        const open = this.#open.get(key)
        if (open !== undefined) return open.at(-1)
      }
    }
    return undefined
  }

  /** The innermost step around this place. */
  around({ path, iteration }: Place): T | undefined {
    return this.at({ path: outerPath(path), iteration })
  }

  /** The one that began last of those that are open: the likeliest for events that do not tell their step. */
  latest(): T | undefined {
    let latest: T | undefined
    for (const value of this.values()) latest = value
    return latest
  }

  /** Everything that is open, in the order in which it began, as far as places were open once. */
  *values(): IterableIterator<T> {
    for (const open of this.#open.values()) yield* open
  }
}

/** The path of the step whose slot, or whose component, holds this one. */
function outerPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/slots/'), path.lastIndexOf('!')))
}
