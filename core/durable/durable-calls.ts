import { ExecutionCancelledError, KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { Component } from '../resolve/registry.ts'
import { isDetached } from '../run/detached-call.ts'
import type { Frame } from '../run/frame.ts'
import { invoke } from '../run/invoke.ts'
import type { LinkedStep } from '../run/link.ts'
import { Scope } from '../run/scope.ts'
import { Signal } from '../run/signal.ts'
import type { StepCall } from '../run/step-call.ts'
import type { Dict } from '../values.ts'
import { CallKeys } from './call-key.ts'
import { divergedCall } from './divergence.ts'
import type { DurableRun } from './durable-run.ts'
import { type KeptStep, keyText, type StepKey } from './journal.ts'
import { errorEntry, errorOf } from './journal-entry.ts'
import { NotJson, strictJson } from './strict-json.ts'

interface LiveCall {
  readonly call: StepCall
  readonly key: StepKey
  /** Of a script. */
  readonly label: string | null
  readonly isInner: boolean
}

/** Looks calls up in the journal, makes those that it does not have, and keeps what they gave. */
export class DurableCalls {
  readonly #run: DurableRun
  readonly #keys: CallKeys
  readonly #replayed = new WeakMap<Frame, Set<LinkedStep>>()
  /** Numbers of the entries that hold an error. */
  readonly #entries = new WeakMap<KernelError, number[]>()

  constructor(run: DurableRun) {
    this.#run = run
    this.#keys = new CallKeys(run.begun.plan)
  }

  /** What the component gives: from the journal, or by calling it. */
  perform(component: Component, input: Dict, call: StepCall): unknown {
    const { journal, scripts, token } = this.#run
    // Logs are delivered by whoever runs, and what a cancelled run does to clean up is no part of what is resumed.
    if (call.ctx.quiet || token.cancelled) return invoke(component, input, call)
    const key = this.#keyed(component, input, call)
    const text = keyText(key)
    const script = component.kind === 'native' && component.needs?.includes('scripts') === true
    const label = script ? scripts.label(text) : null
    const kept = journal.take(text)
    if (kept !== undefined) return this.#replay(kept, key, call)
    const isInner = isDetached(call) || scripts.enclose(key)
    // Where something is cleaned up after a part of the run was cancelled, the state may be another than before, too.
    const other = isInner || !call.ctx.token.isUnder(token) ? undefined : journal.otherAt(key)
    if (other !== undefined) throw this.#run.end(divergedCall(key, other))
    return this.#live(component, input, { call, key, label, isInner })
  }

  wasReplayed(step: LinkedStep, frame: Frame): boolean {
    return this.#replayed.get(frame)?.has(step) === true
  }

  /** Numbers of the journal's entries that hold this very error. */
  entriesOf(error: KernelError): readonly number[] {
    return this.#entries.get(error) ?? []
  }

  #replay({ entry, number }: KeptStep, key: StepKey, { step, frame, ctx }: StepCall): unknown {
    this.#run.scripts.reach(key, entry.t)
    if (ctx.run.watched) {
      const steps = this.#replayed.get(frame) ?? new Set()
      this.#replayed.set(frame, steps.add(step))
    }
    if (entry.error === undefined) return entry.value
    const error = errorOf(entry.error)
    this.#remember(error, number)
    throw error
  }

  async #live(component: Component, input: Dict, { call, key, label, isInner }: LiveCall): Promise<unknown> {
    const { scripts } = this.#run
    // Whatever was decided before has to be known before anything happens that cannot be taken back.
    await this.#run.flush()
    const place = label === null ? null : scripts.open(key, call, label)
    let result: unknown
    try {
      call.ensureNotCancelled()
      result = await invoke(component, input, call)
    } catch (thrown) {
      const error = normaliseError(thrown)
      if (this.#isOutcome(error, call))
        this.#remember(error, await this.#keep(key, { error: errorEntry(error), isInner }, call))
      throw error
    } finally {
      if (place !== null) scripts.close(place)
    }
    if (result instanceof Signal) return result
    const value = result instanceof Scope ? result.toObject() : result
    const text = this.#textOf(value, `What "${key.call}" at ${key.path} gave`, { call, key })
    await this.#keep(key, value === undefined ? { isInner } : { value: text, isInner }, call)
    // What the compose goes on with is what it will go on with when it is resumed.
    return value === undefined ? undefined : JSON.parse(text)
  }

  /** What tells of this attempt and not of the world is no outcome: the next attempt may do better. */
  #isOutcome(error: KernelError, call: StepCall): boolean {
    if (error instanceof ExecutionCancelledError || error.code === 'budget_exceeded') return false
    return !call.ctx.token.cancelled && !this.#run.token.cancelled
  }

  async #keep(
    key: StepKey,
    outcome: { readonly value?: string; readonly error?: ReturnType<typeof errorEntry>; readonly isInner: boolean },
    call: StepCall,
  ): Promise<number> {
    const { journal, clock, scripts } = this.#run
    const t = clock.now()
    const { value, error, isInner } = outcome
    const head = JSON.stringify({ type: 'step', ...key, t, ...(isInner ? { inner: true } : {}) }).slice(0, -1)
    const about = `The error of "${key.call}" at ${key.path}`
    const tail = error === undefined ? '' : `,"error":${this.#textOf(error, about, { call, key })}`
    let number: number
    try {
      number = journal.addStep(`${head}${value === undefined ? '' : `,"value":${value}`}${tail}}`, key)
    } catch (thrown) {
      throw this.#run.end(normaliseError(thrown))
    }
    scripts.reach(key, t)
    await this.#run.flush()
    return number
  }

  #keyed(component: Component, input: Dict, call: StepCall): StepKey {
    try {
      return this.#keys.keyOf(component, input, call)
    } catch (thrown) {
      const path = call.ctx.activation.pathPrefix + call.step.plan.path
      throw this.#run.end(notJournalable(thrown, `The input of "${component.id}" at ${path}`, path, component.id))
    }
  }

  #textOf(value: unknown, about: string, { call, key }: { call: StepCall; key: StepKey }): string {
    try {
      return strictJson(value, { isLive: (part) => call.ctx.streams.isOpen(part) })
    } catch (thrown) {
      throw this.#run.end(notJournalable(thrown, about, key.path, key.call))
    }
  }

  #remember(error: KernelError, number: number): void {
    const numbers = this.#entries.get(error) ?? []
    numbers.push(number)
    this.#entries.set(error, numbers)
  }
}

function notJournalable(thrown: unknown, about: string, path: string, call: string): KernelError {
  const error = normaliseError(thrown)
  const what = thrown instanceof NotJson ? `is ${thrown.message}` : `cannot be kept: ${error.message}`
  return new KernelError('durable_value_not_journalable', `${about} ${what}, expected plain JSON`, {
    data: { path, call },
    cause: thrown,
    hint: 'Read a stream inside one step, or run the compose without a journal',
  })
}
