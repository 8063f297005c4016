import type { TraceEvent } from '../../../core/trace/events.ts'

/** Knows which steps run now and have none running inside: whoever asks for something is one of them. */
export class RunningSteps {
  readonly #open = new Map<string, string>()

  take(event: TraceEvent): void {
    if (event.type !== 'step') return
    const key = `${event.path}#${event.iteration.join()}`
    if (event.phase === 'start') this.#open.set(key, event.path)
    else this.#open.delete(key)
  }

  /** Paths of the innermost steps, the newest first; more than one when steps run at the same time. */
  innermost(): string[] {
    const paths = [...new Set(this.#open.values())]
    return paths.filter((path) => !paths.some((other) => other !== path && isInside(other, path))).reverse()
  }
}

function isInside(inner: string, outer: string): boolean {
  return inner.startsWith(`${outer}/`) || inner.startsWith(`${outer}!`)
}
