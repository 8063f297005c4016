import { ExecutionCancelledError, KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { ClockPort } from '../host/clock.ts'
import type { Component } from '../resolve/registry.ts'
import type { CancelToken } from '../run/cancel-token.ts'
import type { NativeComponent, ResumeRule } from '../run/component.ts'
import type { Frame } from '../run/frame.ts'
import type { LinkedStep } from '../run/link.ts'
import type { StepCall } from '../run/step-call.ts'
import type { Dict } from '../values.ts'
import { DurableCalls } from './durable-calls.ts'
import { DurableScripts } from './durable-scripts.ts'
import type { Journal } from './journal.ts'
import type { RunEntry } from './journal-entry.ts'
import { resumeRule } from './resume-rule.ts'

export interface DurableParts {
  readonly begun: RunEntry
  readonly journal: Journal
  readonly clock: ClockPort
  /** Of the run. */
  readonly token: CancelToken
  /** Lets go of the journal. */
  readonly close: () => Promise<void>
}

/**
 * A run with a journal: each call that is replayed is looked up in it first, and what it gave is kept before the compose
 * sees it.
 *
 * The engine asks for it when it looks up a component, and never else; a run without a journal has none.
 *
 * Spec: DESIGN.md 8; docs/decisions/0006-durable-runs.md.
 */
export class DurableRun {
  readonly begun: RunEntry
  readonly journal: Journal
  readonly clock: ClockPort
  readonly token: CancelToken
  readonly scripts: DurableScripts
  /** Lets others resume the run. */
  readonly close: () => Promise<void>
  /** What ended the run: no part of a compose can catch it. */
  failure: KernelError | undefined
  readonly #calls: DurableCalls
  readonly #known = new WeakMap<Component, Component>()

  constructor({ begun, journal, clock, token, close }: DurableParts) {
    this.begun = begun
    this.journal = journal
    this.clock = clock
    this.token = token
    this.close = close
    this.scripts = new DurableScripts(this)
    this.#calls = new DurableCalls(this)
  }

  /** What steps call in place of a component: itself when its calls are repeated. */
  component(found: Component): Component {
    const known = this.#known.get(found)
    if (known !== undefined) return known
    const rule = resumeRule(found)
    const component = rule === 'repeat' ? found : this.#wrap(found, rule)
    this.#known.set(found, component)
    return component
  }

  /** The value of a variable, the same whenever the run is resumed. */
  env(name: string, read: () => string | undefined): string | undefined {
    return this.journal.env(name, read)
  }

  /** Whether what a step gave came from the journal. */
  wasReplayed(step: LinkedStep, frame: Frame): boolean {
    return this.#calls.wasReplayed(step, frame)
  }

  /** Ends the run with an error that no part of the compose can catch: to be thrown is what this returns. */
  end(error: KernelError): ExecutionCancelledError {
    this.failure ??= error
    this.token.cancel(error)
    return this.token.error()
  }

  /** Writes what was added to the journal. Throws what `end` gives when that fails. */
  async flush(): Promise<void> {
    try {
      await this.journal.flush()
    } catch (cause) {
      throw this.end(this.#storeFailed(cause))
    }
  }

  /**
   * Keeps that the run is done.
   *
   * @throws {ExecutionCancelledError} when that fails, with `failure` as its reason.
   */
  async done(): Promise<void> {
    this.journal.addDone(this.clock.now())
    await this.flush()
  }

  /** Keeps how the run ended; a failure that ended it is tried again when it is resumed. Never rejects. */
  async failed(error: KernelError): Promise<void> {
    if (this.failure !== undefined) return
    const steps = this.#calls.entriesOf(error)
    if (steps.length > 0) this.journal.add({ type: 'retry', steps })
    const outcome = error instanceof ExecutionCancelledError ? 'cancelled' : 'failed'
    this.journal.add({ type: 'end', outcome, t: this.clock.now(), code: error.code })
    // The caller hears of what ended the run. Without this entry it counts as interrupted, and can be resumed as well.
    await this.journal.flush().catch(() => undefined)
  }

  #wrap(component: Component, rule: ResumeRule): NativeComponent {
    return {
      kind: 'native',
      id: component.id,
      run: (input: Dict, call: StepCall) =>
        rule === 'refuse' ? this.#refuse(component, call) : this.#calls.perform(component, input, call),
    }
  }

  #refuse(component: Component, { ctx, step }: StepCall): never {
    const path = ctx.activation.pathPrefix + step.plan.path
    throw this.end(
      new KernelError('durable_step_not_resumable', `"${component.id}" at ${path} cannot be part of a durable run`, {
        data: { path, call: component.id },
        hint: 'Run the compose without a journal',
      }),
    )
  }

  #storeFailed(cause: unknown): KernelError {
    const { run } = this.begun
    const { message } = normaliseError(cause)
    return new KernelError('durable_store_failed', `The journal of the durable run "${run}" failed: ${message}`, {
      data: { runId: run },
      cause,
      hint: 'Resume the run when the cause is gone',
    })
  }
}
