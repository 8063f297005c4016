import { type ErrorFrame, ExecutionCancelledError, type KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { Component } from '../resolve/registry.ts'
import { freezeDeep } from '../values.ts'
import type { Frame } from './frame.ts'
import { invoke } from './invoke.ts'
import type { LinkedStep } from './link.ts'
import { resolveStep } from './resolve-step.ts'
import { Signal } from './signal.ts'
import { StepCall } from './step-call.ts'
import { StepWatch } from './step-watch.ts'

/** How a step list ended: normally, or with a signal on its way to a loop. */
export type Outcome = Signal | undefined

/** Every so many levels of nesting the native stack starts afresh, so that depth is bounded by budget and not by host. */
const STACK_LEVELS = 24
/** Hops an error remembers; enough to read, bounded for recursion. */
const MAX_FRAMES = 100

/**
 * Runs a step list in its frame. Synchronous until something really waits: no promise is made for steps that do not.
 *
 * Spec: engine.md 1.3.
 */
export function runSteps(steps: readonly LinkedStep[], frame: Frame): Outcome | Promise<Outcome> {
  for (let at = 0; at < steps.length; at++) {
    const outcome = runStep(steps[at]!, at, frame)
    if (outcome === undefined) continue
    return outcome instanceof Signal ? outcome : continueSteps(steps, at + 1, frame, outcome)
  }
  return undefined
}

async function continueSteps(
  steps: readonly LinkedStep[],
  from: number,
  frame: Frame,
  pending: Promise<Outcome>,
): Promise<Outcome> {
  let outcome = await pending
  for (let at = from; outcome === undefined && at < steps.length; at++) {
    const next = runStep(steps[at]!, at, frame)
    outcome = next instanceof Promise ? await next : next
  }
  return outcome
}

/** `runSteps` for a slot or component body: checks the nesting budget and keeps the native stack short. */
export function runNested(steps: readonly LinkedStep[], frame: Frame): Outcome | Promise<Outcome> {
  frame.ctx.run.ensureDepth(frame.depth)
  if (frame.depth % STACK_LEVELS !== 0) return runSteps(steps, frame)
  return Promise.resolve().then(() => runSteps(steps, frame))
}

function runStep(step: LinkedStep, index: number, frame: Frame): Outcome | Promise<Outcome> {
  const { run } = frame.ctx
  if (++run.steps >= run.nextCheck) {
    let pause: Promise<void> | undefined
    try {
      pause = run.checkpoint(frame)
    } catch (error) {
      throw locate(error, step, frame)
    }
    if (pause !== undefined) return pause.then(() => executeStep(step, index, frame))
  }
  return executeStep(step, index, frame)
}

function executeStep(step: LinkedStep, index: number, frame: Frame): Outcome | Promise<Outcome> {
  const { ctx } = frame
  const { unrecorded } = frame
  const isCounted = unrecorded !== null && !unrecorded.isRevealed
  if (isCounted) unrecorded.begin(step, index)
  const watch = ctx.run.watched && !isCounted ? new StepWatch(step, index, frame) : null
  let call: StepCall | null = null
  let result: unknown
  try {
    if (ctx.token.cancelled) throw ctx.token.error()
    const input = step.input(frame)
    if (ctx.run.development) freezeDeep(input)
    watch?.started(input)
    call = new StepCall(step, frame, ctx, null)
    const component = resolveStep(step, ctx)
    result = component instanceof Promise ? invokeLater(component, input, call) : invoke(component, input, call)
    if (!(result instanceof Promise) && !call.hasCleanups) return finish(step, frame, watch, result)
    if (watch !== null && waitsItself(step, component)) watch.gaveWay()
  } catch (error) {
    if (call === null || !call.hasCleanups) throw fail(error, step, frame, watch)
    result = Promise.reject(error)
  }
  return settle(step, frame, watch, call, result)
}

/** Whether the time of a step is its own, and not that of steps inside it. */
function waitsItself(step: LinkedStep, component: Component | Promise<Component>): boolean {
  return step.slots === null && !(component instanceof Promise) && component.kind === 'native'
}

async function invokeLater(
  component: Promise<Component>,
  input: Record<string, unknown>,
  call: StepCall,
): Promise<unknown> {
  return invoke(await component, input, call)
}

async function settle(
  step: LinkedStep,
  frame: Frame,
  watch: StepWatch | null,
  call: StepCall,
  pending: unknown,
): Promise<Outcome> {
  try {
    const result = await pending
    if (call.hasCleanups) await call.cleanUp()
    return finish(step, frame, watch, result)
  } catch (error) {
    if (call.hasCleanups) await call.cleanUp()
    throw fail(error, step, frame, watch)
  }
}

function finish(step: LinkedStep, frame: Frame, begun: StepWatch | null, result: unknown): Outcome {
  const watch = begun ?? frame.unrecorded?.watchOf(step)
  if (result instanceof Signal) {
    watch?.signalled(result)
    return result
  }
  step.output(frame.scope, result, frame.ctx.run.held, watch?.wrote)
  watch?.ended(result)
  return undefined
}

function fail(thrown: unknown, step: LinkedStep, frame: Frame, begun: StepWatch | null): KernelError {
  const error = locate(thrown, step, frame)
  const watch = begun ?? frame.unrecorded?.failed(step, error)
  watch?.failed(error)
  return error
}

/** The error with this step added to its way, and the position of the innermost step that has one. */
function locate(thrown: unknown, step: LinkedStep, frame: Frame): KernelError {
  const error = normaliseError(thrown)
  if (error instanceof ExecutionCancelledError) return error
  const { component, file } = frame.ctx.activation
  const { at, path } = step.plan
  const source = at !== undefined && file !== undefined ? { file, start: at[0], end: at[1] } : undefined
  if (error.frames.length < MAX_FRAMES) {
    const hop: ErrorFrame = {
      path,
      call: step.call,
      ...(component === null ? {} : { component: component.id }),
      ...(source === undefined ? {} : { source }),
    }
    error.frames.push(hop)
  }
  if (error.source === undefined && source !== undefined) error.source = source
  return error
}
