import type { ErrorFrame } from '../errors/kernel-error.ts'
import type { TraceEvent } from '../trace/events.ts'

const ROOT_STEP = /^\/compose\/\d+$/

/** Remembers which step of the root compose wrote each key last: where a wrong value in a result came from. */
export class RootWrites {
  readonly #steps = new Map<string, string>()

  observe(event: TraceEvent): void {
    if (event.type === 'scope' && ROOT_STEP.test(event.path)) this.#steps.set(event.key, event.path)
  }

  /** Path of the step that wrote the key which a difference (`$.key.more`) is in. */
  of(differencePath: string): string | undefined {
    const key = /^\$(?:\.([\w$-]+)|\[("(?:[^"\\]|\\.)*")\])/.exec(differencePath)
    if (key === null) return undefined
    return this.#steps.get(key[1] ?? String(JSON.parse(key[2] ?? '""')))
  }
}

/** The trace path of the step that an error comes from; `undefined` when it passed no step. */
export function tracePathOf(frames: readonly ErrorFrame[]): string | undefined {
  return frames.length === 0
    ? undefined
    : frames
        .map((frame) => frame.path)
        .reverse()
        .join('!')
}
