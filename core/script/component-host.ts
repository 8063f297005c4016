import type { ConsoleMethod, ScriptHost } from '../host/scripts.ts'
import type { OperatorCall } from '../run/call.ts'
import { Signal } from '../run/signal.ts'
import { slotNotFound } from '../run/step-call.ts'
import { type Dict, isDict } from '../values.ts'
import { borderText } from './border-json.ts'
import { ScriptExit } from './script-exit.ts'

const LOG = 'lcod://contract/tooling/log@1'

/** What one script step can reach: components, the slots of the step, and the log. */
export class ComponentHost implements ScriptHost {
  readonly #call: OperatorCall
  /** Calls and log deliveries under way: the step is not over before they are. Made with the first. */
  #pending: Set<Promise<unknown>> | undefined
  #failure: unknown
  /** Work units of the script, once it is over. */
  fuel = 0

  constructor(call: OperatorCall) {
    this.#call = call
  }

  get isIdle(): boolean {
    return (this.#pending === undefined || this.#pending.size === 0) && this.#failure === undefined
  }

  call(id: string, args: string): Promise<string> {
    return this.#track(this.#callComponent(id, args))
  }

  runSlot(name: string, state: string, slotVars: string): Promise<string> {
    return this.#track(this.#runSlot(name, state, slotVars))
  }

  console(method: ConsoleMethod, message: string): void {
    try {
      const logged = this.#call.call(LOG, { level: method === 'log' ? 'info' : method, message })
      if (logged instanceof Promise) this.#track(logged.catch(() => undefined))
    } catch {
      // A log that fails is no failure of the script (engine.md 6.5).
    }
  }

  ended(fuel: number): void {
    this.fuel = fuel
  }

  /**
   * Waits for what is still under way.
   *
   * @throws what ended a call that the script did not wait for, when it was a signal or cancellation.
   */
  async settled(): Promise<void> {
    while (this.#pending !== undefined && this.#pending.size > 0) await Promise.allSettled(this.#pending)
    if (this.#failure !== undefined) throw this.#failure
  }

  async #callComponent(id: string, args: string): Promise<string> {
    const result = await this.#call.call(id, inputOf(args))
    if (result instanceof Signal) throw this.#exit(result)
    return borderText(result, `The result of "${id}"`)
  }

  async #runSlot(name: string, state: string, slotVars: string): Promise<string> {
    this.#call.ensureNotCancelled()
    const slot = this.#call.delegatedSlot(name)
    if (slot === undefined) throw slotNotFound(name)
    const result = await slot.run(dictOf(slotVars), dictOf(state))
    if (result instanceof Signal) throw this.#exit(result)
    return borderText(result.toObject(), `The state of the slot "${name}"`)
  }

  #exit(signal: Signal): ScriptExit<Signal> {
    const exit = new ScriptExit(signal)
    this.#failure ??= exit
    return exit
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#pending ??= new Set()
    const pending = this.#pending
    pending.add(work)
    const done = () => {
      pending.delete(work)
    }
    work.then(done, done)
    return work
  }
}

/** What a component gets: an object as it is, nothing for null, any other value as `value` (engine.md 2.9). */
function inputOf(text: string): Dict {
  const value: unknown = JSON.parse(text)
  if (value === null) return {}
  return isDict(value) ? value : { value }
}

function dictOf(text: string): Dict {
  const value: unknown = JSON.parse(text)
  return isDict(value) ? value : {}
}
