import type { Composition } from '../compose/composition.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { Component, ComposeComponent } from '../resolve/registry.ts'
import { type Dict, hasOwn, setOwn } from '../values.ts'
import { withHints } from './call-hints.ts'
import { checkSchema } from './check-schema.ts'
import { Activation, type Context, Frame, NO_VARS } from './frame.ts'
import { type LinkedStep, linkPlan } from './link.ts'
import { compilePlan, type StepPlan } from './plan.ts'
import { runNested } from './run-steps.ts'
import { Scope } from './scope.ts'
import { Signal } from './signal.ts'
import type { StepCall } from './step-call.ts'
import { countInside } from './unrecorded.ts'

/**
 * Calls a component with an input object.
 *
 * @returns a JSON value, the scope that a compose without declared outputs ended with, a Signal from `flow/break` and
 *   `flow/continue`, or a promise of one of them.
 */
export function invoke(component: Component, input: Dict, call: StepCall): unknown {
  if (component.hints !== undefined) return withHints(component, call, (view) => invokeOnce(component, input, view))
  return invokeOnce(component, input, call)
}

function invokeOnce(component: Component, input: Dict, call: StepCall): unknown {
  return component.kind === 'native' ? component.run(input, call) : invokeCompose(component, input, call)
}

const programs = new WeakMap<ComposeComponent, readonly LinkedStep[]>()

function invokeCompose(component: ComposeComponent, input: Dict, call: StepCall): unknown {
  const program = programs.get(component)
  if (program !== undefined) return runCompose(component, program, input, call)
  const composition = typeof component.composition === 'function' ? component.composition() : component.composition
  return composition instanceof Promise
    ? composition.then((loaded) => runCompose(component, prepare(component, loaded), input, call))
    : runCompose(component, prepare(component, composition), input, call)
}

/** The steps of a compose component that has been called. */
export function composePlan(component: ComposeComponent): readonly StepPlan[] {
  return (programs.get(component) ?? []).map((step) => step.plan)
}

/** File of each component's compose, once it is known. */
const files = new WeakMap<ComposeComponent, string>()

function prepare(component: ComposeComponent, composition: Composition): readonly LinkedStep[] {
  const program = linkPlan(compilePlan(composition, component.context))
  programs.set(component, program)
  if (composition.file !== undefined) files.set(component, composition.file)
  return program
}

function runCompose(component: ComposeComponent, program: readonly LinkedStep[], input: Dict, call: StepCall): unknown {
  const { ctx, frame } = call
  const declares = hasNames(component.inputs) || hasNames(component.outputs) || hasNames(component.slotNames)
  const state = hasNames(component.inputs) ? pick(input, component.inputs) : input
  if (component.inputSchema !== undefined) checkSchema(ctx, component, 'input', component.inputSchema, state)
  const activation = new Activation(
    component,
    { step: call.step, frame },
    declares ? input : null,
    files.get(component),
  )
  const inner: Context = { ...ctx, activation }
  const body = new Frame(inner, Scope.root(state), NO_VARS, frame.depth + 1, frame.iteration)
  if (frame.unrecorded !== null) countInside(body, frame, call.step.plan.path)
  const outcome = runNested(program, body)
  return outcome instanceof Promise
    ? outcome.then((settled) => finishCompose(component, body, settled))
    : finishCompose(component, body, outcome)
}

function finishCompose(component: ComposeComponent, body: Frame, outcome: Signal | undefined): unknown {
  if (outcome instanceof Signal) throw signalOutsideLoop(outcome)
  const result = hasNames(component.outputs) ? project(body.scope, component.outputs) : body.scope
  if (component.outputSchema !== undefined) {
    const value = result instanceof Scope ? result.toObject() : result
    checkSchema(body.ctx, component, 'output', component.outputSchema, value)
  }
  return result
}

/** The error a signal becomes where no loop of the same compose is left to catch it (engine.md 3.6). */
export function signalOutsideLoop(signal: Signal): KernelError {
  return new KernelError('flow_signal_outside_loop', `flow/${signal.kind} used outside of a loop`, {
    data: { signal: signal.kind },
  })
}

function hasNames(names: readonly string[] | undefined): names is readonly string[] {
  return names !== undefined && names.length > 0
}

/** The declared keys that are present: nothing is filled in for the others (engine.md 2.9). */
export function pick(input: Dict, names: readonly string[]): Dict {
  const picked: Dict = {}
  for (const name of names) if (hasOwn(input, name) && input[name] !== undefined) setOwn(picked, name, input[name])
  return picked
}

/** Exactly the declared keys, null for those the component did not set (engine.md 2.9). */
export function project(scope: Scope, names: readonly string[]): Dict {
  const projected: Dict = {}
  for (const name of names) setOwn(projected, name, scope.get(name) ?? null)
  return projected
}
