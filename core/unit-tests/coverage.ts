import type { Composition, Step } from '../compose/composition.ts'
import type { TraceEvent, TraceObserver } from '../trace/events.ts'

/** A step or a slot of a compose, and how often it ran. */
export interface CoveredPart {
  readonly kind: 'step' | 'slot'
  /** Pointer into the compose: `/compose/0`, `/compose/0/slots/then`. */
  readonly pointer: string
  /** What the step calls, or the name of the slot. */
  readonly label: string
  readonly runs: number
  /** Offsets in the text of the compose; of a slot, those of its step. */
  readonly at?: readonly [start: number, end: number]
}

export interface FileCoverage {
  readonly file: string
  /** In the order of the document; a slot before its steps. */
  readonly parts: readonly CoveredPart[]
}

interface Covered {
  readonly composition: Composition
  readonly file: string
  readonly runs: Map<string, number>
}

/**
 * Counts which steps and slots of composes ran, from trace events.
 *
 * A compose is known by the component id that calls of it use, besides the one that is tested itself.
 */
export class Coverage {
  readonly #files = new Map<string, Covered>()
  readonly #byId = new Map<string, Covered>()

  /** Adds a compose, under the ids by which steps call it. Adding a file again keeps its counts. */
  add(composition: Composition, file: string, ids: readonly string[] = []): void {
    const covered = this.#files.get(file) ?? { composition, file, runs: new Map<string, number>() }
    this.#files.set(file, covered)
    for (const id of ids) this.#byId.set(id, covered)
  }

  /** Watches one run whose root is the compose of `file`. */
  observer(file: string): TraceObserver {
    const calls = new Map<string, string>()
    return (event) => {
      if (event.type !== 'step' && event.type !== 'slot') return
      if (event.type === 'step' && event.phase === 'start') calls.set(event.path, event.call)
      const border = event.path.lastIndexOf('!')
      const call = border < 0 ? undefined : calls.get(event.path.slice(0, border))
      const covered = border < 0 ? this.#files.get(file) : call === undefined ? undefined : this.#byId.get(call)
      const pointer = pointerOf(event, border)
      if (covered !== undefined && pointer !== undefined)
        covered.runs.set(pointer, (covered.runs.get(pointer) ?? 0) + 1)
    }
  }

  /** What ran and what did not, file by file. */
  report(): FileCoverage[] {
    return Array.from(this.#files.values(), ({ composition, file, runs }) => ({
      file,
      parts: partsOf(composition.steps, '/compose', runs),
    }))
  }
}

function pointerOf(event: TraceEvent, border: number): string | undefined {
  const pointer = event.path.slice(border + 1)
  if (event.type === 'step') return event.phase === 'start' ? pointer : undefined
  return event.type === 'slot' && event.phase === 'enter' ? pointer : undefined
}

function partsOf(steps: readonly Step[], pointer: string, runs: ReadonlyMap<string, number>): CoveredPart[] {
  return steps.flatMap((step, index) => {
    const here = `${pointer}/${index}`
    const at = step.at === undefined ? {} : { at: step.at }
    const part: CoveredPart = { kind: 'step', pointer: here, label: step.call, runs: runs.get(here) ?? 0, ...at }
    const slots = Object.entries(step.slots).flatMap(([name, inner]): CoveredPart[] => {
      const slot = `${here}/slots/${name}`
      const isEmpty = inner.length === 0
      const own: CoveredPart = { kind: 'slot', pointer: slot, label: name, runs: runs.get(slot) ?? 0, ...at }
      return isEmpty ? [] : [own, ...partsOf(inner, slot, runs)]
    })
    return [part, ...slots]
  })
}
