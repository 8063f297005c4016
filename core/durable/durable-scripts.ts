import type { ScriptHost, ScriptSession } from '../host/scripts.ts'
import type { StepCall } from '../run/step-call.ts'
import type { DurableRun } from './durable-run.ts'
import type { StepKey } from './journal.ts'
import { ScriptPlace, ScriptPlaces } from './script-places.ts'

/**
 * Scripts of a durable run. A script that was interrupted is run again, and has to make the calls that it made before:
 * each has a sandbox of its own, whose time and randomness are the same again.
 */
export class DurableScripts {
  readonly #run: DurableRun
  readonly #places = new ScriptPlaces()
  /** How often a script was asked for, by key. */
  readonly #asked = new Map<string, number>()
  #fuel = 0

  constructor(run: DurableRun) {
    this.#run = run
  }

  /** Tells one call of a script from others with the same key. */
  label(key: string): string {
    const count = this.#asked.get(key) ?? 0
    this.#asked.set(key, count + 1)
    return `${key}#${count}`
  }

  open(key: StepKey, call: StepCall, label: string): ScriptPlace {
    const time = this.#run.journal.scriptStart(label, this.#run.clock.now())
    const place = new ScriptPlace(key, call, { time, seed: `${this.#run.begun.seed}\n${label}` })
    this.#places.open(place)
    return place
  }

  close(place: ScriptPlace): void {
    this.#places.close(place)
  }

  /** Whether a call is made inside a script. */
  enclose(key: StepKey): boolean {
    return this.#places.around(key).next().done === false
  }

  /** A call was over at this time: the scripts around it know. */
  reach(key: StepKey, time: number): void {
    for (const place of this.#places.around(key)) place.reach(time)
  }

  /** The sandbox of a script that is under way; `undefined` for scripts that have no entry. */
  session(call: StepCall): ScriptSession | Promise<ScriptSession> | undefined {
    const place = this.#places.of(call)
    if (place === undefined) return undefined
    const { run } = call.ctx
    const clock = { now: () => place.now(), monotonic: () => run.host.clock.monotonic() }
    const fuel = Math.max(0, run.limits.scriptFuel - this.#fuel)
    const opened = run.openScripts({ clock, random: place.random, fuel })
    return opened instanceof Promise ? opened.then((session) => this.#own(session, call)) : this.#own(opened, call)
  }

  /** Closed with its step; what it uses counts for the run. */
  #own(session: ScriptSession, call: StepCall): ScriptSession {
    call.defer(() => session.dispose())
    return {
      run: (request, host) => session.run(request, this.#counted(host)),
      dispose: () => session.dispose(),
    }
  }

  #counted(host: ScriptHost): ScriptHost {
    return {
      call: (id, args) => host.call(id, args),
      runSlot: (name, state, slotVars) => host.runSlot(name, state, slotVars),
      console: (method, message) => host.console(method, message),
      ended: (fuel) => {
        this.#fuel += fuel
        host.ended?.(fuel)
      },
    }
  }
}
