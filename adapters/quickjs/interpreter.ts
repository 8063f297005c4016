import { HOST_FUNCTIONS } from './guest/prelude.ts'
import { type Completion, type GuestValue, GuestValues } from './guest-values.ts'
import type { PreparedInstance } from './memory-image.ts'
import type { GuestOperation } from './prepare-interpreter.ts'

/** What the guest reaches outside. None may throw or call the interpreter. */
export interface InterpreterHooks {
  /** The guest's clock, in ms since the epoch. */
  now(): number
  /** Asked every few thousand steps of the guest; true ends what it is doing, uncatchably. */
  interrupted(): boolean
  /** A host function; its answer reaches the guest as a string. */
  hostCall(name: (typeof HOST_FUNCTIONS)[number], args: readonly string[]): string | undefined
}

/**
 * QuickJS in one instance: a runtime, a context, and the operations of the prelude, spoken to in texts.
 *
 * Every exception out of a method means that the instance is not to be used again. Nothing is freed at the end:
 * the memory goes with the instance, and freeing what an aborted guest left behind would abort again.
 */
export class Interpreter {
  readonly #prepared: PreparedInstance
  readonly #guest: GuestValues

  constructor(prepared: PreparedInstance, hooks: InterpreterHooks) {
    this.#prepared = prepared
    const { instance, places } = prepared
    const guest = new GuestValues(instance, places)
    this.#guest = guest
    instance.hooks = {
      now: () => hooks.now(),
      interrupted: () => hooks.interrupted(),
      called(count, argv, id) {
        const name = HOST_FUNCTIONS[id - 1]
        if (name === undefined) return 0
        const args: string[] = []
        for (let index = 0; index < count; index++) args.push(guest.argument(argv, index))
        const answer = hooks.hostCall(name, args)
        return answer === undefined ? 0 : guest.newText(answer)
      },
    }
  }

  /** Evaluates an expression that should give a function. `error` is what `explain` takes. */
  evaluate(code: string, file: string): Completion {
    return this.#guest.evaluate(code, file)
  }

  /**
   * Calls an operation of the prelude with a text and up to two values.
   *
   * @returns its reply; `undefined` when the guest threw past it: it was interrupted or ran out of memory.
   */
  enter(operation: GuestOperation, text: string, first?: GuestValue, second?: GuestValue): string | undefined {
    const guest = this.#guest
    const argument = guest.newText(text)
    const args = first === undefined ? [argument] : second === undefined ? [argument, first] : [argument, first, second]
    const result = guest.call(this.#prepared.places.operations[operation], args)
    guest.free(argument)
    return this.#reply(result)
  }

  /** Starts a script. @param extras JSON of `{ config?, imports? }`. */
  start(scope: string, program: GuestValue, id: number, extras: string | undefined): string | undefined {
    const guest = this.#guest
    const scopeText = guest.newText(scope)
    const runId = guest.newNumber(id)
    const extrasText = extras === undefined ? undefined : guest.newText(extras)
    const args = extrasText === undefined ? [scopeText, program, runId] : [scopeText, program, runId, extrasText]
    const result = guest.call(this.#prepared.places.operations.start, args)
    guest.free(scopeText)
    guest.free(runId)
    if (extrasText !== undefined) guest.free(extrasText)
    return this.#reply(result)
  }

  /** An empty program, to be filled by `define`. */
  newProgram(): GuestValue {
    const made = this.#guest.call(this.#prepared.places.operations.newProgram, [])
    if ('value' in made) return made.value
    throw new Error('The sandbox has no room for a program')
  }

  /** Frees a value that `evaluate` gave. */
  release(value: GuestValue): void {
    this.#guest.free(value)
  }

  /** Runs up to `limit` promise jobs. @returns whether more wait. */
  runJobs(limit: number): boolean {
    const { instance, places } = this.#prepared
    if (!this.hasJobs()) return false
    this.#guest.free(instance.api.runJobs(places.runtime, limit, places.argv))
    return this.hasJobs()
  }

  /** Whether promise jobs wait. */
  hasJobs(): boolean {
    const { instance, places } = this.#prepared
    return instance.api.isJobPending(places.runtime) !== 0
  }

  #reply(result: Completion): string | undefined {
    const guest = this.#guest
    if ('error' in result) {
      guest.free(result.error)
      return undefined
    }
    const reply = guest.readText(result.value)
    guest.free(result.value)
    return reply
  }
}
