import type { Component, ComposeComponent } from '../resolve/registry.ts'
import type { Activation } from '../run/frame.ts'
import { composePlan } from '../run/invoke.ts'
import { planHash } from '../run/plan.ts'
import type { StepCall } from '../run/step-call.ts'
import type { Dict } from '../values.ts'
import type { StepKey } from './journal.ts'
import { hashText } from './script-places.ts'
import { strictJson } from './strict-json.ts'

/** Makes the keys of calls; remembers the hashes of the composes it meets. */
export class CallKeys {
  readonly #rootPlan: string
  readonly #plans = new Map<ComposeComponent, string>()

  /** @param rootPlan `planHash` of the root compose. */
  constructor(rootPlan: string) {
    this.#rootPlan = rootPlan
  }

  /** @throws {NotJson} when the input is no plain JSON. */
  keyOf(component: Component, input: Dict, { ctx, frame, step }: StepCall): StepKey {
    const isLive = (value: object) => ctx.streams.isOpen(value)
    return {
      path: ctx.activation.pathPrefix + step.plan.path,
      iteration: frame.iteration,
      call: component.id,
      plan: this.#planOf(ctx.activation),
      input: hashText(strictJson(input, { sortKeys: true, isLive })),
    }
  }

  /** Of the component that the step stands in; an inline compose belongs to the one that holds its text. */
  #planOf(activation: Activation): string {
    for (let at: Activation | undefined = activation; at !== undefined; at = at.caller?.frame.ctx.activation) {
      const { component } = at
      if (component === null) continue
      const known = this.#plans.get(component) ?? planHash({ steps: composePlan(component) })
      this.#plans.set(component, known)
      return known
    }
    return this.#rootPlan
  }
}
